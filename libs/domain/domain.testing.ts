/** For specs of the domain: ids, stamps, School 62's regulation and variations of it, and histories at random. */
import {
  codecOf,
  fold,
  isRefusal,
  type Command,
  type Decider,
  type DomainEvent,
  type IsoDate,
  type Stamp,
  type StoredTypes,
  type Uuid,
} from '@nastavnik/kernel';
import fc from 'fast-check';
import { BUILT_IN_PROFILES, S62 } from './regulation/profiles';
import { resolveProfile, type OwnParameters, type ProfileInForce } from './regulation/profile';

/** `id(7)`: a readable UUID. */
export const id = (number: number): Uuid => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const TODAY: IsoDate = '2021-12-31';
export const SCHOOL = id(62);
export const HASH = 'a'.repeat(64);
export const vault = (number: number) => ({ recordId: id(number), commitment: HASH });

export const stamp: Stamp = {
  recordedAt: '2021-12-31T09:00:00.000Z',
  actor: { id: id(1), role: 'curator', organisationId: SCHOOL },
  commandId: id(2),
};
/** A command with the common stamp. */
export const command = <Type extends string, Data extends object>(type: Type, data: Data) => ({
  type,
  data,
  stamp,
});

const inForce = (parameters: OwnParameters): ProfileInForce =>
  resolveProfile(SCHOOL, {
    stage: 'IN_FORCE',
    organisationId: SCHOOL,
    version: 1,
    document: S62.document,
    parameters,
    warnings: [],
    from: '2021-01-01',
  });
/** Regulation of School 62 in force. */
export const s62: ProfileInForce = inForce(S62.parameters);
/** The same with some parameters stated otherwise. */
export const s62But = (own: OwnParameters): ProfileInForce => inForce({ ...S62.parameters, ...own });
/** Another of the regulations the house knows, in force at the same school. */
export const underRegulation = (code: string): ProfileInForce =>
  inForce(BUILT_IN_PROFILES[code]?.parameters ?? {});
/** An explicit value without a clause. */
export const own = <const T>(value: T) => ({ value, clauses: [] });

/** Clause ids of refusals or of a basis, for a short comparison. */
export const clauseIds = (
  items: readonly { readonly clauses: readonly { readonly id: string }[] }[],
): readonly string[] => items.flatMap(({ clauses }) => clauses.map((clause) => clause.id));

/** True three times out of four: so that a command with many fields is often right. */
export const mostly: fc.Arbitrary<boolean> = fc.constantFrom(true, true, true, false);

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

/** One accepted act of a history at random: its events, the evidence it was decided on, the state before it. */
export interface Accepted<State, Event, Evidence> {
  readonly events: readonly Event[];
  readonly evidence: Evidence;
  readonly before: State;
}

/**
 * Sends commands at random and demands what holds for every aggregate: a decision is deterministic and mutates nothing;
 * every decided event survives the codec and JSON; replay of any prefix gives the state of that moment; `holds` says
 * what no accepted history may break.
 */
export const everyHistory = <State, Cmd extends Command, Event extends DomainEvent, Evidence>(spec: {
  readonly decider: Decider<State, Cmd, Event, Evidence>;
  readonly storedTypes: StoredTypes<Event>;
  readonly acts: fc.Arbitrary<readonly [Cmd, Evidence]>;
  /** Acts that stand before those at random in three histories out of four. */
  readonly first?: readonly (readonly [Cmd, Evidence])[];
  readonly holds: (history: readonly Accepted<State, Event, Evidence>[]) => void;
  /** Fewest accepted events over all runs: a property that accepts nothing proves nothing. */
  readonly atLeast: number;
}): void => {
  const { decider, acts, holds } = spec;
  const codec = codecOf(spec.storedTypes);
  let accepted = 0;
  fc.assert(
    fc.property(mostly, fc.array(acts, { minLength: 1, maxLength: 12 }), (begun, random) => {
      const sent = begun ? [...(spec.first ?? []), ...random] : random;
      const history: Accepted<State, Event, Evidence>[] = [];
      const moments: State[] = [decider.initial];
      const log: Event[] = [];
      let state = decider.initial;
      for (const [one, evidence] of sent) {
        frozen(one);
        frozen(evidence);
        frozen(state);
        const decision = decider.decide(one, state, evidence);
        expect(decider.decide(one, state, evidence)).toEqual(decision);
        if (isRefusal(decision)) {
          expect(decision.reasons.length).toBeGreaterThan(0);
          for (const reason of decision.reasons) {
            expect(reason.message.ru).toMatch(/[а-яё]/iu);
            expect(reason.next.ru).toMatch(/[а-яё]/iu);
            expect(reason.message.en).not.toMatch(/[а-яё]/iu);
          }
          continue;
        }
        history.push({ events: decision, evidence, before: state });
        for (const event of decision) {
          const stored = codec.encode(event);
          const read = codec.decode(stored.type, JSON.parse(JSON.stringify(stored.data)));
          expect(read).toEqual(event);
          log.push(read);
          state = decider.evolve(state, read);
          moments.push(state);
        }
      }
      moments.forEach((moment, index) => expect(fold(decider, log.slice(0, index))).toEqual(moment));
      accepted += log.length;
      holds(history);
    }),
    { numRuns: 200, seed: 62 },
  );
  expect(accepted).toBeGreaterThanOrEqual(spec.atLeast);
};

/** A day of 2021, or of January 2022: after today. */
export const anyDay: fc.Arbitrary<IsoDate> = fc
  .integer({ min: 0, max: 370 })
  .map((days) => new Date(Date.UTC(2021, 0, 1 + days)).toISOString().slice(0, 10));
