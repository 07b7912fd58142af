/**
 * The port over two folders that another program looks into. A parcel appears whole or not at all: it is written beside and renamed into
 * place. An answer is moved away once it has been dealt with. A crash between any two steps leaves nothing half-done that is seen.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Answer, Parcel, ParcelChannel } from './channel';

/** Larger answers are none: they are named, not read. */
const LARGEST_ANSWER = 256 * 1024;

const exists = (at: string): Promise<boolean> =>
  stat(at).then(
    () => true,
    () => false,
  );

/** On the disk, not only in its cache. */
const keep = async (at: string, bytes: Uint8Array | string): Promise<void> => {
  const file = await open(at, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

export class FolderChannel implements ParcelChannel {
  /** @param folder with `outbox`, a folder for each parcel, and `inbox`, a file for each answer; made where they are not there */
  constructor(private readonly folder: string) {}

  async send({ id, files, about }: Parcel): Promise<void> {
    const outbox = await this.at('outbox');
    const place = path.join(outbox, id);
    if (await exists(place)) return;
    const unfinished = path.join(outbox, `.${id}.partial`);
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    for (const { name, bytes } of files) await keep(path.join(unfinished, name), bytes);
    const manifest = {
      ...{ parcel: id, ...about },
      files: files.map(({ name, bytes }) => ({
        ...{ name, size: bytes.byteLength },
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })),
    };
    await keep(path.join(unfinished, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(unfinished, place);
  }

  async answers(): Promise<readonly Answer[]> {
    const inbox = await this.at('inbox');
    const names = (await readdir(inbox, { withFileTypes: true }))
      // Whoever writes does so under another name and renames.
      .filter((entry) => entry.isFile() && /^[^.].*\.xml$/.test(entry.name))
      .map(({ name }) => name)
      .sort();
    const found: Answer[] = [];
    for (const name of names) {
      const { size } = await stat(path.join(inbox, name));
      if (size > LARGEST_ANSWER) await this.settle(name, `larger than ${LARGEST_ANSWER} bytes`);
      else found.push({ name, bytes: await readFile(path.join(inbox, name)) });
    }
    return found;
  }

  async settle(name: string, why?: string): Promise<void> {
    const to = await this.at('inbox', why === undefined ? 'done' : 'rejected');
    // The reason first: what lies among the rejected always has one.
    if (why !== undefined) await writeFile(path.join(to, `${name}.why.txt`), `${why}\n`);
    await rename(path.join(this.folder, 'inbox', name), path.join(to, name));
  }

  private async at(...parts: readonly string[]): Promise<string> {
    const at = path.join(this.folder, ...parts);
    await mkdir(at, { recursive: true });
    return at;
  }
}
