/**
 * A real PostgreSQL server out of npm's binaries, for one machine: started with the process, stopped with it, data kept.
 *
 * `<dataDir>/cluster` is the cluster, with its password beside its files (0600); `<dataDir>/server.log` is what the server says.
 * Works as root too (the server becomes an existing unprivileged user) and below folders which that user cannot enter: the
 * cluster is made the working directory before privileges are dropped, and the server knows it as /proc/self/cwd.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Binaries, binariesFor } from './binaries';
import { type ServerUser, serverUserFor } from './server-user';
import { EmbeddedPostgresTrouble } from './trouble';

export interface EmbeddedPostgresOptions {
  /** Where the data live; made when missing. One server for one directory. */
  readonly dataDir: string;
  /** Made when missing; `nastavnik` by default. */
  readonly database?: string;
}

export interface EmbeddedPostgres {
  /** `postgres://user:password@127.0.0.1:port/database` */
  readonly url: string;
  readonly port: number;
  /** False when another process of ours had started the server and this one only shares it. */
  readonly owned: boolean;
  /** Resolves when a server of our own has ended, asked or not; never for a shared one. */
  readonly exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything acknowledged is kept. Does nothing to a server that another process started. */
  stop(): Promise<void>;
}

const owner = 'nastavnik';
const keeperName = 'nastavnik-postgres-keeper';
const patienceMs = 60_000;
const megabyte = 1024 * 1024;

/**
 * Runs the server and ends it when standard input closes, which the kernel does for a parent killed without warning.
 * SIGINT is PostgreSQL's fast shutdown. Descriptor 3 keeps the pipe, as a background job of sh reads from /dev/null.
 */
const keeper = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
( read -r _ <&3; kill -INT $server ) 2>/dev/null &
watch=$!
exec 3<&-
wait $server
code=$?
kill $watch 2>/dev/null
exit $code
`;

/** Data never reach the server's log: an error message may quote a value, so only what the server says of itself is logged. */
const settings = (port: number): readonly string[] =>
  Object.entries({
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    password_encryption: 'scram-sha-256',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_min_messages: 'log',
    max_wal_size: '512MB',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

interface Place {
  readonly dataDir: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly log: string;
}

const placeOf = (dataDir: string): Place => {
  const at = resolve(dataDir);
  return {
    dataDir: at,
    cluster: join(at, 'cluster'),
    passwordFile: join(at, 'cluster', 'nastavnik.password'),
    log: join(at, 'server.log'),
  };
};

/** How the server names its own data directory. */
const seenByServer = (cluster: string): string => (process.platform === 'linux' ? '/proc/self/cwd' : cluster);

const freePort = async (): Promise<number> => {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
};

const needSpace = (folder: string, bytes: number): void => {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  const [have, need] = [Math.floor(free / megabyte), Math.ceil(bytes / megabyte)];
  throw new EmbeddedPostgresTrouble(
    'no-space',
    `На диске с каталогом ${folder} свободно ${have} МБ, нужно хотя бы ${need} МБ.`,
    `The disk of ${folder} has ${have} MB free; at least ${need} MB are needed.`,
  );
};

/** Makes a cluster aside and puts it in its place whole: an interrupted initdb leaves nothing that looks like a cluster. */
const initialise = async (place: Place, binaries: Binaries, user: ServerUser | undefined): Promise<void> => {
  needSpace(place.dataDir, 200 * megabyte);
  const draft = mkdtempSync(join(place.dataDir, 'draft-'));
  const passwordDraft = `${draft}.password`;
  try {
    // The server's user reads the password through an open descriptor: the path to it may be closed to that user.
    const password = randomBytes(24).toString('base64url');
    writeFileSync(passwordDraft, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true });
    if (user !== undefined) {
      chownSync(draft, user.uid, user.gid);
      chownSync(passwordDraft, user.uid, user.gid);
    }
    const descriptor = openSync(passwordDraft, 'r');
    const child = spawn(
      binaries.initdb,
      [
        ...['-D', seenByServer(draft), '-U', owner, '-A', 'scram-sha-256', '--pwfile=/dev/stdin'],
        ...[
          '-E',
          'UTF8',
          '--locale=C',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--no-instructions',
        ],
      ],
      { ...user, cwd: draft, env: binaries.env, stdio: [descriptor, 'pipe', 'pipe'] },
    );
    let said = '';
    child.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    closeSync(descriptor);
    if (code !== 0) {
      throw new EmbeddedPostgresTrouble(
        'initdb-failed',
        `Не удалось создать базу данных в ${place.dataDir}: ${lastLines(said)}`,
        `The database could not be created in ${place.dataDir}: ${lastLines(said)}`,
      );
    }
    // The password travels inside the cluster, so that the two can never be of different births.
    chownSync(passwordDraft, process.geteuid!(), process.getegid!());
    renameSync(passwordDraft, join(draft, 'nastavnik.password'));
    try {
      renameSync(draft, place.cluster);
    } catch (error) {
      // Another process made the cluster first: ours is thrown away.
      if (!existsSync(join(place.cluster, 'PG_VERSION'))) throw error;
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(passwordDraft, { force: true });
  }
};

const lastLines = (text: string): string => text.trim().split('\n').slice(-8).join('\n');

const saidSince = (log: string, offset: number): string => {
  try {
    return lastLines(readFileSync(log).subarray(offset).toString());
  } catch {
    return 'the log is gone';
  }
};

interface Running {
  readonly pid: number;
  readonly port: number;
}

/** What `postmaster.pid` says: the process on its first line, the port on its fourth. Half written during a start. */
const lockOf = (cluster: string): Running | undefined => {
  try {
    const [pid, , , port] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(pid), port: Number(port) };
  } catch {
    return undefined;
  }
};

const ps = (pid: number, column: string): string =>
  spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();

/** Process ids are used again: a lock counts only while its process is a server of this very cluster. */
const serves = (pid: number, cluster: string): boolean => {
  if (process.platform !== 'linux') return ps(pid, 'comm').endsWith('postgres');
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
};

/** True while the keeper that ends the server with its parent is there. */
const isKept = (pid: number): boolean => {
  if (process.platform !== 'linux') return ps(Number(ps(pid, 'ppid')), 'command').includes(keeperName);
  try {
    const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]!;
    return readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes(keeperName);
  } catch {
    return false;
  }
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended by itself.
  }
};

const connect = async (port: number, password: string): Promise<Client> => {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: owner,
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** The server knows the password and says it is ready: SCRAM proves it to both sides. */
const answers = async (port: number, password: string): Promise<boolean> => {
  try {
    const client = await connect(port, password);
    await client.end();
    return true;
  } catch {
    return false;
  }
};

const urlOf = (port: number, password: string, database: string): string =>
  `postgres://${owner}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

