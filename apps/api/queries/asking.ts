/** What one answer is asked for and what it says of itself: the position and the time it has seen, the days it speaks of. */
import type { Moment } from '@nastavnik/evidence';
import type { Instant, IsoDate, Uuid } from '@nastavnik/kernel';

/** A question as it is answered: on which day, as known when, about whom, and what the answer has said of itself so far. */
export class Asking {
  /** When the position was written that an answer says it has seen. */
  readonly times = new Map<string, Instant | null>();
  /** Last position that a past is folded to. */
  upTo: bigint | undefined;

  constructor(
    readonly on: IsoDate | undefined,
    readonly knownOn: IsoDate | undefined,
    readonly organisationId: Uuid | undefined,
    readonly recordedBefore: Instant | undefined,
  ) {}

  get ofThePast(): boolean {
    return this.on !== undefined || this.knownOn !== undefined;
  }

  /** The point on both axes that it is about. */
  get moment(): Moment {
    const { on, recordedBefore } = this;
    return {
      ...(on === undefined ? {} : { on }),
      ...(recordedBefore === undefined ? {} : { recordedBefore }),
    };
  }

  /** The answer, with the time of its position and the days it was asked for. */
  told(text: string): string {
    const asOf = /^\{"asOf":"(-?\d+)"/.exec(text);
    if (asOf === null) return text;
    const at = this.times.get(asOf[1]!) ?? null;
    if (!this.ofThePast) return `${asOf[0]},"at":${JSON.stringify(at)}${text.slice(asOf[0].length)}`;
    const { on, knownOn } = this;
    const { asOf: position, ...answer } = JSON.parse(text) as { readonly asOf: string };
    return JSON.stringify({ asOf: position, at, on, knownOn, ...answer });
  }
}
