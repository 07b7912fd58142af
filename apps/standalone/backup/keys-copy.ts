/**
 * The copy of people's keys: one, the latest, in a file of its own. It is renewed with every backup and with every erasure, so that an erased
 * person's key is in no copy; the data, copied as often as one likes, open beside these keys only.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { ArchiveWriter, type Manifest, takeSnapshot } from '@nastavnik/platform/backup';
import { withAdvisoryLock } from '@nastavnik/platform/postgres';
import type { DataDir } from '../data-dir';

/** What the archive of keys says of itself. */
export interface AboutKeys {
  readonly holds: 'keys';
  /** Fingerprints of the master keys that they are wrapped under. */
  readonly masterKeys: readonly string[];
}

export const KEYS_SCHEMA = 'vault_keys';

/** Takes the place of the copy before. One at a time: whoever is last has seen every erasure. */
export const copyKeys = (pool: Pool, databaseUrl: string, file: string): Promise<Manifest> =>
  withAdvisoryLock(pool, 'copy of keys', () =>
    takeSnapshot(databaseUrl, async (snapshot) => {
      rmSync(`${file}.part`, { force: true });
      const archive = await ArchiveWriter.create(file);
      try {
        for (const table of await snapshot.tables([KEYS_SCHEMA])) await snapshot.copy(archive, table);
        const masters = await snapshot.query<{ master_key: string }>(
          'select distinct master_key from vault_keys.person_key where wrapped_key is not null order by 1',
        );
        const about: AboutKeys = { holds: 'keys', masterKeys: masters.map((row) => row.master_key) };
        return await archive.finish({ sequences: {}, about: { ...about } });
      } catch (error) {
        await archive.abandon();
        throw error;
      }
    }),
  );

/** Remembers where the copy lies, for erasures to come. */
export const keysCopyAt = (dir: DataDir, file: string): void => {
  const draft = `${dir.copies}.new`;
  writeFileSync(draft, JSON.stringify({ keys: file }), { mode: 0o600, flush: true });
  renameSync(draft, dir.copies);
};

/**
 * After an erasure the copy is without the erased; after a change of the master key it opens under the new one.
 * @throws Error when there is a copy and it could not be renewed; the message is for a person
 */
export const renewKeysCopy = async (dir: DataDir, pool: Pool, databaseUrl: string): Promise<void> => {
  if (!existsSync(dir.copies)) return;
  const { keys } = JSON.parse(readFileSync(dir.copies, 'utf8')) as { readonly keys: string };
  const trouble = (why: string, cause?: unknown): Error =>
    new Error(
      `копия ключей ${keys} не обновлена (${why}): сделайте новую (npm run backup) и уничтожьте прежнюю / the copy of keys is not renewed: make a new one and destroy this one`,
      { cause },
    );
  if (!existsSync(keys)) throw trouble('её там нет');
  await copyKeys(pool, databaseUrl, keys).catch((error: unknown) => {
    throw trouble((error as Error).message, error);
  });
};
