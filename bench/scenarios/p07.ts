/** P7: a whole command, evidence gathered and decided, beside the bare client appending the same event. */
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { isRefusal, type Stamp } from '@nastavnik/kernel';
import type { Vault } from '@nastavnik/platform/vault';
import { Acts } from '@nastavnik/commands';
import { participants } from '../../libs/commands/aggregates';
import { compare, inFlight, rate } from '../measure';
import type { Scenario } from '../scenario';
import type { World } from '../world';

const COMMANDS = 200;

/** The needs of a mentee diagnosed once more: a stream with a past, the school's regulation as evidence, one event. */
const commands = async (world: World, atOnce: number): Promise<number> => {
  const nobody = {
    read: () => Promise.resolve(new Map()),
    store: () => Promise.resolve(),
  } as unknown as Vault;
  const acts = new Acts(world.store, nobody, () => Promise.reject(new Error('no figures are counted here')));
  const mentees = world.written
    .filter(({ type }) => type === 'participant.entered-mentee-base.v1')
    .map(({ data }) => JSON.parse(data.toString()) as { participantId: string; schoolId: string });
  return rate(COMMANDS, () =>
    inFlight(COMMANDS, atOnce, async (n) => {
      const { participantId, schoolId } = mentees[n % mentees.length]!;
      const stamp: Stamp = {
        recordedAt: '2023-12-25T09:00:00.000Z',
        actor: { id: randomUUID(), role: 'curator', organisationId: schoolId },
        commandId: randomUUID(),
      };
      const answer = await acts.run(participants, {
        type: 'DiagnoseNeeds',
        data: {
          ...{ participantId, schoolId, effectiveOn: '2023-12-25', tasks: ['PERSONAL'] },
          findings: { recordId: randomUUID(), commitment: 'ab'.repeat(32) },
        },
        stamp,
      });
      if (isRefusal(answer)) throw new Error(answer.reasons.map(({ rule }) => rule).join(', '));
    }),
  );
};

const bare = async ({ node, written }: World, atOnce: number): Promise<number> => {
  const client = EventStoreDBClient.connectionString(node.url);
  const sample = written.find(({ type }) => type === 'participant.needs-diagnosed.v1')!;
  const data = JSON.parse(sample.data.toString()) as Record<string, never>;
  const metadata = JSON.parse(sample.metadata.toString()) as Record<string, never>;
  try {
    return await rate(COMMANDS, () =>
      inFlight(COMMANDS, atOnce, () =>
        client.appendToStream(
          `bare-${randomUUID()}`,
          jsonEvent({ type: 'participant.needs-diagnosed.v1', data, metadata }),
          {
            expectedRevision: NO_STREAM,
          },
        ),
      ),
    );
  } finally {
    await client.dispose();
  }
};

export const p07: Scenario = {
  id: 'P7',
  title: 'A whole command',
  run: async (world, budget) => [
    await compare(
      { id: 'P7', what: 'command / bare client append, 1 in flight', goal: 0.85, unit: 'commands/s' },
      budget,
      { ours: () => commands(world, 1), yardstick: () => bare(world, 1) },
    ),
    await compare(
      { id: 'P7', what: 'command / bare client append, 32 in flight', goal: 0.9, unit: 'commands/s' },
      budget,
      { ours: () => commands(world, 32), yardstick: () => bare(world, 32) },
    ),
  ],
};
