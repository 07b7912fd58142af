/** A personal record on its way into the vault, and what an event may say of it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { inspect } from 'node:util';
import type { Json } from '@nastavnik/kernel';

/** What an event holds instead of the words: which record, and a commitment that only the vault can open. */
export interface VaultRef {
  readonly recordId: string;
  /** SHA-256 over salt and canonical JSON, hex. */
  readonly commitment: string;
}

export type VaultData = { readonly [name: string]: Json | undefined };

export interface VaultEntry<Data extends VaultData = VaultData> {
  readonly recordId: string;
  /** The person whose erasure erases the record. */
  readonly subjectId: string;
  /** Further people whom the record is about: the erasure of any of them erases it too. */
  readonly also?: readonly string[];
  /** `person`, `text` … */
  readonly kind: string;
  readonly data: Data;
}

/** JSON with the keys of every object in code unit order and without `undefined`: one text for one content (RFC 8785 for our values). */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
};

/** Hides the content as long as the salt is secret, and fits no other content. */
export const commitmentOf = (salt: Buffer, data: unknown): string =>
  createHash('sha256').update(salt).update(canonicalJson(data), 'utf8').digest('hex');

/** True when the commitment was made to this salt and content. */
export const commits = (commitment: string, salt: Buffer, data: unknown): boolean => {
  const [given, made] = [Buffer.from(commitment, 'hex'), Buffer.from(commitmentOf(salt, data), 'hex')];
  return given.length === made.length && timingSafeEqual(given, made);
};

/** Made by `Vault.seal`. Shows its reference to whoever prints or serializes it, and never its content. */
export class SealedRecord {
  readonly recordId: string;
  readonly subjectId: string;
  /** Sorted, without `subjectId` and repetitions. */
  readonly also: readonly string[];
  readonly kind: string;
  /** For the event. */
  readonly ref: VaultRef;
  readonly #content: { readonly salt: Buffer; readonly data: VaultData };

  constructor(entry: VaultEntry, salt: Buffer) {
    this.recordId = entry.recordId;
    this.subjectId = entry.subjectId;
    this.also = [...new Set(entry.also ?? [])].filter((id) => id !== entry.subjectId).sort();
    this.kind = entry.kind;
    this.#content = { salt, data: entry.data };
    this.ref = { recordId: entry.recordId, commitment: commitmentOf(salt, entry.data) };
  }

  /** The content, for evidence of the act that brings it. On the prototype, so no serializer finds it. */
  get data(): VaultData {
    return this.#content.data;
  }

  /** What the vault encrypts. */
  plaintext(): Buffer {
    const { salt, data } = this.#content;
    return Buffer.from(JSON.stringify({ salt: salt.toString('base64'), data }), 'utf8');
  }

  [inspect.custom](): string {
    return `SealedRecord(${this.kind} ${this.recordId})`;
  }
}
