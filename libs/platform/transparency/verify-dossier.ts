/** A dossier against a public key: no network, no database. Names what is wrong and accuses nothing that is whole. */
import { isUtf8 } from 'node:buffer';
import { type Checkpoint, openCheckpoint } from './checkpoint';
import {
  CHECKPOINT,
  CONSISTENCY,
  type ConsistencyLine,
  consistencyLine,
  type DossierFiles,
  type EventLine,
  eventLine,
  EVENTS,
  type ProofLine,
  proofLine,
  PROOFS,
  READING,
} from './dossier';
import { type Leaf, parseLeaf, sha256 } from './leaf';
import { HASH_BYTES, type Hash, leafHash, verifyConsistency, verifyInclusion } from './merkle';
import { BadNote, fromBase64, type Verifier } from './note';

export interface DossierFinding {
  readonly what:
    | 'file-missing'
    | 'file-unexpected'
    /** A line, or a whole file, is not as it would have been written. */
    | 'unreadable'
    /** The checkpoint, or an earlier one, is not signed by the key. */
    | 'signature'
    /** The text is not the one whose hash the leaf holds. */
    | 'data-differ'
    | 'metadata-differ'
    /** The event and its proof do not lead to the signed root: one of the two was changed. */
    | 'not-proved'
    | 'proof-missing'
    | 'event-missing'
    | 'repeated'
    | 'out-of-order'
    /** A stream that is not whole: an event before its last one is not there. */
    | 'gap'
    /** The tree of an earlier checkpoint is not a prefix of this one, or its proof was changed. */
    | 'inconsistent'
    /** Two signed checkpoints of one size differ: the log has shown different histories. */
    | 'forked'
    /** The dossier holds no proof from the witness's checkpoint. */
    | 'witness-unproved'
    /** A file for a reader is not what the proved events make it. */
    | 'reading-differs';
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  readonly event?: { readonly id: string; readonly stream: string; readonly revision: string };
  readonly detail?: string;
}

/** An event that is proved. */
export interface ProvedEvent {
  readonly leaf: Leaf;
  readonly index: number;
  /** `null` where withheld. */
  readonly data: string | null;
  readonly metadata: string | null;
}

export interface DossierVerdict {
  /** Signed by the key; absent when it is not. */
  readonly checkpoint?: Checkpoint;
  /** What holds, in the order of the log. */
  readonly events: readonly ProvedEvent[];
  /** Sizes of earlier trees that this one is shown to have grown from. */
  readonly consistentWith: readonly number[];
  /** Empty: the dossier is whole and true. */
  readonly findings: readonly DossierFinding[];
}

interface Line<Value> {
  readonly file: string;
  readonly line: number;
  readonly value: Value;
}

const named = ({ id, stream, revision }: Leaf): NonNullable<DossierFinding['event']> => ({
  id,
  stream,
  revision: revision.toString(),
});

const isText = (value: unknown): value is string => typeof value === 'string';
const hashesOf = (texts: readonly string[]): readonly Hash[] | undefined => {
  const hashes = texts.map(fromBase64);
  return hashes.every((hash): hash is Hash => hash?.length === HASH_BYTES) ? hashes : undefined;
};

class Verification {
  readonly findings: DossierFinding[] = [];

  constructor(
    private readonly files: DossierFiles,
    private readonly log: Verifier,
  ) {}

  /** The lines of a file that are spelled as they would have been written, to the byte; the others are found fault with. */
  lines<Value>(file: string, parse: (text: string) => Value | undefined): readonly Line<Value>[] {
    const bytes = this.files.get(file);
    if (bytes === undefined) return [];
    if (!isUtf8(bytes)) {
      // Byte by byte, so that only the line it happened in is accused.
      return this.each(file, bytes.toString('latin1').split('\n'), (text) => {
        const line = Buffer.from(text, 'latin1');
        return isUtf8(line) ? parse(line.toString('utf8')) : undefined;
      });
    }
    return this.each(file, bytes.toString('utf8').split('\n'), parse);
  }

  private each<Value>(
    file: string,
    texts: readonly string[],
    parse: (text: string) => Value | undefined,
  ): readonly Line<Value>[] {
    const terminated = texts.at(-1) === '';
    return (terminated ? texts.slice(0, -1) : texts).flatMap((text, at) => {
      const whole = terminated || at < texts.length - 1;
      const value = whole ? parse(text) : undefined;
      if (value !== undefined) return [{ file, line: at + 1, value }];
      this.findings.push({ what: 'unreadable', file, line: at + 1 });
      return [];
    });
  }

