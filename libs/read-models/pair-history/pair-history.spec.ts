/** The history of a pair holds every event that made its legal life, in order, and nothing of another's. */
import {
  beginning,
  COMPLETED,
  end,
  ENDED,
  Ledger,
  middle,
  OTHER_SCHOOL,
  PROPOSED,
} from '../read-models.testing';
import { parse } from '../register';
import { HISTORY_TITLES, PairHistoryQuery, type PairHistoryQuestion } from './pair-history';

describe("a pair's history", () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, middle, end);
  });
  afterAll(() => ledger.close());

  const find = async (question: PairHistoryQuestion) =>
    parse(await new PairHistoryQuery(ledger.postgres).find({ limit: 200, ...question }));
  const types = async (pairId: string) => (await find({ pairId })).items.map((entry) => entry.type);

  it('begins with the consents and the agreement of its members, and has its orders', async () => {
    expect(await types(COMPLETED)).toEqual([
      'ConsentGiven',
      'AgreementConcluded',
      'PairProposed',
      'MentorCandidatesOffered',
      'MentorChosen',
      'MentorChosen',
      'ParticipantsFamiliarised',
      'OrderIssued',
      'PairFixed',
      'EntryAssessed',
      'MeetingHeld',
      'MeetingHeld',
      'MeetingRecordCancelled',
      'MeetingHeld',
      'MeetingHeld',
      'PlanDrafted',
      'PlanApproved',
      'PlanDrafted',
      'MeetingHeld',
      'MeetingHeld',
      'MonitoringCompleted',
      'MeetingHeld',
      'MonitoringCompleted',
      'MentorReportSubmitted',
      'ExitAssessed',
      'PairCompleted',
      'FollowUpOpened',
      'FollowUpClosed',
    ]);
  });

  it('has a withdrawal, a hand-over, a complaint and a refused effect, but nothing of a member who had left', async () => {
    expect(await types(ENDED)).toEqual([
      'AgreementConcluded',
      'OrderIssued',
      'PairProposed',
      'PairFixed',
      'ConsentWithdrawn',
      'PairSuspended',
      'PairSuspended',
      'PairResumed',
      'OrderIssued',
      'MemberReplaced',
      'ComplaintRegistered',
      'ComplaintDisclosed',
      'PairSuspended',
      'OrderIssued',
      'OrderEffectRefused',
      'PairEnded',
    ]);
    expect(await types(PROPOSED)).toEqual(['PairProposed']);
    expect(await types(OTHER_SCHOOL)).toEqual([]);
  });

  it('points at each event with who, when, from when, the rules and the clauses as quoted', async () => {
    const { items } = await find({ pairId: COMPLETED });
    const fixed = items.find((entry) => entry.type === 'PairFixed');
    expect(fixed).toEqual({
      position: expect.stringMatching(/^\d+$/) as string,
      revision: '5',
      stream: `pair-${COMPLETED}`,
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      type: 'PairFixed',
      title: 'Пара (группа) утверждена приказом директора',
      effectiveOn: '2021-02-01',
      recordedAt: '2021-02-01T08:00:00.000Z',
      actor: { id: 'curator-1', role: 'curator' },
      rules: ['pair-by-order', 'another-rule'],
      clauses: ['МОУ СОШ № 62, п. 4.13'],
    });
    const positions = items.map((entry) => BigInt(entry.position));
    expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
    for (const { type, title } of items) expect(title).toBe(HISTORY_TITLES[type]);
  });

  it('pages without a gap or a double', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await find({ pairId: COMPLETED, limit: 7, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((entry) => entry.eventId));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual((await find({ pairId: COMPLETED })).items.map((entry) => entry.eventId));
    const backwards = await find({ pairId: COMPLETED, sort: '-position' });
    expect(backwards.items.map((entry) => entry.eventId)).toEqual([...seen].reverse());
  });
});
