/** How acts are judged again, by the kind of stream they stand in: the command they came from, who decides it and on what evidence. */
import type { Command, Decider, Stamp } from '@nastavnik/kernel';
import {
  agreement,
  type Category,
  categoryOf,
  consent,
  type DomainEvents,
  order,
  pair,
  reDecidableAgreement,
  reDecidableConsent,
  reDecidableOrder,
  reDecidablePair,
} from '@nastavnik/domain';
import { agreementEvidence, consentEvidence, orderEvidence, pairEvidence } from './evidence';
import type { Facts } from './facts';

interface Judge<State, Cmd extends Command, Event extends DomainEvents, Evidence> {
  readonly decider: Decider<State, Cmd, Event, Evidence>;
  readonly command: (event: Event, stamp: Stamp) => Cmd;
  /** `event` is what was recorded. */
  readonly evidence: (facts: Facts, command: Cmd, state: State, event: Event) => Promise<Evidence>;
}
type AnyJudge = Judge<unknown, Command, DomainEvents, unknown>;

/** Only for the compiler: the parts of a judge speak of the same events. */
const judge = <State, Cmd extends Command, Event extends DomainEvents, Evidence>(
  parts: Judge<State, Cmd, Event, Evidence>,
): AnyJudge => parts as unknown as AnyJudge;

/** Streams that an order was found to reach when it was signed, as it says itself. */
const reached = ({ data }: DomainEvents): readonly string[] => {
  const effects = data.basis.evidence['effects'];
  return Array.isArray(effects) ? effects.filter((target) => typeof target === 'string') : [];
};

const JUDGES: { readonly [C in Category]?: AnyJudge } = {
  pair: judge({ decider: pair, command: reDecidablePair, evidence: pairEvidence }),
  order: judge({
    decider: order,
    command: reDecidableOrder,
    // What an order does to a pair is judged where it arrives: in the stream of the pair.
    evidence: async (facts, command, _, event) => ({
      ...(await orderEvidence(facts, command)),
      effects: reached(event).map((target) => ({ target })),
    }),
  }),
  consent: judge({ decider: consent, command: reDecidableConsent, evidence: consentEvidence }),
  agreement: judge({ decider: agreement, command: reDecidableAgreement, evidence: agreementEvidence }),
};

/** Who judges the acts of a stream; `undefined` where nobody does. */
export const judgeOf = (stream: string): AnyJudge | undefined => {
  const category = categoryOf(stream);
  return category && JUDGES[category];
};
