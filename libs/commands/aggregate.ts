/** What the runner needs to know of an aggregate: its streams, its decider and the evidence it is judged on. */
import { type Command, type Decider, type Decision, fold, type Uuid } from '@nastavnik/kernel';
import { type Category, type DomainEvents, streamOf } from '@nastavnik/domain';
import type { Facts } from '@nastavnik/evidence';

export interface Aggregate<State, Cmd extends Command, Event extends DomainEvents, Evidence> {
  readonly category: Category;
  /** Id that names the stream. */
  readonly idOf: (command: Cmd) => Uuid;
  readonly decider: Decider<State, Cmd, Event, Evidence>;
  readonly evidence: (facts: Facts, command: Cmd, state: State) => Promise<Evidence>;
}

/** Only for the compiler: holds the types of one aggregate together. */
export const aggregate = <State, Cmd extends Command, Event extends DomainEvents, Evidence>(
  definition: Aggregate<State, Cmd, Event, Evidence>,
): Aggregate<State, Cmd, Event, Evidence> => definition;

export const streamFor = <State, Cmd extends Command, Event extends DomainEvents, Evidence>(
  aggregate: Aggregate<State, Cmd, Event, Evidence>,
  command: Cmd,
): string => streamOf[aggregate.category](aggregate.idOf(command));

/** What the aggregate would answer on these facts; nothing is written. */
export const judge = async <State, Cmd extends Command, Event extends DomainEvents, Evidence>(
  aggregate: Aggregate<State, Cmd, Event, Evidence>,
  command: Cmd,
  facts: Facts,
): Promise<Decision<Event>> => {
  const history = await facts.reader.read(streamFor(aggregate, command));
  const state = fold(aggregate.decider, history as Iterable<never>);
  return aggregate.decider.decide(command, state, await aggregate.evidence(facts, command, state));
};
