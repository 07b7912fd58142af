/** Who belongs to a pair, as its stream says: whom the policy calls `own`. */
import { domainCodec, type PairEvent } from '@nastavnik/domain';
import type { EventStore } from '@nastavnik/platform/event-store';
import { SchoolDirectory } from './directory';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [PAIR, SCHOOL, MENTEE, FIRST, SECOND, THIRD] = [id(1), id(2), id(3), id(4), id(5), id(6)];

const event = (type: PairEvent['type'], facts: object): PairEvent =>
  ({
    type,
    data: {
      ...{ pairId: PAIR, schoolId: SCHOOL, effectiveOn: '2021-02-01' },
      basis: { rules: [], evidence: {} },
      ...facts,
    },
  }) as unknown as PairEvent;

const membersAfter = (...history: readonly PairEvent[]) => {
  const stored = history.map((one, index) => ({
    ...domainCodec.encode(one),
    ...{ id: id(100 + index), stream: `pair-${PAIR}`, revision: BigInt(index), position: BigInt(index) },
    metadata: {
      recordedAt: '2021-02-01T09:00:00.000Z',
      actor: { id: 'curator', role: 'curator' },
      commandId: id(200 + index),
    },
  }));
  const store = { readStream: async () => stored } as unknown as EventStore;
  return new SchoolDirectory(store).membersOf(PAIR);
};

const proposed = event('PairProposed', {
  ...{ kind: 'PAIR', form: 'STUDENT_STUDENT', menteeIds: [MENTEE], tasks: ['PERSONAL'] },
});
const chosen = (mentorId: string) => event('MentorChosen', { menteeId: MENTEE, mentorId, through: 'SELF' });
const fixed = event('PairFixed', {
  ...{ orderId: id(7), kind: 'PAIR', form: 'STUDENT_STUDENT', mentorIds: [SECOND], menteeIds: [MENTEE] },
  ...{ from: '2021-02-01', until: '2021-12-31' },
});

it('a candidate is no member; the mentor chosen last is', async () => {
  const offered = event('MentorCandidatesOffered', { mentorIds: [FIRST, SECOND] });
  expect(await membersAfter(proposed, offered)).toEqual({ mentors: [], mentees: [MENTEE] });
  expect(await membersAfter(proposed, offered, chosen(FIRST))).toMatchObject({ mentors: [FIRST] });
  expect(await membersAfter(proposed, offered, chosen(FIRST), chosen(SECOND))).toMatchObject({
    mentors: [SECOND],
  });
});

it('a mentor who was chosen once and not fixed has nothing to do with the pair', async () => {
  expect(await membersAfter(proposed, chosen(FIRST), chosen(SECOND), fixed)).toEqual({
    mentors: [SECOND],
    mentees: [MENTEE],
  });
});

it('whoever was replaced is no member; who was there at the end stays one', async () => {
  const replaced = event('MemberReplaced', {
    ...{ orderId: id(8), role: 'MENTOR', leavingId: SECOND, joiningId: THIRD },
  });
  const ended = event('PairEnded', { orderId: id(9), reason: 'MUTUAL' });
  expect(await membersAfter(proposed, chosen(SECOND), fixed, replaced, ended)).toEqual({
    mentors: [THIRD],
    mentees: [MENTEE],
  });
});

it('nobody belongs to a pair that nobody proposed', async () => {
  expect(await membersAfter()).toEqual({ mentors: [], mentees: [] });
});
