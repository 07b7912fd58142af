/** For the embedded system: the log's key in a file of its own, made at the first start. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newSignerKey, parseSigner, type Signer } from './note';

/**
 * The key in `file` (0600), made with the name when there is none. A key that is lost takes with it only the signing of what comes: what it
 * has signed stays verifiable.
 * @throws Error when others may read the file; BadKey
 */
export const signerInFile = (file: string, name: string): Signer => {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, `${newSignerKey(name)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    try {
      // A link, unlike a rename, never replaces the key that another process has just made.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new Error(
      `${file}: доступен другим пользователям, нужно chmod 600 / is open to other users, chmod 600 it`,
    );
  }
  return parseSigner(readFileSync(file, 'utf8'));
};
