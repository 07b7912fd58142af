/** A copy of a standalone installation while it works: the log and every table that cannot be folded from it, as of one moment. */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ArchiveWriter, type Manifest, readManifest, takeSnapshot } from '@nastavnik/platform/backup';
import { startEmbeddedPostgres } from '@nastavnik/platform/embedded/postgres';
import { connectPostgres } from '@nastavnik/platform/postgres';
import { tableOf } from '@nastavnik/platform/projections';
import { readModels } from '@nastavnik/read-models';
import { type DataDir, dataDirAt, secretsIn } from '../data-dir';
import { copyKeys, keysCopyAt } from './keys-copy';

/** It cannot be done as asked. The message is for a person. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupRefused';
  }
}

/** What the archive of an installation says of itself. */
export interface AboutInstallation {
  readonly holds: 'installation';
  /** Migrations that its tables had seen. */
  readonly migrations: readonly string[];
  /** Version of the log's own tables. */
  readonly logSchema: number;
  /** Position of the last event of the log; `null` when it was empty. */
  readonly position: string | null;
  /** Content of `sample.json`; `null` when no sample was loaded. */
  readonly sample: string | null;
}

export interface BackupRequest {
  readonly dataDir: string;
  /** A directory, or the file itself. */
  readonly to: string;
  /** Where the copy of people's keys goes; `nastavnik.keys` beside the archive where absent. */
  readonly keys?: string;
  /** Of a PostgreSQL that is not the embedded one. */
  readonly databaseUrl?: string;
}

export interface BackupMade {
  readonly file: string;
  readonly keys: string;
  readonly manifest: Manifest;
}

const SCHEMAS = ['public', 'eventstore'];
export const LOG_TABLE = 'eventstore.events';

/** Folded anew from the log, or the tools' own: what is not here is copied. */
const leftOut = async (): Promise<ReadonlySet<string>> => {
  const tables = await Promise.all(readModels.map(({ entity }) => tableOf(entity as new () => object)));
  return new Set([
    ...tables.flatMap(({ name }) => [`public.${name}`, `public.${name}__rebuild`]),
    'public.projection_checkpoint',
    'public.projection_rebuild',
    'public.migrations',
    'eventstore.migrations',
  ]);
};

const placeOf = ({ dataDir, to, keys }: BackupRequest): { readonly file: string; readonly keys: string } => {
  const at = path.resolve(to);
  const isFolder = /[/\\]$/.test(to) || (statSync(at, { throwIfNoEntry: false })?.isDirectory() ?? false);
  const name = `nastavnik-${new Date().toISOString().replace(/[:.]/g, '-')}.backup`;
  const file = isFolder ? path.join(at, name) : at;
  const place = { file, keys: path.resolve(keys ?? path.join(path.dirname(file), 'nastavnik.keys')) };
  const root = path.resolve(dataDir) + path.sep;
  for (const one of [place.file, place.keys]) {
    if (one.startsWith(root)) {
      throw new BackupRefused(
        `${one}: копия внутри каталога данных пропадёт вместе с ним. Укажите другое место, лучше другой диск. A copy inside the data directory is lost with it.`,
      );
    }
  }
  if (existsSync(file)) {
    throw new BackupRefused(
      `${file}: такой файл уже есть, копии друг друга не заменяют. Укажите каталог или другое имя. The file exists.`,
    );
  }
  if (existsSync(`${file}.part`)) {
    throw new BackupRefused(
      `${file}.part: копия с этим именем уже делается или была прервана. Дождитесь её или удалите этот файл. An unfinished copy of that name exists.`,
    );
  }
  if (file === place.keys)
    throw new BackupRefused('Ключи и данные кладутся в разные файлы. Two files are needed.');
  return place;
};

const archiveInto = (file: string, databaseUrl: string, dir: DataDir): Promise<Manifest> =>
  takeSnapshot(databaseUrl, async (snapshot) => {
    const tables = await snapshot.tables(SCHEMAS);
    if (!tables.some(({ name }) => name === LOG_TABLE)) {
      throw new BackupRefused(
        'В этой базе данных нет журнала событий: копируется установка npm start; у EventStoreDB и PostgreSQL есть свои средства (docker/README.md). There is no embedded log in this database.',
      );
    }
    const [moved] = tables.some(({ name }) => name === 'public.log_moved')
      ? await snapshot.query<{ moved_to: string }>('select moved_to from log_moved')
      : [];
    if (moved !== undefined) {
      throw new BackupRefused(
        `Журнал этой установки перенесён: ${moved.moved_to}. Его и PostgreSQL копируют их средствами (docker/README.md). The log has been moved.`,
      );
    }
    const derived = await leftOut();
    mkdirSync(path.dirname(file), { recursive: true });
    const archive = await ArchiveWriter.create(file);
    try {
      for (const table of tables) if (!derived.has(table.name)) await snapshot.copy(archive, table);
      const migrations = await snapshot.query<{ name: string }>('select name from migrations order by id');
      const [log] = await snapshot.query<{ version: number; position: string | null }>(
        `select (select max(version) from eventstore.migrations) as version, (select max(position)::text from ${LOG_TABLE}) as position`,
      );
      const about: AboutInstallation = {
        holds: 'installation',
        migrations: migrations.map(({ name }) => name),
        logSchema: log!.version,
        position: log!.position,
        sample: existsSync(dir.sample) ? readFileSync(dir.sample, 'utf8') : null,
      };
      return await archive.finish({ sequences: await snapshot.sequences(SCHEMAS), about: { ...about } });
    } catch (error) {
      await archive.abandon();
      throw error;
    }
  });

/** @throws BackupRefused; whatever keeps PostgreSQL from being read or the disk from being written */
export const backUp = async (request: BackupRequest): Promise<BackupMade> => {
  const dir = dataDirAt(path.resolve(request.dataDir));
  if (!existsSync(dir.root)) {
    throw new BackupRefused(
      `Здесь нет установки: ${dir.root}. Задайте NASTAVNIK_DATA_DIR. No installation here.`,
    );
  }
  const { file, keys } = placeOf(request);
  // The one that runs is shared; of an installation at rest it is started for the time of the copy.
  const postgres =
    request.databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir: dir.postgres }) : undefined;
  const databaseUrl = request.databaseUrl ?? postgres!.url;
  const pool = connectPostgres(databaseUrl, { applicationName: 'nastavnik-backup', max: 2 });
  try {
    await archiveInto(file, databaseUrl, dir);
    // Keys come after the data, so that none is missing to them; known from now on, so that an erasure reaches them.
    mkdirSync(path.dirname(keys), { recursive: true });
    keysCopyAt(dir, keys);
    await copyKeys(pool, databaseUrl, keys);
    // As it lies on disk, to the last byte.
    return { file, keys, manifest: await readManifest(file) };
  } finally {
    await pool.end();
    await postgres?.stop();
  }
};

/** Of what the copy holds nothing: the files to keep apart, as far as they are there. */
export const secretsToKeep = (dataDir: string): readonly string[] =>
  secretsIn(path.resolve(dataDir)).flatMap(({ file }) => (existsSync(file) ? [file] : []));
