/** Master keys, and authenticated encryption under them and under the subjects' own keys. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

export const newKey = (): Buffer => randomBytes(keyBytes);

/** Tells master keys apart without giving any of them away. */
export const fingerprint = (key: Buffer): string =>
  createHash('sha256').update('nastavnik vault master key').update(key).digest('hex').slice(0, 16);

/** AES-256-GCM: initialisation vector, tag, ciphertext. `bound` is authenticated along: a box moved elsewhere does not open. */
export const encrypt = (key: Buffer, plaintext: Buffer, bound: string): Buffer => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound, 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), ciphertext]);
};

/** @throws when the key, the box or what it was bound to is another */
export const decrypt = (key: Buffer, box: Buffer, bound: string): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(bound, 'utf8'))
    .setAuthTag(box.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(box.subarray(ivBytes + tagBytes)), decipher.final()]);
};

/** 32 bytes as 64 hexadecimal digits or as base64; made by `openssl rand -base64 32`. @throws Error without quoting the text */
export const parseMasterKey = (text: string): Buffer => {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.length !== keyBytes || !/^[A-Za-z0-9+/_=-]+$/.test(trimmed)) {
    throw new Error(
      'ключ хранилища: нужно 32 байта в base64 или hex (openssl rand -base64 32) / the vault master key must be 32 bytes in base64 or hex',
    );
  }
  return key;
};

/** Master keys of a process: keys of people are wrapped under `current`; those under `others` open until they are re-wrapped. */
export interface MasterKeys {
  readonly current: Buffer;
  readonly others: readonly Buffer[];
}

/** `others` as one text, keys apart by commas or white space. @throws Error without quoting the text */
export const masterKeys = (current: string, others = ''): MasterKeys => ({
  current: parseMasterKey(current),
  others: others
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .map(parseMasterKey),
});

/** The key of a record about several subjects: whoever lacks the key of one of them cannot make it. */
export const keyOfSeveral = (keys: readonly Buffer[]): Buffer => {
  const [only] = keys;
  return keys.length === 1 && only !== undefined
    ? only
    : Buffer.from(hkdfSync('sha256', Buffer.concat(keys), '', 'nastavnik vault record of several', keyBytes));
};

/**
 * Text of a file of keys that only its owner may read (0600), made at the first start.
 * @throws Error when others may read it
 */
const textOfKeyFile = (file: string, make: () => Buffer): string => {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, `${make().toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
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
  return readFileSync(file, 'utf8');
};

/** For the embedded system: one key in a file of its own. @param first what the file begins with; made up when absent */
export const keyInFile = (file: string, first: () => Buffer = newKey): Buffer =>
  parseMasterKey(textOfKeyFile(file, first));

/**
 * For the embedded system: the master keys in `file`, one a line, the current one first. Lose the file and the personal data are
 * lost.
 */
export const masterKeysInFile = (file: string): MasterKeys => {
  const [current = '', ...others] = textOfKeyFile(file, newKey).trim().split('\n');
  return masterKeys(current, others.join(' '));
};

const writeKeys = (file: string, keys: readonly Buffer[]): void => {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const text = keys.map((key) => `${key.toString('base64')}\n`).join('');
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(draft, file);
};

/** Puts a new current key before those in the file. What is wrapped under them is re-wrapped at the next start. */
export const addMasterKey = (file: string): void => {
  const { current, others } = masterKeysInFile(file);
  writeKeys(file, [newKey(), current, ...others]);
};

/** Forgets every key but the current one: what was wrapped under them, in whatever copy, opens no more. */
export const keepCurrentMasterKey = (file: string): void => {
  writeKeys(file, [masterKeysInFile(file).current]);
};
