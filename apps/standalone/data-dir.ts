/** What lies where in the data directory of a standalone installation, and what its tables are. */
import path from 'node:path';
import type { MigrationClass } from '@nastavnik/platform/postgres';
import { API_MIGRATIONS } from '../api/api.module';
import { projectorMigrations } from '../projector/projector.module';
import { publisherMigrations } from '../publisher/publisher.module';
import { LogMoved1764000005000 } from './migrate-log/log-moved.migration';

/** Every table of the house but the log's own, which its node makes. */
export const STANDALONE_MIGRATIONS: readonly MigrationClass[] = [
  ...new Set([...API_MIGRATIONS, ...projectorMigrations, ...publisherMigrations, LogMoved1764000005000]),
];

export interface DataDir {
  readonly root: string;
  readonly postgres: string;
  /** Where a running process and its parts are found. */
  readonly runtime: string;
  /** That the sample year was loaded. */
  readonly sample: string;
  /** Master keys of the vault. */
  readonly vaultKey: string;
  /** Key of the receivers' secrets. */
  readonly webhookKey: string;
  /** Signs the checkpoints of the log. */
  readonly transparencyKey: string;
  /** Signs development tokens. */
  readonly issuerKey: string;
  /** Who was erased. */
  readonly erasures: string;
  /** Where the latest copy of people's keys lies. */
  readonly copies: string;
}

export const dataDirAt = (root: string): DataDir => {
  const at = (name: string): string => path.join(root, name);
  return {
    root,
    postgres: at('postgres'),
    runtime: at('runtime.json'),
    sample: at('sample.json'),
    vaultKey: at('vault.key'),
    webhookKey: at('webhook.key'),
    transparencyKey: at('transparency.key'),
    issuerKey: at('development-issuer.jwk.json'),
    erasures: at('erasures.jsonl'),
    copies: at('copies.json'),
  };
};

/** Files that nobody can make again and that no copy holds: they are kept apart from it. */
export const secretsIn = (root: string): readonly { readonly file: string; readonly needed: boolean }[] => {
  const { vaultKey, webhookKey, transparencyKey, issuerKey } = dataDirAt(root);
  return [
    { file: vaultKey, needed: true },
    { file: webhookKey, needed: true },
    { file: transparencyKey, needed: false },
    { file: issuerKey, needed: false },
  ];
};
