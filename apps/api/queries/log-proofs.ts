/** What queries ask of the tree over the log: the latest checkpoint, one that covers an act, proofs. The projector builds and signs it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Problem, problems } from '@nastavnik/platform/http';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { Checkpoints, type SignedCheckpoint, Tree } from '@nastavnik/platform/transparency';

/** Longest wait for a checkpoint, milliseconds. */
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 100;

const notSigned = () =>
  new Problem({
    status: 503,
    slug: 'not-signed',
    title: { ru: 'Подписанной контрольной точки нет', en: 'There is no signed checkpoint' },
    detail: {
      ru: 'Журнал ещё не подписан или ключ подписи не задан. Повторите запрос позже.',
      en: 'The log has not been signed yet, or no key is set. Ask again later.',
    },
    headers: { 'retry-after': '5' },
  });

@Injectable()
export class LogProofs {
  readonly tree: Tree;
  readonly checkpoints: Checkpoints;

  constructor(@Inject(POSTGRES) pool: Pool) {
    this.tree = new Tree(pool);
    this.checkpoints = new Checkpoints(pool, this.tree);
  }

  /** @throws Problem 503 when nothing was signed yet */
  async latest(): Promise<SignedCheckpoint> {
    const found = await this.checkpoints.latest();
    if (found === undefined) throw notSigned();
    return found;
  }

  /** The checkpoint of a size. @throws Problem 404 when none of this size was signed */
  async ofSize(size: number): Promise<SignedCheckpoint> {
    const found = await this.checkpoints.of(size);
    if (found === undefined) {
      throw problems.notFound({
        ru: `Контрольной точки размера ${size} нет.`,
        en: `No checkpoint of size ${size} was signed.`,
      });
    }
    return found;
  }

  /** A checkpoint that covers the event at this position; asks for one when the latest does not. @throws Problem 503 */
  async covering(position: bigint): Promise<SignedCheckpoint> {
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(LOOK_AGAIN_MS)) {
      const [latest, end] = await Promise.all([this.checkpoints.latest(), this.tree.end()]);
      const seen = (end.position ?? -1n) >= position;
      // The end may be past the position where the position itself is of no event: then the whole tree is what covers it.
      const needed = seen ? ((await this.tree.indexOf(position)) ?? end.size - 1) : undefined;
      if (needed !== undefined && latest !== undefined && latest.size > needed) return latest;
      if (Date.now() > until) throw notSigned();
      if (seen) await this.checkpoints.want();
    }
  }
}
