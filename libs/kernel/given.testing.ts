/** Tests speak history: given events, when a command, then events, a refusal or nothing. */
import type { Command, DomainEvent } from './event';
import { type Decider, fold } from './decider';
import { isRefusal, type Reason } from './refusal';

/** Starts a specification of one decider from its history. */
export const given = <State, Cmd extends Command, Event extends DomainEvent, Evidence>(
  decider: Decider<State, Cmd, Event, Evidence>,
  ...history: readonly Event[]
) => ({
  when: (command: Cmd, evidence: Evidence) => {
    const decision = decider.decide(command, fold(decider, history), evidence);
    const reasons = (): readonly Reason[] => {
      if (!isRefusal(decision)) {
        throw new Error(`expected a refusal, got ${decision.map((e) => e.type).join(', ') || 'nothing'}`);
      }
      return decision.reasons;
    };
    return {
      /** Exactly these events, each compared as a partial shape. Returns them. */
      then: (...expected: readonly object[]): readonly Event[] => {
        if (isRefusal(decision)) {
          throw new Error(`refused: ${decision.reasons.map((r) => `${r.rule}: ${r.message.en}`).join('; ')}`);
        }
        expect(decision).toMatchObject(expected as object[]);
        expect(decision).toHaveLength(expected.length);
        return decision;
      },
      /** The act is accepted and changes nothing. */
      thenNothing: (): void => expect(decision).toEqual([]),
      /** Exactly these rules refuse, in any order. Returns the reasons. */
      thenRefused: (...rules: readonly string[]): readonly Reason[] => {
        const got = reasons();
        expect([...new Set(got.map((r) => r.rule))].sort()).toEqual([...rules].sort());
        return got;
      },
    };
  },
});
