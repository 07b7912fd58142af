/** The whole idea of the command side: state is a fold of events, a decision is a pure function of state. */
import type { Command, DomainEvent } from './event';
import { type Refusal } from './refusal';

/** Events to append (none: the act changes nothing) or every reason why not. */
export type Decision<Event extends DomainEvent> = readonly Event[] | Refusal;

/** Neither `decide` nor `evolve` sees a clock, randomness or I/O. */
export interface Decider<State, Cmd extends Command, Event extends DomainEvent, Evidence = undefined> {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  /** `evidence` is what other streams say, gathered beforehand. */
  readonly decide: (command: Cmd, state: State, evidence: Evidence) => Decision<Event>;
}

/** Folds events, oldest first, into a state. */
export const fold = <State, Event extends DomainEvent>(
  decider: { readonly initial: State; readonly evolve: (state: State, event: Event) => State },
  events: Iterable<Event>,
): State => {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};

/** Ends a switch over a union: the compiler names the case that is missing. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
};
