/** What would become of a row of acts, of an import before all. Nothing is written. */
import { type Decision, isRefusal, type Recorded, type Refusal } from '@nastavnik/kernel';
import type { DomainEvents, OrderCommand, PairCommand, ParticipantCommand } from '@nastavnik/domain';
import { asIf, type Facts } from '@nastavnik/evidence';
import { judge, streamFor } from './aggregate';
import { pairs, participants } from './aggregates';
import { follow, imagine } from './dry-run';
import { orders } from './orders';

/** Acts that are judged one after the other, each as if those before it had been carried out. */
export type RehearsedAct =
  | { readonly aggregate: 'participant'; readonly command: ParticipantCommand }
  | { readonly aggregate: 'pair'; readonly command: PairCommand }
  | { readonly aggregate: 'order'; readonly command: OrderCommand };

const judged = (act: RehearsedAct, facts: Facts): Promise<Decision<DomainEvents>> => {
  switch (act.aggregate) {
    case 'participant':
      return judge(participants, act.command, facts);
    case 'pair':
      return judge(pairs, act.command, facts);
    case 'order':
      return judge(orders, act.command, facts);
  }
};
const streamOfAct = (act: RehearsedAct): string => {
  switch (act.aggregate) {
    case 'participant':
      return streamFor(participants, act.command);
    case 'pair':
      return streamFor(pairs, act.command);
    case 'order':
      return streamFor(orders, act.command);
  }
};

/**
 * What the aggregates would answer to a row of acts, orders with all that they would do. What a refused act would have led to is
 * not imagined.
 * @returns for each act its refusal, or `undefined`
 */
export const rehearse = async (
  acts: readonly RehearsedAct[],
  facts: Facts,
): Promise<readonly (Refusal | undefined)[]> => {
  const appended: Recorded<DomainEvents>[] = [];
  const imagined: Facts = { ...facts, reader: asIf(facts.reader, appended) };
  const outcome: (Refusal | undefined)[] = [];
  for (const act of acts) {
    const stream = streamOfAct(act);
    const decision = await judged(act, imagined);
    outcome.push(isRefusal(decision) ? decision : undefined);
    if (isRefusal(decision)) continue;
    const last = (await imagined.reader.read(stream)).at(-1)?.revision ?? -1n;
    for (const event of imagine(decision, stream, last, 0n, act.command.stamp)) {
      appended.push(event);
      if (act.aggregate === 'order') await follow(event, appended, imagined);
    }
  }
  return outcome;
};
