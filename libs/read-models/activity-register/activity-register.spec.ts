/** The register of activities knows what was held, by which order, on which monitoring and with what result. */
import { streamOf } from '@nastavnik/domain';
import {
  beginning,
  end,
  GRADUATE,
  Ledger,
  MENTOR_SCHOOL,
  middle,
  MUNICIPALITY,
  OTHER_SCHOOL,
  SCHOOL,
  TEACHER,
  tell,
} from '../read-models.testing';
import { parse } from '../register';
import {
  type ActivityRegisterQuestion,
  ActivityRegisterQuery,
  HeldActivitiesQuery,
  TrainingRecordQuery,
} from './activity-register';

const id = (n: number) => `00000000-0000-4000-8000-000000000${n}`;
const CONFERENCE = id(710);
const [POSTPONED, CAMPAIGN, ORDER] = [id(711), id(712), id(713)];
const of = { activityId: CONFERENCE, organisationId: MUNICIPALITY };
const planned = { title: 'Итоги года', level: 'MUNICIPAL', from: '2022-04-01', until: '2022-04-01' } as const;

describe('the register of activities', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, middle, end, [
      tell(streamOf.activity(CONFERENCE), 'ActivityPlanned', '2022-02-01', {
        ...{ ...of, ...planned, content: { kind: 'CONFERENCE' } },
        analysis: { campaignId: CAMPAIGN, organisationId: MUNICIPALITY, year: 2021 },
      }),
      tell(streamOf.activity(CONFERENCE), 'ActivityHeld', '2022-04-01', {
        ...{ ...of, kind: 'CONFERENCE', channel: 'MIXED', participantIds: [TEACHER], guests: 40, experts: 2 },
      }),
      tell(streamOf.activity(CONFERENCE), 'ActivityClosed', '2022-04-05', {
        ...{ ...of, kind: 'CONFERENCE', title: planned.title, hours: 0, orderId: ORDER },
        results: { of: 'EVENT' },
      }),
      tell(streamOf.activity(POSTPONED), 'ActivityPlanned', '2022-02-02', {
        ...{ activityId: POSTPONED, organisationId: OTHER_SCHOOL, ...planned, level: 'SCHOOL' },
        content: { kind: 'METHODICAL_HELP', help: 'METHODICAL' },
      }),
      tell(streamOf.activity(POSTPONED), 'ActivityCancelled', '2022-02-20', {
        ...{ activityId: POSTPONED, organisationId: OTHER_SCHOOL, reason: 'POSTPONED' },
      }),
    ]);
  });
  afterAll(() => ledger.close());

  const find = async (question: Partial<ActivityRegisterQuestion> = {}) =>
    parse(await new ActivityRegisterQuery(ledger.postgres).find({ organisationId: SCHOOL, ...question }))
      .items;
  const ids = async (question: Partial<ActivityRegisterQuestion>) =>
    (await find(question)).map(({ activityId }) => activityId);

  it('tells the whole life of one', async () => {
    expect(await find()).toEqual([
      {
        activityId: MENTOR_SCHOOL,
        organisationId: SCHOOL,
        content: { kind: 'MENTOR_SCHOOL' },
        title: 'Школа наставников',
        level: 'SCHOOL',
        addressed: false,
        status: 'CLOSED',
        from: '2021-03-09',
        until: '2021-03-23',
        heldOn: '2021-03-23',
        closedOn: '2021-03-24',
        cancelledFor: null,
        channel: 'IN_PERSON',
        entered: { participantIds: [TEACHER, GRADUATE], pairIds: [] },
        participantIds: [TEACHER, GRADUATE],
        attendance: 5,
        experts: 1,
        programme: {
          version: 1,
          modules: [{ title: 'Первая встреча', hours: 6, change: 'NEW' }],
          schedule: [{ on: '2021-03-09', module: 'Первая встреча' }],
        },
        hours: 6,
        analysis: null,
        orderIds: ['00000000-0000-4000-8000-000000000045'],
        results: { of: 'TRAINING', completedIds: [GRADUATE] },
      },
    ]);
  });
  it('a municipality sees its own with the monitoring they rest on, and those of its schools', async () => {
    expect(await ids({ organisationId: MUNICIPALITY })).toEqual([MENTOR_SCHOOL, CONFERENCE, POSTPONED]);
    expect(await ids({ organisationId: OTHER_SCHOOL })).toEqual([POSTPONED]);
    const [conference] = await find({ organisationId: MUNICIPALITY, kind: 'CONFERENCE' });
    expect(conference).toMatchObject({
      attendance: 41,
      analysis: { campaignId: CAMPAIGN, year: 2021 },
      orderIds: [ORDER],
    });
  });
  it('is asked by kind and by year', async () => {
    expect(await ids({ organisationId: MUNICIPALITY, year: 2022 })).toEqual([CONFERENCE, POSTPONED]);
    expect(await ids({ organisationId: MUNICIPALITY, year: 2022, kind: 'METHODICAL_HELP' })).toEqual([
      POSTPONED,
    ]);
    expect((await find({ organisationId: OTHER_SCHOOL }))[0]).toMatchObject({
      status: 'CANCELLED',
      cancelledFor: 'POSTPONED',
    });
  });
  it('what was held counts for its organisation; what was cancelled, or held by others, does not; the courses of the municipality do', async () => {
    const held = (organisationId: string) =>
      new HeldActivitiesQuery(ledger.postgres).find({ organisationId });
    const [course, elsewhere] = [id(714), id(715)];
    const told = (activityId: string, organisationId: string, kind: 'CPD_COURSE' | 'CONTEST', on: string) => [
      tell(streamOf.activity(activityId), 'ActivityPlanned', on, {
        ...{ activityId, organisationId, ...planned, content: { kind } },
      }),
      tell(streamOf.activity(activityId), 'ActivityHeld', on, {
        ...{ activityId, organisationId, kind, channel: 'VIDEO', participantIds: [], guests: 1, experts: 0 },
      }),
    ];
    await ledger.tell(
      told(course, MUNICIPALITY, 'CPD_COURSE', '2022-05-01'),
      told(elsewhere, SCHOOL, 'CONTEST', '2022-05-02'),
    );
    const learnt = { kind: 'CPD_COURSE', on: '2022-05-01' };
    expect(await held(MUNICIPALITY)).toEqual([{ kind: 'CONFERENCE', on: '2022-04-01' }, learnt]);
    expect(await held(SCHOOL)).toEqual([{ kind: 'MENTOR_SCHOOL', on: '2021-03-23' }, learnt]);
    expect(await held(OTHER_SCHOOL)).toEqual([learnt]);
  });
  it('S62-8-04, KIL-6.4.1-02: who completed a training has it in the record, who only attended has not', async () => {
    const record = async (participantId: string) =>
      parse(await new TrainingRecordQuery(ledger.postgres).find({ participantId }));
    expect(await record(GRADUATE)).toEqual([
      {
        activityId: MENTOR_SCHOOL,
        organisationId: SCHOOL,
        kind: 'MENTOR_SCHOOL',
        title: 'Школа наставников',
        hours: 6,
        completedOn: '2021-03-24',
      },
    ]);
    expect(await record(TEACHER)).toEqual([]);
  });
});
