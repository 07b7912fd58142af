/**
 * Makes an installation out of its copy: everything is checked first, built beside its place and moved there when it is whole. Whoever was
 * erased since is erased again before anybody can ask; read models are folded from the log at the first start.
 */
import {
  copyFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { streamOf } from '@nastavnik/domain';
import type { Uuid } from '@nastavnik/kernel';
import { loadArchive, type Manifest, readManifest } from '@nastavnik/platform/backup';
import { LOG_SCHEMA, startEmbeddedPostgres, startEventStoreNode } from '@nastavnik/platform/embedded';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import {
  type Erasure,
  ErasureRegister,
  fingerprint,
  type MasterKeys,
  masterKeysInFile,
  Vault,
} from '@nastavnik/platform/vault';
import { dataDirAt, secretsIn, STANDALONE_MIGRATIONS } from '../data-dir';
import { type AboutInstallation, BackupRefused } from './back-up';
import type { AboutKeys } from './keys-copy';

export interface RestoreRequest {
  readonly from: string;
  /** The latest copy of people's keys. */
  readonly keys: string;
  /** Folder with the files that no copy holds: `vault.key`, `webhook.key` … */
  readonly secrets: string;
  /** The register of erasures; `none` where whoever restores knows that it is lost. */
  readonly erasures: string | 'none';
  /** Where the installation shall be; not there yet, or empty. */
  readonly dataDir: string;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly about: AboutInstallation;
  /** Versions of records that were destroyed again. */
  readonly erasedAgain: number;
  /** People erased whose decision this log does not know. */
  readonly undecided: readonly string[];
  /** Secrets that were not given and will be made anew. */
  readonly missing: readonly string[];
}

const MIGRATIONS = new Map(
  STANDALONE_MIGRATIONS.map((migration) => [new migration().name ?? migration.name, migration]),
);

/** Everything that stands in the way, at once. */
const refuseAtOnce = ({ from, keys, secrets, erasures, dataDir }: RestoreRequest): void => {
  const mistakes: string[] = [];
  const files = [
    ['--from', from],
    ['--keys', keys],
    ...(erasures === 'none' ? [] : [['--erasures', erasures]]),
    ...secretsIn(secrets).flatMap(({ file, needed }) => (needed ? [['--secrets', file]] : [])),
  ] as const;
  for (const [option, file] of files) {
    if (!(statSync(file!, { throwIfNoEntry: false })?.isFile() ?? false))
      mistakes.push(`${option}: файла ${file} нет. There is no such file.`);
  }
  const target = statSync(dataDir, { throwIfNoEntry: false });
  if (target !== undefined && !(target.isDirectory() && readdirSync(dataDir).length === 0)) {
    mistakes.push(
      `--data: ${dataDir} не пуст. Восстановление ничего не заменяет: укажите новый каталог или уберите этот. The target is not empty.`,
    );
  }
  if (mistakes.length > 0) throw new BackupRefused(mistakes.join('\n'));
};

const holding = <About extends { readonly holds: string }>(
  file: string,
  { about }: Manifest,
  holds: About['holds'],
): About => {
  const said = about as unknown as About;
  if (said.holds === holds) return said;
  throw new BackupRefused(
    holds === 'keys'
      ? `${file}: это копия данных, а в --keys нужна копия ключей (nastavnik.keys). This is not a copy of keys.`
      : `${file}: это копия ключей, а в --from нужна копия данных (*.backup). This is not a copy of data.`,
  );
};

const refuseOtherProgram = (file: string, { migrations, logSchema }: AboutInstallation): void => {
  const unknown = migrations.filter((name) => !MIGRATIONS.has(name));
  if (unknown.length === 0 && logSchema === LOG_SCHEMA) return;
  throw new BackupRefused(
    `${file}: копия сделана другой версией программы${unknown.length === 0 ? '' : ` (ей известны ${unknown.join(', ')})`}. Восстановите её той же или более новой версией. The backup was made by another version.`,
  );
};

const refuseOtherMaster = (file: string, { masterKeys }: AboutKeys, masters: MasterKeys): void => {
  const given = [masters.current, ...masters.others].map(fingerprint);
  const lacking = masterKeys.filter((key) => !given.includes(key));
  if (lacking.length === 0) return;
  throw new BackupRefused(
    `${file}: этот главный ключ не открывает ключи людей: нужен ${lacking.join(', ')}, дан ${given.join(', ')}. Найдите vault.key той установки. The master key is another one.`,
  );
};

/** A record without all of its keys would be lost without a word: the keys are older than the data. */
const refuseOldKeys = async (client: Client, file: string): Promise<void> => {
  const { rows } = await client.query<{ people: number }>(
    `select count(distinct subject)::integer as people
       from vault_record, unnest(subject_id || also) as subject
      where box is not null and not exists (select from vault_keys.person_key where subject_id = subject)`,
  );
  if (rows[0]!.people === 0) return;
  throw new BackupRefused(
    `${file}: в копии ключей нет ключей ${rows[0]!.people} чел., чьи записи есть в копии данных: она старше её. Возьмите последнюю копию ключей. The copy of keys is older than the data.`,
  );
};

const load = async (url: string, { from, keys }: RestoreRequest, data: Manifest, held: Manifest) => {
  const client = new Client({ connectionString: url, application_name: 'nastavnik-restore' });
  await client.connect();
  try {
    await client.query('begin');
    await loadArchive(client, from, data);
    await loadArchive(client, keys, held);
    await refuseOldKeys(client, keys);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
};

/** Destroys again what was destroyed after the copy, and what has no key any more. */
const eraseAgain = async (
  url: string,
  masters: MasterKeys,
  erasures: readonly Erasure[],
): Promise<{ readonly all: Erasure; readonly count: number; readonly undecided: readonly string[] }> => {
  const pool = connectPostgres(url, { applicationName: 'nastavnik-restore', max: 2 });
  try {
    const vault = new Vault(pool, masters);
    const all: Erasure = {
      subjectIds: [
        ...new Set([...(await vault.allErased()), ...erasures.flatMap(({ subjectIds }) => subjectIds)]),
      ],
      recordIds: [...new Set(erasures.flatMap(({ recordIds }) => recordIds))],
    };
    const count =
      all.subjectIds.length + all.recordIds.length === 0
        ? 0
        : await vault.erase(all.subjectIds, { actorId: 'restore', purpose: 'restore' }, all.recordIds);
    const { rows } = await pool.query<{ id: string }>(
      `select id from unnest($1::text[], $2::text[]) as erased (id, stream)
        where exists (select from eventstore.events e where e.stream = erased.stream)
          and not exists (select from eventstore.events e
                           where e.stream = erased.stream and e.type like 'participant.personal-data-erased.%')`,
      [all.subjectIds, all.subjectIds.map((id) => streamOf.participant(id as Uuid))],
    );
    return { all, count, undecided: rows.map(({ id }) => id) };
  } finally {
    await pool.end();
  }
};

/** @throws BackupRefused, BackupDamaged, RegisterDamaged: nothing is left behind then */
export const restore = async (
  request: RestoreRequest,
  say: (line: string) => void = () => undefined,
): Promise<Restored> => {
  refuseAtOnce(request);
  const { from, keys, secrets, dataDir } = request;
  say('копия проверяется …');
  const data = await readManifest(from);
  const held = await readManifest(keys);
  const about = holding<AboutInstallation>(from, data, 'installation');
  const aboutKeys = holding<AboutKeys>(keys, held, 'keys');
  refuseOtherProgram(from, about);
  const erasures = request.erasures === 'none' ? [] : ErasureRegister.read(request.erasures);
  const given = dataDirAt(path.resolve(secrets));
  const masters = masterKeysInFile(given.vaultKey);
  refuseOtherMaster(given.vaultKey, aboutKeys, masters);

  const target = path.resolve(dataDir);
  const draft = dataDirAt(`${target}.restoring`);
  rmSync(draft.root, { recursive: true, force: true });
  mkdirSync(draft.root, { recursive: true, mode: 0o700 });
  try {
    say('данные загружаются …');
    const postgres = await startEmbeddedPostgres({ dataDir: draft.postgres });
    let erased: Awaited<ReturnType<typeof eraseAgain>>;
    try {
      const { url } = postgres;
      // The node makes the tables of the log.
      await (await startEventStoreNode({ databaseUrl: url })).stop();
      await migrate(
        url,
        about.migrations.map((name) => MIGRATIONS.get(name)!),
      );
      await load(url, request, data, held);
      erased = await eraseAgain(url, masters, erasures);
    } finally {
      await postgres.stop();
    }
    await ErasureRegister.open(draft.erasures).note(erased.all);
    if (about.sample !== null) writeFileSync(draft.sample, about.sample);
    const missing: string[] = [];
    for (const { file } of secretsIn(given.root)) {
      const copy = path.join(draft.root, path.basename(file));
      if (!existsSync(file)) missing.push(path.basename(file));
      else {
        copyFileSync(file, copy);
        chmodSync(copy, 0o600);
      }
    }
    if (existsSync(target)) rmdirSync(target);
    renameSync(draft.root, target);
    return { manifest: data, about, erasedAgain: erased.count, undecided: erased.undecided, missing };
  } catch (error) {
    rmSync(draft.root, { recursive: true, force: true });
    throw error;
  }
};
