/**
 * A dossier: events of the log in one ZIP file with all that is needed to verify them elsewhere, offline, with the log's public key alone.
 * docs/proofs.md describes the files to those who write a verifier of their own.
 */
import { type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import { type LeafEvent, leafOf } from './leaf';
import type { Hash } from './merkle';

export const EVENTS = 'events.jsonl';
export const PROOFS = 'proofs.jsonl';
export const CHECKPOINT = 'checkpoint';
export const CONSISTENCY = 'consistency.jsonl';
/** For people. No leaf proves them: who knows how they are made from the events makes them again and compares. */
export const READING = ['README.txt', 'summary.docx'] as const;

/** A line of events.jsonl: the leaf, and the texts whose hashes it holds. */
export interface EventLine {
  readonly leaf: string;
  /** `null`: withheld from this reader, or destroyed. The leaf is proved all the same. */
  readonly data: string | null;
  readonly metadata: string | null;
}

/** A line of proofs.jsonl: where the leaf of event `id` stands, and the hashes from its sibling up, in base64. */
export interface ProofLine {
  readonly id: string;
  readonly index: number;
  readonly hashes: readonly string[];
}

/** A line of consistency.jsonl: an earlier checkpoint, and the proof that the tree of the dossier's grew out of its tree. */
export interface ConsistencyLine {
  readonly from: string;
  readonly hashes: readonly string[];
}

export const eventLine = ({ leaf, data, metadata }: EventLine): string =>
  JSON.stringify({ leaf, data, metadata });
export const proofLine = ({ id, index, hashes }: ProofLine): string => JSON.stringify({ id, index, hashes });
export const consistencyLine = ({ from, hashes }: ConsistencyLine): string =>
  JSON.stringify({ from, hashes });

export interface DossierParts {
  /** In the order of the log. */
  readonly events: readonly {
    readonly event: LeafEvent;
    readonly index: number;
    readonly proof: readonly Hash[];
    /** Its data are not for this reader. */
    readonly withheld?: boolean;
  }[];
  /** The signed note that the proofs lead to. */
  readonly checkpoint: string;
  readonly consistency: readonly { readonly note: string; readonly proof: readonly Hash[] }[];
  readonly reading: { readonly [Name in (typeof READING)[number]]: Buffer };
  /** Time of the files in the archive: the same dossier is the same bytes. */
  readonly at: Date;
}

const base64 = (hashes: readonly Hash[]): readonly string[] => hashes.map((hash) => hash.toString('base64'));
const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

/** The dossier as a ZIP file. */
export const packDossier = ({ events, checkpoint, consistency, reading, at }: DossierParts): Buffer => {
  const files: Record<string, string | Buffer> = {
    ...reading,
    [CHECKPOINT]: checkpoint,
    [EVENTS]: lines(
      events.map(({ event, withheld }) =>
        eventLine({
          leaf: leafOf(event).toString('utf8'),
          data: withheld === true ? null : Buffer.from(event.raw.data).toString('utf8'),
          metadata: Buffer.from(event.raw.metadata).toString('utf8'),
        }),
      ),
    ),
    [PROOFS]: lines(
      events.map(({ event, index, proof }) => proofLine({ id: event.id, index, hashes: base64(proof) })),
    ),
    [CONSISTENCY]: lines(
      consistency.map(({ note, proof }) => consistencyLine({ from: note, hashes: base64(proof) })),
    ),
  };
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, file]) => [
          name,
          typeof file === 'string' ? Buffer.from(file, 'utf8') : file,
        ]),
      ),
      { level: 6, mtime: at },
    ),
  );
};

/** Files by name. */
export type DossierFiles = ReadonlyMap<string, Buffer>;

/** It is no ZIP file, or not one that a dossier can be. */
export class NotADossier extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotADossier';
  }
}

/** Bytes that a dossier may unpack to: far more than any needs, far less than a bomb. */
const LARGEST = 512 * 1024 * 1024;

/** @throws NotADossier */
export const unpackDossier = (zip: Uint8Array): DossierFiles => {
  let total = 0;
  const seen = new Set<string>();
  const accept = ({ name, originalSize }: UnzipFileInfo): boolean => {
    total += originalSize;
    if (total > LARGEST) throw new NotADossier('распакованное слишком велико / unpacks to too much');
    if (seen.has(name)) throw new NotADossier(`файл ${name} в архиве дважды / twice in the archive`);
    seen.add(name);
    return true;
  };
  try {
    return new Map(
      Object.entries(unzipSync(zip, { filter: accept })).map(([name, bytes]) => [name, Buffer.from(bytes)]),
    );
  } catch (error) {
    if (error instanceof NotADossier) throw error;
    throw new NotADossier(`архив ZIP повреждён / not a readable ZIP file: ${(error as Error).message}`);
  }
};
