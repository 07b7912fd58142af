/** Orders: judged together with everything they would do. */
import { order, type OrderCommand, type OrderIssued, streamOf } from '@nastavnik/domain';
import type { Recorded } from '@nastavnik/kernel';
import { orderEvidence } from '@nastavnik/evidence';
import { eventId } from '@nastavnik/platform/event-store';
import { aggregate } from './aggregate';
import { dryRun } from './dry-run';

/** The order as it would stand in the log, so that its effects can find it as their evidence. */
const asIfIssued = (
  command: Extract<OrderCommand, { readonly type: 'IssueOrder' }>,
): Recorded<OrderIssued> => {
  const { data, stamp } = command;
  const stream = streamOf.order(data.orderId);
  return {
    type: 'OrderIssued',
    data: { ...data, issuedOn: data.effectiveOn, basis: { rules: [], evidence: {} } },
    id: eventId(stamp.commandId, stream, 0),
    stream,
    revision: 0n,
    position: -1n,
    stamp,
  };
};

export const orders = aggregate({
  category: 'order',
  idOf: (command) => command.data.orderId,
  decider: order,
  evidence: async (facts, command) => {
    const [evidence, effects] = await Promise.all([
      orderEvidence(facts, command),
      command.type === 'IssueOrder' ? dryRun(asIfIssued(command), facts) : [],
    ]);
    return { ...evidence, effects };
  },
});
