/**
 * Signed notes with Ed25519 keys (https://c2sp.org/signed-note), as Go's `sumdb/note` reads and writes them: a text, a blank line,
 * and a line for each signature. Base64 is accepted in its one canonical spelling only, so that no byte of a note can change unseen.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

const ED25519 = 0x01;
const KEY_BYTES = 32;
const ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
/** DER in front of the bare 32 bytes: PKCS#8 of a private key, SPKI of a public one (RFC 8410). */
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');
/** A note with more than this is not read. */
const LARGEST_NOTE = 64 * 1024;

export interface Verifier {
  readonly name: string;
  /** Four bytes that tell keys of one name apart. */
  readonly id: Buffer;
  /** `<name>+<id>+<key>`: what is given to those who are to trust this key. */
  readonly vkey: string;
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

export interface Signer extends Verifier {
  sign(text: Uint8Array): Buffer;
}

/** It is no note, or not one that may be believed. The message says why. */
export class BadNote extends Error {
  constructor(
    readonly reason: 'form' | 'signature' | 'unsigned',
    message: string,
  ) {
    super(message);
    this.name = 'BadNote';
  }
}

export class BadKey extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadKey';
  }
}

/** @returns `undefined` for anything but canonical base64 */
export const fromBase64 = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};

const isName = (name: string): boolean => name !== '' && !/[\s+\p{Z}]/u.test(name);

const idOf = (name: string, publicKey: Buffer): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, ID_BYTES);

const verifierOf = (name: string, publicKey: Buffer): Verifier => {
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_DER, publicKey]), format: 'der', type: 'spki' });
  const id = idOf(name, publicKey);
  const encoded = Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64');
  return {
    name,
    id,
    vkey: `${name}+${id.toString('hex')}+${encoded}`,
    verify: (text, signature) => verify(null, text, key, signature),
  };
};

/** Name, id and the 32 bytes of `<name>+<id>+base64(0x01 || key)`. */
const parseKey = (text: string): { name: string; id: string; key: Buffer } | undefined => {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const bytes = match && fromBase64(match[3]!);
  if (!match || !bytes || bytes.length !== 1 + KEY_BYTES || bytes[0] !== ED25519) return undefined;
  return isName(match[1]!) ? { name: match[1]!, id: match[2]!, key: bytes.subarray(1) } : undefined;
};

/** @param vkey `<name>+<id>+<key>` @throws BadKey */
export const parseVerifier = (vkey: string): Verifier => {
  const parsed = parseKey(vkey.trim());
  const verifier = parsed && verifierOf(parsed.name, parsed.key);
  if (!parsed || verifier?.id.toString('hex') !== parsed.id) {
    throw new BadKey(
      'ключ проверки: нужен вид имя+8 шестнадцатеричных цифр+base64 / not a verifier key of a signed note (Ed25519)',
    );
  }
  return verifier;
};

const PRIVATE = 'PRIVATE+KEY+';

/** @param skey `PRIVATE+KEY+<name>+<id>+<seed>` @throws BadKey without quoting it */
export const parseSigner = (skey: string): Signer => {
  const text = skey.trim();
  const parsed = text.startsWith(PRIVATE) ? parseKey(text.slice(PRIVATE.length)) : undefined;
  const signer = parsed && signerOf(parsed.name, parsed.key);
  if (!parsed || signer?.id.toString('hex') !== parsed.id) {
    throw new BadKey(
      'ключ подписи: нужен вид PRIVATE+KEY+имя+8 шестнадцатеричных цифр+base64 / not a signer key of a signed note (Ed25519)',
    );
  }
  return signer;
};

const publicBytes = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_DER.length);

const signerOf = (name: string, seed: Buffer): Signer => {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: 'der', type: 'pkcs8' });
  return { ...verifierOf(name, publicBytes(key)), sign: (text) => sign(null, text, key) };
};

/** A new key in the form that `parseSigner` reads. @param name a schema-less URL without spaces and plus signs */
export const newSignerKey = (name: string): string => {
  if (!isName(name)) throw new BadKey(`имя ключа / name of the key: ${name}`);
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PRIVATE_DER.length);
  const id = idOf(name, publicBytes(privateKey)).toString('hex');
  return `${PRIVATE}${name}+${id}+${Buffer.concat([Buffer.of(ED25519), seed]).toString('base64')}`;
};

/** @param text ends in a newline @returns the note with one signature */
export const signNote = (text: string, signer: Signer): string => {
  if (!text.endsWith('\n') || hasControls(text)) throw new BadNote('form', 'the text cannot be a note');
  const signature = Buffer.concat([signer.id, signer.sign(Buffer.from(text, 'utf8'))]).toString('base64');
  return `${text}\n— ${signer.name} ${signature}\n`;
};

// eslint-disable-next-line no-control-regex -- these are what a note may not have
const hasControls = (text: string): boolean => /[\u0000-\u0009\u000b-\u001f]/.test(text);

/**
 * The text of a note that a trusted key has signed. Signatures of other keys are passed over, as the specification demands.
 * @throws BadNote
 */
export const openNote = (
  note: Uint8Array | string,
  trusted: readonly Verifier[],
): { readonly text: string; readonly signedBy: readonly Verifier[] } => {
  const bytes = typeof note === 'string' ? Buffer.from(note, 'utf8') : Buffer.from(note);
  const whole = bytes.toString('utf8');
  const end = whole.lastIndexOf('\n\n');
  if (bytes.length > LARGEST_NOTE || !Buffer.from(whole, 'utf8').equals(bytes) || hasControls(whole)) {
    throw new BadNote(
      'form',
      'это не подписанная записка / not a note: wrong encoding, characters or length',
    );
  }
  if (end < 0 || !whole.endsWith('\n')) {
    throw new BadNote('form', 'в записке нет подписей / not a note: no signatures after a blank line');
  }
  const text = whole.slice(0, end + 1);
  const signedBy: Verifier[] = [];
  for (const line of whole.slice(end + 2, -1).split('\n')) {
    const match = /^— (\S+) (\S+)$/.exec(line);
    const signature = match && fromBase64(match[2]!);
    if (!match || !signature || signature.length <= ID_BYTES) {
      throw new BadNote('form', 'строка подписи искажена / a signature line is malformed');
    }
    const known = trusted.find(
      ({ name, id }) => name === match[1] && id.equals(signature.subarray(0, ID_BYTES)),
    );
    if (known === undefined) continue;
    const value = signature.subarray(ID_BYTES);
    if (value.length !== SIGNATURE_BYTES || !known.verify(Buffer.from(text, 'utf8'), value)) {
      throw new BadNote(
        'signature',
        `подпись ${known.name} неверна / the signature of ${known.name} is wrong`,
      );
    }
    signedBy.push(known);
  }
  if (signedBy.length === 0) {
    throw new BadNote('unsigned', 'подписи доверенного ключа нет / not signed by a trusted key');
  }
  return { text, signedBy };
};
