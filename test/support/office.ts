/** LibreOffice, where it is installed: how what we write looks to somebody who opens it. */
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const answers = (program: string, ...args: string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Why nothing can be opened here; `undefined` where it can. */
export const officeMissing: string | undefined = !answers('soffice', '--version')
  ? 'soffice is not on the path'
  : !answers('pdftotext', '-v')
    ? 'pdftotext is not on the path'
    : undefined;

/** `it` where LibreOffice is there; elsewhere the test is skipped, and its name says why. */
export const itInOffice = (name: string, test: () => Promise<void>): void =>
  officeMissing === undefined
    ? it(name, test, 180_000)
    : it.skip(`NOT TESTED with LibreOffice, ${officeMissing}: ${name}`, test);

export interface Opened {
  readonly pages: number;
  readonly text: string;
}

/** Every file of a directory with this ending, converted to PDF beside it and read: by file name without the ending. */
export const openedInOffice = async (
  dir: string,
  ending: 'docx' | 'xlsx',
): Promise<ReadonlyMap<string, Opened>> => {
  const files = readdirSync(dir).filter((name) => name.endsWith(`.${ending}`));
  // A profile of its own: another LibreOffice of the same user may be running.
  const profile = `-env:UserInstallation=file://${path.join(dir, 'profile')}`;
  await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', dir, ...files], {
    cwd: dir,
    env: { ...process.env, HOME: dir },
  });
  const opened = await Promise.all(
    files.map(async (name): Promise<[string, Opened]> => {
      const pdf = path.join(dir, `${path.basename(name, `.${ending}`)}.pdf`);
      const [info, text] = await Promise.all([
        run('pdfinfo', [pdf]),
        run('pdftotext', ['-layout', pdf, '-']),
      ]);
      const pages = Number(/^Pages:\s+(\d+)$/m.exec(info.stdout)?.[1]);
      return [path.basename(name, `.${ending}`), { pages, text: text.stdout }];
    }),
  );
  return new Map(opened);
};
