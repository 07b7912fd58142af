/**
 * `audit witness`: keeps the last checkpoint it has seen in a file and lets the log prove that the next one grew out of it. Whoever runs it
 * somewhere else, now and then, makes it impossible to rewrite the log unseen.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  type Checkpoint,
  fromBase64,
  type Hash,
  openCheckpoint,
  verifyConsistency,
} from '@nastavnik/platform/transparency';
import type { ProofRequest } from './proof.arguments';
import { keyOf } from './verify';

/** The log does not answer, or not what was asked. */
export class LogUnreachable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LogUnreachable';
  }
}

const TIMEOUT_MS = 30_000;

const ask = async (url: string): Promise<string> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return await response.text();
    throw new LogUnreachable(`${url}: ${response.status}`);
  } catch (error) {
    if (error instanceof LogUnreachable) throw error;
    throw new LogUnreachable(`${url}: ${(error as Error).message}`);
  }
};

const proofBetween = async (url: string, from: Checkpoint, to: Checkpoint): Promise<readonly Hash[]> => {
  if (from.size === to.size) return [];
  const answer = await ask(`${url}/v1/transparency/proofs/consistency?from=${from.size}&to=${to.size}`);
  const { hashes } = JSON.parse(answer) as { readonly hashes: readonly string[] };
  return hashes.map((text) => fromBase64(text) ?? Buffer.alloc(0));
};

/**
 * Takes the log's checkpoint, compares it with the one kept and keeps the new one. Nothing is overwritten when they disagree: both notes are
 * evidence.
 * @returns whether the log has only grown
 * @throws BadNote when the kept note or the new one is not signed by the key; LogUnreachable
 */
export const witness = async (
  { url, key, kept }: Extract<ProofRequest, { what: 'witness' }>,
  say: (text: string) => void,
): Promise<boolean> => {
  const log = keyOf(key);
  const note = await ask(`${url}/v1/transparency/checkpoint`);
  const now = openCheckpoint(note, log);
  const keep = (): void => {
    writeFileSync(`${kept}.new`, note);
    renameSync(`${kept}.new`, kept);
  };
  if (!existsSync(kept)) {
    keep();
    say(`Первая контрольная точка сохранена: размер ${now.size}.\n`);
    return true;
  }
  const before = openCheckpoint(readFileSync(kept), log);
  // A log that shows less than before has either forgotten or is behind a slow copy: the smaller must still be part of the larger.
  const [smaller, larger] = before.size <= now.size ? [before, now] : [now, before];
  if (!verifyConsistency(smaller, larger, await proofBetween(url, smaller, larger))) {
    const conflict = `${kept}.conflict`;
    writeFileSync(conflict, note);
    say(
      `ЖУРНАЛ ПЕРЕПИСАН: контрольная точка размера ${now.size} не продолжает сохранённую размера ${before.size}.\nОбе сохранены: ${kept}, ${conflict}. Обе подписаны журналом, это доказательство.\n`,
    );
    return false;
  }
  if (before.size > now.size) {
    say(
      `Журнал показал контрольную точку меньше сохранённой: ${now.size} < ${before.size}. Она её часть; сохранена прежняя.\n`,
    );
    return true;
  }
  keep();
  say(`Согласуется: ${before.size} → ${now.size}. Переписано ничего не было.\n`);
  return true;
};