  has(what: DossierFinding['what'], file: string): boolean {
    return this.findings.some((finding) => finding.what === what && finding.file === file);
  }

  checkpoint(
    note: Uint8Array | string,
    place: Pick<DossierFinding, 'file' | 'line'>,
  ): Checkpoint | undefined {
    try {
      return openCheckpoint(note, this.log);
    } catch (error) {
      if (!(error instanceof BadNote)) throw error;
      const what = error.reason === 'form' ? 'unreadable' : 'signature';
      this.findings.push({ what, ...place, detail: error.message });
      return undefined;
    }
  }
}

const parseAs =
  <Value extends object>(write: (value: Value) => string, isValue: (value: Value) => boolean) =>
  (text: string): Value | undefined => {
    try {
      const value = JSON.parse(text) as Value;
      return isValue(value) && write(value) === text ? value : undefined;
    } catch {
      return undefined;
    }
  };

const textOrNothing = (value: unknown): boolean => value === null || isText(value);
const parseEvent = (text: string): (EventLine & { readonly parsed: Leaf }) | undefined => {
  const line = parseAs<EventLine>(
    eventLine,
    ({ leaf, data, metadata }) => isText(leaf) && textOrNothing(data) && textOrNothing(metadata),
  )(text);
  const parsed = line && parseLeaf(line.leaf);
  return parsed && { ...line, parsed };
};
const parseProof = (text: string): (ProofLine & { readonly path: readonly Hash[] }) | undefined => {
  const line = parseAs<ProofLine>(
    proofLine,
    ({ id, index, hashes }) => isText(id) && Number.isSafeInteger(index) && hashes.every(isText),
  )(text);
  const path = line && hashesOf(line.hashes);
  return path && { ...line, path };
};
const parseConsistency = (
  text: string,
): (ConsistencyLine & { readonly path: readonly Hash[] }) | undefined => {
  const line = parseAs<ConsistencyLine>(
    consistencyLine,
    ({ from, hashes }) => isText(from) && hashes.every(isText),
  )(text);
  const path = line && hashesOf(line.hashes);
  return path && { ...line, path };
};

/** What of a line's own texts is not what its leaf commits to. */
const checkTexts = (v: Verification, { file, line, value }: Line<EventLine & { parsed: Leaf }>): boolean => {
  const differs = (text: string | null, hash: string): boolean =>
    text !== null && sha256(Buffer.from(text, 'utf8')) !== hash;
  const found = [
    ...(differs(value.data, value.parsed.data) ? (['data-differ'] as const) : []),
    ...(differs(value.metadata, value.parsed.metadata) ? (['metadata-differ'] as const) : []),
  ];
  for (const what of found) v.findings.push({ what, file, line, event: named(value.parsed) });
  return found.length === 0;
};

/**
 * Verifies a dossier.
 * @param log the key that the reader trusts, from elsewhere than the dossier
 * @param witness a checkpoint of the same log that was kept from before
 */
export const verifyDossier = (
  files: DossierFiles,
  log: Verifier,
  witness?: Uint8Array | string,
): DossierVerdict => {
  const v = new Verification(files, log);
  for (const file of [CHECKPOINT, EVENTS, PROOFS, ...READING]) {
    if (!files.has(file)) v.findings.push({ what: 'file-missing', file });
  }
  const known: readonly string[] = [CHECKPOINT, EVENTS, PROOFS, CONSISTENCY, ...READING];
  for (const file of files.keys()) {
    if (!known.includes(file)) v.findings.push({ what: 'file-unexpected', file });
  }
  const note = files.get(CHECKPOINT);
  const checkpoint = note && v.checkpoint(note, { file: CHECKPOINT });
  const events = checkEvents(v, checkpoint);
  const consistentWith = checkConsistency(v, checkpoint, witness);
  return {
    ...(checkpoint === undefined ? {} : { checkpoint }),
    events,
    consistentWith,
    findings: v.findings,
  };
};

