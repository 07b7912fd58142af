/**
 * A backup as one file: a tar of gzipped parts, `<schema>.<table>/000000.gz` and on, each table's parts together its binary COPY; then
 * `manifest.json` with the hash of every table, then `seal.sha256` over every byte before it. Whatever lacks its end, or differs in a
 * byte, is refused before anything is done with it.
 */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Json } from '@nastavnik/kernel';
import { BackupDamaged, readTar, tarEnd, tarHeader, tarPadding } from './tar';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

const FORMAT = 'nastavnik-backup/1';
const PART = 8 * 1024 * 1024;
const MANIFEST = 'manifest.json';
const SEAL = 'seal.sha256';

export interface ArchivedTable {
  /** `schema.table` */
  readonly name: string;
  /** As they stand in the COPY. */
  readonly columns: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  /** Of the COPY, hexadecimal. */
  readonly sha256: string;
}

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly takenAt: string;
  readonly tables: readonly ArchivedTable[];
  /** Last value of each sequence that has given any. */
  readonly sequences: { readonly [name: string]: string };
  /** What the owner of the data wants to know of it. */
  readonly about: Json;
}

/** Writes an archive beside its place and moves it there when it is whole and on disk. */
export class ArchiveWriter {
  private readonly tables: ArchivedTable[] = [];
  private readonly takenAt = new Date();
  private readonly sealed = createHash('sha256');

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  /** Nobody but the owner may read it. @throws when it is being written already */
  static async create(file: string): Promise<ArchiveWriter> {
    return new ArchiveWriter(file, await open(`${file}.part`, 'wx', 0o600));
  }

  /** @param rows asked once the stream is at its end */
  async table(
    name: string,
    columns: readonly string[],
    copy: Readable,
    rows: () => Promise<number>,
  ): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    let part = 0;
    let waiting: Buffer[] = [];
    let weight = 0;
    const flush = async (): Promise<void> => {
      if (weight === 0) return;
      await this.entry(
        `${name}/${String(part++).padStart(6, '0')}.gz`,
        await zip(Buffer.concat(waiting), { level: 1 }),
      );
      waiting = [];
      weight = 0;
    };
    for await (const chunk of copy as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      waiting.push(chunk);
      weight += chunk.length;
      if (weight >= PART) await flush();
    }
    await flush();
    this.tables.push({ name, columns, rows: await rows(), bytes, sha256: hash.digest('hex') });
  }

  /** Everything is in: the archive gets its end and its name. */
  async finish(rest: Pick<Manifest, 'sequences' | 'about'>): Promise<Manifest> {
    const manifest: Manifest = {
      format: FORMAT,
      takenAt: this.takenAt.toISOString(),
      tables: this.tables,
      ...rest,
    };
    const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    await this.entry(MANIFEST, text);
    await this.entry(SEAL, Buffer.from(this.sealed.copy().digest('hex')));
    await this.handle.appendFile(tarEnd);
    await this.handle.sync();
    await this.handle.close();
    await rename(`${this.file}.part`, this.file);
    const folder = await open(path.dirname(this.file), 'r');
    await folder.sync().finally(() => folder.close());
    return manifest;
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(`${this.file}.part`, { force: true });
  }

  private async entry(name: string, content: Buffer): Promise<void> {
    for (const bytes of [
      tarHeader(name, content.length, this.takenAt),
      content,
      tarPadding(content.length),
    ]) {
      this.sealed.update(bytes);
      await this.handle.appendFile(bytes);
    }
  }
}

/** A stretch of a table's COPY. */
export interface Part {
  readonly table: string;
  readonly copy: Buffer;
}

const parse = (file: string, text: Buffer): Manifest => {
  const manifest = JSON.parse(text.toString('utf8')) as Manifest;
  if ((manifest.format as string) !== FORMAT) {
    throw new BackupDamaged(
      file,
      `вид копии «${String(manifest.format)}», а эта программа знает «${FORMAT}»`,
    );
  }
  return manifest;
};

/**
 * Reads an archive to its end, giving out its parts on the way, and checks all of it against its manifest: what was given out is to be
 * thrown away when this throws.
 * @throws BackupDamaged
 */
export const readParts = async (
  file: string,
  onPart: (part: Part) => Promise<void> = async () => undefined,
): Promise<Manifest> => {
  const handle = await open(file, 'r');
  try {
    const found = new Map<string, { readonly hash: Hash; bytes: number }>();
    let manifest: Manifest | undefined;
    let sealed = false;
    for await (const { name, content, before } of readTar(handle, file)) {
      if (sealed) throw new BackupDamaged(file, `после печати стоит ${name}`);
      if (name === MANIFEST) {
        manifest = parse(file, content);
      } else if (name === SEAL) {
        sealed = before === content.toString('latin1');
        if (!sealed) throw new BackupDamaged(file, 'печать копии не сходится с её содержимым');
      } else {
        const table = path.posix.dirname(name);
        const copy = await unzip(content).catch((cause: unknown) => {
          throw new BackupDamaged(file, `часть ${name} не читается`, { cause });
        });
        const seen = found.get(table) ?? { hash: createHash('sha256'), bytes: 0 };
        found.set(table, seen);
        seen.hash.update(copy);
        seen.bytes += copy.length;
        await onPart({ table, copy });
      }
    }
    if (manifest === undefined || !sealed)
      throw new BackupDamaged(file, 'опись копии отсутствует или изменена');
    for (const { name, bytes, sha256 } of manifest.tables) {
      const seen = found.get(name);
      found.delete(name);
      if ((seen?.bytes ?? 0) !== bytes || (seen && seen.hash.digest('hex') !== sha256)) {
        throw new BackupDamaged(file, `таблица ${name} не сходится с описью`);
      }
    }
    const [unknown] = found.keys();
    if (unknown !== undefined) throw new BackupDamaged(file, `таблицы ${unknown} в описи нет`);
    return manifest;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new BackupDamaged(file, 'опись копии не читается', { cause: error });
    throw error;
  } finally {
    await handle.close();
  }
};

/** What the archive says of itself, once the whole of it has been checked. @throws BackupDamaged */
export const readManifest = (file: string): Promise<Manifest> => readParts(file);
