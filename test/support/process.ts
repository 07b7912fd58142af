/** Real child processes for tests: TypeScript run by plain node, killed for real. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

export interface Spawned {
  readonly child: ChildProcess;
  /** Everything printed so far, stdout and stderr together. */
  output(): string;
  /** Resolves with the match once a printed line fits; rejects when the process exits first or time is up. */
  waitFor(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
  /** Resolves with the exit code, or the signal's name. */
  exited(): Promise<number | NodeJS.Signals>;
  /** Sends a signal and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Runs a TypeScript file of the repository in a process of its own. `file` is relative to the root. */
export const spawnTs = (
  file: string,
  options: { args?: readonly string[]; env?: NodeJS.ProcessEnv; stdin?: 'pipe' | 'ignore' } = {},
): Spawned => {
  const child = spawn(
    process.execPath,
    ['-r', path.join(__dirname, 'register.cjs'), path.join(root, file), ...(options.args ?? [])],
    {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', ...options.env },
      stdio: [options.stdin ?? 'ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  const watchers = new Set<() => void>();
  const take = (chunk: Buffer): void => {
    printed += chunk.toString('utf8');
    for (const look of [...watchers]) look();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 0)),
  );
  return {
    child,
    output: () => printed,
    waitFor: (pattern, timeoutMs = 60_000) =>
      new Promise((resolve, reject) => {
        const done = (settle: () => void): void => {
          clearTimeout(timer);
          watchers.delete(look);
          settle();
        };
        const look = (): void => {
          const match = pattern.exec(printed);
          if (match) done(() => resolve(match));
        };
        const timer = setTimeout(
          () => done(() => reject(new Error(`no ${pattern} within ${timeoutMs} ms:\n${printed}`))),
          timeoutMs,
        );
        watchers.add(look);
        void ended.then((code) =>
          done(() => reject(new Error(`exited with ${code} before ${pattern}:\n${printed}`))),
        );
        look();
      }),
    exited: () => ended,
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await ended;
    },
  };
};
