/** A random sample that anybody can draw again: docs/sampling.md. */
import { createHash } from 'node:crypto';
import type { Uuid } from '@nastavnik/kernel';

/**
 * The first `size` pairs in the order of SHA-256 over the UTF-8 bytes of the seed followed by the pair's id, lower-case with hyphens; digests are
 * compared as hex. The order of `pairIds` does not matter.
 */
export const sampleOf = (seed: string, pairIds: readonly Uuid[], size: number): readonly Uuid[] =>
  [...new Set(pairIds)]
    .map((pairId) => [createHash('sha256').update(`${seed}${pairId}`, 'utf8').digest('hex'), pairId] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, size)
    .map(([, pairId]) => pairId);