const checkEvents = (v: Verification, checkpoint: Checkpoint | undefined): readonly ProvedEvent[] => {
  const lines = v.lines(EVENTS, parseEvent);
  const proofs = new Map<string, Line<ProofLine & { path: readonly Hash[] }>>();
  for (const proof of v.lines(PROOFS, parseProof)) {
    if (proofs.has(proof.value.id)) v.findings.push({ what: 'repeated', file: PROOFS, line: proof.line });
    else proofs.set(proof.value.id, proof);
  }
  const ids = new Set(lines.map(({ value }) => value.parsed.id));
  const strangers = [...proofs.values()].filter(({ value }) => !ids.has(value.id));
  // A line that cannot be read is the missing half of one that can: the one that can is not to blame.
  const eventsReadable = !v.has('unreadable', EVENTS);
  const proofsReadable =
    !v.has('unreadable', PROOFS) && v.findings.every(({ what }) => what !== 'file-missing');

  const seen = new Set<string>();
  const proved: (ProvedEvent & { readonly line: number })[] = [];
  for (const event of lines) {
    const { file, line, value } = event;
    const where = { file, line, event: named(value.parsed) };
    if (seen.has(value.parsed.id)) {
      v.findings.push({ what: 'repeated', ...where });
      continue;
    }
    seen.add(value.parsed.id);
    const whole = checkTexts(v, event);
    const proof = proofs.get(value.parsed.id);
    if (proof === undefined) {
      // The event's id or the proof's was changed: they stand on the same line and name each other no more.
      const other = strangers.find((stranger) => stranger.line === line);
      if (other !== undefined) v.findings.push({ what: 'not-proved', ...where });
      else if (proofsReadable) v.findings.push({ what: 'proof-missing', ...where });
      continue;
    }
    if (checkpoint === undefined) continue;
    const { index, path } = proof.value;
    const leaf = leafHash(Buffer.from(value.leaf, 'utf8'));
    if (!verifyInclusion(leaf, index, checkpoint.size, path, checkpoint.root)) {
      v.findings.push({ what: 'not-proved', ...where, detail: `${PROOFS}, ${proof.line}` });
    } else if (whole) {
      proved.push({ leaf: value.parsed, index, data: value.data, metadata: value.metadata, line });
    }
  }
  for (const { line, value } of strangers) {
    const paired = v.findings.some((one) => one.what === 'not-proved' && one.line === line);
    if (eventsReadable && !paired) {
      v.findings.push({ what: 'event-missing', file: PROOFS, line, detail: value.id });
    }
  }
  for (const [at, event] of proved.entries()) {
    if (at > 0 && proved[at - 1]!.index >= event.index) {
      v.findings.push({ what: 'out-of-order', file: EVENTS, line: event.line, event: named(event.leaf) });
    }
  }
  // Only of a dossier that is otherwise whole can it be said that something was left out.
  if (checkpoint !== undefined && v.findings.length === 0) checkGaps(v, proved);
  return proved.map(({ line: _, ...event }) => event);
};

const checkGaps = (v: Verification, proved: readonly (ProvedEvent & { readonly line: number })[]): void => {
  const next = new Map<string, bigint>();
  for (const { leaf, line } of proved) {
    const expected = next.get(leaf.stream) ?? 0n;
    if (leaf.revision !== expected) {
      const detail = `${leaf.stream}@${expected}`;
      v.findings.push({ what: 'gap', file: EVENTS, line, event: named(leaf), detail });
    }
    next.set(leaf.stream, leaf.revision + 1n);
  }
};

const WITNESS = 'witness';

const checkConsistency = (
  v: Verification,
  checkpoint: Checkpoint | undefined,
  witness: Uint8Array | string | undefined,
): readonly number[] => {
  const shown = v.lines(CONSISTENCY, parseConsistency).flatMap(({ file, line, value }) => {
    const before = v.checkpoint(value.from, { file, line });
    if (before === undefined || checkpoint === undefined) return [];
    if (verifyConsistency(before, checkpoint, value.path)) return [before];
    v.findings.push({ what: 'inconsistent', file, line, detail: String(before.size) });
    return [];
  });
  if (witness !== undefined) {
    const kept = v.checkpoint(witness, { file: WITNESS });
    if (kept !== undefined && checkpoint !== undefined) {
      const same = [checkpoint, ...shown].find(({ size }) => size === kept.size);
      if (same === undefined) {
        v.findings.push({ what: 'witness-unproved', file: WITNESS, detail: String(kept.size) });
      } else if (!same.root.equals(kept.root)) {
        v.findings.push({ what: 'forked', file: WITNESS, detail: String(kept.size) });
      }
    }
  }
  return shown.map(({ size }) => size);
};

/**
 * What is wrong with the files for a reader.
 * @param made the same files made again from what the verdict proves
 */
export const checkReading = (
  files: DossierFiles,
  made: { readonly [name: string]: Buffer },
): readonly DossierFinding[] =>
  Object.entries(made).flatMap(([file, bytes]) => {
    const found = files.get(file);
    return found === undefined || found.equals(bytes) ? [] : [{ what: 'reading-differs', file }];
  });
