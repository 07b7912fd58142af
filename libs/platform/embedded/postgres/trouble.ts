/** What can go wrong while our own PostgreSQL starts, said to a person in Russian and in English. */

export type TroubleCode =
  | 'unsupported-platform'
  | 'binaries-missing'
  | 'binaries-do-not-run'
  | 'no-unprivileged-user'
  | 'foreign-data-dir'
  | 'other-version'
  | 'no-space'
  | 'initdb-failed'
  | 'start-failed'
  | 'still-locked';

/** The message carries both languages, the cure included. */
export class EmbeddedPostgresTrouble extends Error {
  constructor(
    readonly code: TroubleCode,
    readonly ru: string,
    readonly en: string,
    options?: { cause?: unknown },
  ) {
    super(`${ru}\n${en}`, options);
    this.name = 'EmbeddedPostgresTrouble';
  }
}
