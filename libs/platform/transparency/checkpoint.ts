/** Checkpoints: what the log signs of its tree (https://c2sp.org/tlog-checkpoint). Origin, size and root, one line each. */
import { HASH_BYTES, type Hash } from './merkle';
import { BadNote, fromBase64, openNote, type Signer, signNote, type Verifier } from './note';

export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

export interface Checkpoint extends TreeHead {
  /** Which log: the name of its key. */
  readonly origin: string;
}

/** The checkpoint of a tree as a signed note. */
export const signCheckpoint = ({ size, root }: TreeHead, signer: Signer): string =>
  signNote(`${signer.name}\n${size}\n${root.toString('base64')}\n`, signer);

/** What the text of a checkpoint says; lines beyond the third are nobody's to judge. @throws BadNote */
export const parseCheckpoint = (text: string): Checkpoint => {
  const [origin, size, root, ...more] = text.split('\n');
  const hash = root === undefined ? undefined : fromBase64(root);
  const extensions = more.slice(0, -1);
  if (
    !origin ||
    !/^(0|[1-9]\d{0,15})$/.test(size ?? '') ||
    !Number.isSafeInteger(Number(size)) ||
    hash?.length !== HASH_BYTES ||
    more.at(-1) !== '' ||
    extensions.includes('')
  ) {
    throw new BadNote('form', 'это не контрольная точка журнала / not a checkpoint of a transparency log');
  }
  return { origin, size: Number(size), root: hash };
};

/** Opens a checkpoint that the log itself has signed. @throws BadNote */
export const openCheckpoint = (note: Uint8Array | string, log: Verifier): Checkpoint => {
  const checkpoint = parseCheckpoint(openNote(note, [log]).text);
  if (checkpoint.origin !== log.name) {
    throw new BadNote(
      'form',
      `контрольная точка чужого журнала: ${checkpoint.origin} / a checkpoint of another log`,
    );
  }
  return checkpoint;
};
