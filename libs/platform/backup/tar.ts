/** The little of POSIX ustar that an archive needs: regular files whose sizes are known, one after the other, read without trust. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const BLOCK = 512;
/** Parts are cut to a few megabytes: a header that asks for more is not ours, or is damaged. */
const LARGEST = 64 * 1024 * 1024;

/** The file is not what was written: cut off, changed, or no backup at all. The message is for a person. */
export class BackupDamaged extends Error {
  constructor(file: string, what: string, options?: { cause?: unknown }) {
    super(
      `Файл ${file} повреждён или это не резервная копия: ${what}. Ничего не восстановлено. Возьмите другую копию или скопируйте файл заново с места хранения. The backup is damaged.`,
      options,
    );
    this.name = 'BackupDamaged';
  }
}

const sumOf = (header: Buffer): number => {
  // The field of the sum itself counts as spaces.
  let sum = 8 * 0x20;
  for (const [at, byte] of header.entries()) if (at < 148 || at >= 156) sum += byte;
  return sum;
};

/** Header of a regular file, readable by its owner only. */
export const tarHeader = (name: string, size: number, at: Date): Buffer => {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`the name is too long for an archive: ${name}`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number, offset: number): void =>
    void header.write(`${value.toString(8).padStart(digits, '0')}\0`, offset, 'latin1');
  header.write(name, 0, 'utf8');
  octal(0o600, 7, 100);
  octal(0, 7, 108);
  octal(0, 7, 116);
  octal(size, 11, 124);
  octal(Math.floor(at.getTime() / 1_000), 11, 136);
  header.write('0', 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
};

/** What follows a file of that size up to the next block. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** Ends an archive. */
export const tarEnd = Buffer.alloc(2 * BLOCK);

export interface TarEntry {
  readonly name: string;
  readonly content: Buffer;
  /** SHA-256 of every byte of the archive before this entry, hexadecimal. */
  readonly before: string;
}

const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

/** The files of an archive in their order; not a byte outside their contents may be other than it was written. @throws BackupDamaged */
export async function* readTar(handle: FileHandle, file: string): AsyncGenerator<TarEntry, void> {
  let position = 0;
  const hash = createHash('sha256');
  const take = async (length: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, position);
      if (bytesRead === 0) throw new BackupDamaged(file, 'файл обрывается');
      filled += bytesRead;
      position += bytesRead;
    }
    hash.update(buffer);
    return buffer;
  };
  for (;;) {
    const before = hash.copy().digest('hex');
    const header = await take(BLOCK);
    if (isZero(header)) break;
    const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
    const seconds = Number.parseInt(header.toString('latin1', 136, 147), 8);
    const sound = Buffer.byteLength(name) <= 100 && size >= 0 && size <= LARGEST && seconds >= 0;
    if (!sound || !header.equals(tarHeader(name, size, new Date(seconds * 1_000)))) {
      throw new BackupDamaged(file, `заголовок на байте ${position - BLOCK} испорчен`);
    }
    const content = await take(size);
    if (!isZero(await take(tarPadding(size).length))) {
      throw new BackupDamaged(file, `после ${name} стоит то, чего не было`);
    }
    yield { name, content, before };
  }
  const rest = Buffer.alloc(1);
  if (!isZero(await take(tarEnd.length - BLOCK)) || (await handle.read(rest, 0, 1, position)).bytesRead > 0)
    throw new BackupDamaged(file, 'конец файла не такой, как был записан');
}