const makeDatabase = async (port: number, password: string, database: string): Promise<void> => {
  const client = await connect(port, password);
  try {
    await client.query(`CREATE DATABASE "${database.replaceAll('"', '""')}"`);
  } catch (error) {
    const { code } = error as { code?: string };
    // duplicate_database, and unique_violation for two creators at the same moment.
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end();
  }
};

type Launched = { readonly child: ChildProcess; readonly port: number } | { readonly failure: string };

const launch = async (
  place: Place,
  binaries: Binaries,
  user: ServerUser | undefined,
  password: string,
): Promise<Launched> => {
  const port = await freePort();
  const before = statSync(place.log, { throwIfNoEntry: false })?.size ?? 0;
  const log = openSync(place.log, 'a', 0o600);
  const child = spawn(
    '/bin/sh',
    ['-c', keeper, keeperName, binaries.postgres, '-D', seenByServer(place.cluster), ...settings(port)],
    // Its own session: Ctrl-C at the terminal is for us, and we end the server when we are done with it.
    { ...user, cwd: place.cluster, env: binaries.env, stdio: ['pipe', log, log], detached: true },
  );
  closeSync(log);
  let failure: string | undefined;
  child.on('error', (error) => (failure = error.message));
  child.on('exit', () => (failure ??= saidSince(place.log, before)));
  child.stdin!.on('error', () => undefined);
  child.unref();
  (child.stdin as Socket).unref();
  // Recovery after a crash may take its time: as long as the server lives, it is waited for.
  while (failure === undefined) {
    if (lockOf(place.cluster)?.port === port && (await answers(port, password))) return { child, port };
    await delay(20);
  }
  return { failure };
};

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

const handle = (place: Place, child: ChildProcess, port: number, url: string): EmbeddedPostgres => {
  const exited = ended(child);
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin!.end();
    const impatient = setTimeout(() => {
      const lock = lockOf(place.cluster);
      // Immediate shutdown: the next start recovers from the write-ahead log.
      if (lock !== undefined && serves(lock.pid, place.cluster)) signal(lock.pid, 'SIGQUIT');
    }, patienceMs);
    await exited;
    clearTimeout(impatient);
  };
  return { url, port, owned: true, exited, stop: () => (stopping ??= stop()) };
};

/**
 * The url of the server that now serves `dataDir`, for a tool beside the running system; `undefined` when none answers.
 * @param database `nastavnik` by default
 */
export const findEmbeddedPostgres = async (
  dataDir: string,
  database: string = owner,
): Promise<string | undefined> => {
  const place = placeOf(dataDir);
  const lock = lockOf(place.cluster);
  if (lock === undefined || !serves(lock.pid, place.cluster)) return undefined;
  const password = readFileSync(place.passwordFile, 'utf8').trim();
  return (await answers(lock.port, password)) ? urlOf(lock.port, password, database) : undefined;
};

/**
 * Starts the server of `dataDir`, making its cluster at the first time, or shares the one that runs. The server ends with this
 * process, however it ends; a start right after waits for it. Does not keep the process alive.
 * @throws EmbeddedPostgresTrouble saying what is wrong and what to do, in Russian and English
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const database = options.database ?? owner;
  const place = placeOf(options.dataDir);
  mkdirSync(place.dataDir, { recursive: true, mode: 0o700 });
  sweep(place);
  const user = serverUserFor(place.cluster);
  const binaries = binariesFor(user);
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) await initialise(place, binaries, user);
  const version = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== binaries.major) {
    throw new EmbeddedPostgresTrouble(
      'other-version',
      `Данные в ${place.dataDir} записаны PostgreSQL ${version}, а установлен ${binaries.major}. Перенесите их через pg_dump или укажите другой NASTAVNIK_DATA_DIR.`,
      `The data in ${place.dataDir} were written by PostgreSQL ${version}; ${binaries.major} is installed. Move them with pg_dump, or set another NASTAVNIK_DATA_DIR.`,
    );
  }
  const password = readFileSync(place.passwordFile, 'utf8').trim();
  const started = (port: number) => makeDatabase(port, password, database);

  const deadline = Date.now() + patienceMs;
  for (;;) {
    const lock = lockOf(place.cluster);
    if (lock !== undefined && serves(lock.pid, place.cluster)) {
      if (!isKept(lock.pid)) signal(lock.pid, 'SIGINT');
      else if (await answersForAWhile(lock.port, password)) {
        await started(lock.port);
        return {
          url: urlOf(lock.port, password, database),
          port: lock.port,
          owned: false,
          exited: new Promise(() => undefined),
          stop: async () => undefined,
        };
      }
    } else {
      if (lock !== undefined) rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
      needSpace(place.dataDir, 32 * megabyte);
      const launched = await launch(place, binaries, user, password);
      if ('child' in launched) {
        const server = handle(place, launched.child, launched.port, urlOf(launched.port, password, database));
        await started(launched.port).catch(async (error: unknown) => {
          await server.stop();
          throw error;
        });
        return server;
      }
      if (!/could not bind|could not create any TCP|lock file|shared memory block/.test(launched.failure)) {
        throw new EmbeddedPostgresTrouble(
          'start-failed',
          `Встроенный PostgreSQL не запустился (журнал: ${place.log}):\n${launched.failure}`,
          `The embedded PostgreSQL did not start (log: ${place.log}); see the lines above.`,
        );
      }
    }
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresTrouble(
        'still-locked',
        `Каталог ${place.dataDir} занят сервером PostgreSQL (процесс ${lock?.pid ?? 'неизвестен'}), который не отвечает и не завершается.`,
        `The directory ${place.dataDir} is held by a PostgreSQL server (process ${lock?.pid ?? 'unknown'}) that neither answers nor ends.`,
      );
    }
    await delay(100);
  }
};

/** A server whose parent has just been killed may still answer once: it is asked again after its keeper had time to notice. */
const answersForAWhile = async (port: number, password: string): Promise<boolean> => {
  if (!(await answers(port, password))) return false;
  await delay(300);
  return answers(port, password);
};

/** Drafts of interrupted first starts, and a log grown too long. */
const sweep = (place: Place): void => {
  for (const name of readdirSync(place.dataDir)) {
    const at = join(place.dataDir, name);
    const entry = statSync(at, { throwIfNoEntry: false });
    if (entry === undefined) continue;
    if (name.startsWith('draft-') && Date.now() - entry.mtimeMs > 600_000)
      rmSync(at, { recursive: true, force: true });
    if (at === place.log && entry.size > 16 * megabyte) renameSync(at, `${at}.1`);
  }
};
