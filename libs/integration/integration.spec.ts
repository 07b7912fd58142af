/** The public contract: stable ids, valid CloudEvents, data as its schema says, and nobody's id in it. */
import Ajv2020 from 'ajv/dist/2020';
import { CloudEvent, type CloudEventV1 } from 'cloudevents';
import type { DomainEvents } from '@nastavnik/domain';
import type { Recorded } from '@nastavnik/kernel';
import {
  dataSchemas,
  NotACloudEvent,
  type PublicType,
  readCloudEvent,
  startReceiver,
  toPublic,
} from './index';

const SOURCE = 'urn:nastavnik:installation:spec';
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const PAIR = id(1);
const SCHOOL = id(2);
const MENTOR = id(3);
const MENTEE = id(4);

const recorded = (type: DomainEvents['type'], data: object): Recorded<DomainEvents> =>
  ({
    type,
    data: {
      effectiveOn: '2021-02-01',
      basis: { rules: [], evidence: { ages: { [MENTEE]: 15 } } },
      pairId: PAIR,
      schoolId: SCHOOL,
      ...data,
    },
    id: id(100),
    stream: `pair-${PAIR}`,
    revision: 4n,
    position: 77n,
    stamp: {
      recordedAt: '2021-02-01T09:30:00.000Z',
      actor: { id: id(9), role: 'director' },
      commandId: id(8),
    },
  }) as unknown as Recorded<DomainEvents>;

const note = { recordId: id(50), commitment: 'ab'.repeat(32) };
const facts = [
  recorded('PairFixed', {
    orderId: id(5),
    kind: 'PAIR',
    form: 'TEACHER_STUDENT',
    mentorIds: [MENTOR],
    menteeIds: [MENTEE],
    from: '2021-02-01',
    until: '2021-12-31',
  }),
  recorded('MeetingHeld', {
    number: 3,
    kind: 'PLANNING',
    attendeeIds: [MENTOR, MENTEE],
    plannedRegularMeetings: 4,
    notes: note,
  }),
  recorded('MeetingHeld', { number: 1, kind: 'ORGANISATIONAL', attendeeIds: [MENTOR, MENTEE] }),
  recorded('MeetingRecordCancelled', { number: 1, kind: 'ORGANISATIONAL' }),
  recorded('MonitoringCompleted', {
    kind: 'INTERIM',
    aspects: ['PROCESS', 'IMPACT'],
    findings: [{ indicator: 'COMPETENCE', aspect: 'IMPACT', value: { kind: 'LEVEL', level: 'LOW' } }],
    note,
  }),
  ...(
    [
      [
        'CampaignOpened',
        {
          ...{ kind: 'ANNUAL', year: 2021, window: { from: '2021-11-01', until: '2021-11-20' } },
          ...{ snapshotOn: '2021-11-01', schoolIds: [SCHOOL], indicatorSet: { version: 1, indicators: [] } },
        },
      ],
      ['SubmissionAccepted', { version: 2 }],
      [
        'CampaignConsolidated',
        { year: 2021, accepted: [{ schoolId: SCHOOL, version: 2 }], missing: [], totals: [] },
      ],
      ['CampaignSent', { year: 2021, recipient: 'REGION', file: { sha256: 'cd'.repeat(32) } }],
      [
        'ReportAcknowledged',
        { recipient: 'REGION', outcome: 'REFUSED', sha256: 'cd'.repeat(32), reason: 'Файл не открывается' },
      ],
      [
        'ReportAcknowledged',
        { recipient: 'REGION', outcome: 'ACCEPTED', sha256: 'cd'.repeat(32), number: '42-М/2021' },
      ],
    ] as const
  ).map(([type, data]) => ({
    ...recorded(type, { campaignId: id(6), organisationId: id(7), ...data }),
    stream: `campaign-${id(6)}`,
  })),
  ...(['SCHOOL', 'MUNICIPALITY'] as const).map((level) => ({
    ...recorded('DeadlineReminded', {
      ...{ organisationId: SCHOOL, level, deadlineId: `individual-route-ends.${SCHOOL}.${MENTEE}` },
      ...{
        cadence: 'individual-route-ends',
        due: '2021-02-08',
        moment: 'WEEK_BEFORE',
        daysLeft: 7,
        clauses: [],
      },
    }),
    stream: `reminder-${SCHOOL}`,
  })),
];

describe('the public contract', () => {
  const ajv = new Ajv2020({ formats: { uuid: true, date: /^\d{4}-\d{2}-\d{2}$/ } });
  const published = facts.flatMap((fact) => toPublic(fact, SOURCE));

  it('speaks of a fixed pair in its own words', () => {
    expect(toPublic(facts[0]!, SOURCE)).toEqual([
      {
        specversion: '1.0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        source: SOURCE,
        type: 'ru.nastavnik.pair.fixed.v1',
        subject: PAIR,
        time: '2021-02-01T09:30:00.000Z',
        datacontenttype: 'application/json',
        dataschema: 'urn:nastavnik:schema:ru.nastavnik.pair.fixed.v1',
        data: {
          pairId: PAIR,
          schoolId: SCHOOL,
          kind: 'PAIR',
          form: 'TEACHER_STUDENT',
          orderId: id(5),
          fixedOn: '2021-02-01',
          from: '2021-02-01',
          until: '2021-12-31',
          mentors: 1,
          mentees: 1,
        },
      },
    ]);
  });

  it('covers every public type in these facts', () => {
    expect(new Set(published.map((event) => event.type))).toEqual(new Set(Object.keys(dataSchemas)));
  });

  it.each(published)('$type is a CloudEvent whose data fit its schema', (event) => {
    expect(new CloudEvent({ ...event } as Partial<CloudEventV1<object>>).validate()).toBe(true);
    const schema = dataSchemas[event.type as PublicType];
    expect(schema.$id).toBe(event.dataschema);
    const valid = ajv.getSchema(schema.$id) ?? ajv.compile(schema);
    expect({ valid: valid(event.data), errors: valid.errors }).toEqual({ valid: true, errors: null });
    expect(valid({ ...event.data, mentorIds: [MENTOR] })).toBe(false);
  });

  it('carries no id of a person, no vault record, no level and no evidence', () => {
    const text = JSON.stringify(published);
    for (const secret of [MENTOR, MENTEE, id(9), note.recordId, note.commitment, 'LOW', 'ages']) {
      expect(text).not.toContain(secret);
    }
  });

  it('gives the same fact the same id, and another fact another', () => {
    expect(toPublic(facts[0]!, SOURCE)).toEqual(toPublic(facts[0]!, SOURCE));
    const other = toPublic({ ...facts[0]!, id: id(101) }, SOURCE);
    expect(other[0]!.id).not.toBe(toPublic(facts[0]!, SOURCE)[0]!.id);
  });

  it('keeps inside what is nobody else’s business', () => {
    expect(toPublic(recorded('PlanDrafted', { authorIds: [MENTOR], plan: note }), SOURCE)).toEqual([]);
    expect(toPublic({ ...recorded('ConsentWithdrawn', {}), stream: `consent-${MENTEE}` }, SOURCE)).toEqual(
      [],
    );
  });

  it('refuses to read what is not a CloudEvent', () => {
    for (const wrong of [
      null,
      [],
      'x',
      {},
      { ...published[0], id: '' },
      { ...published[0], specversion: '0.3' },
    ]) {
      expect(() => readCloudEvent(wrong)).toThrow(NotACloudEvent);
    }
  });
});

describe('the sample receiver', () => {
  it('keeps the last events, each once, and answers bad ones with their own error', async () => {
    const receiver = await startReceiver({ keep: 2 });
    try {
      const post = (body: string, type = 'application/cloudevents+json; charset=utf-8') =>
        fetch(receiver.url, { method: 'POST', headers: { 'content-type': type }, body });
      const events = facts.map((fact, n) => toPublic({ ...fact, id: id(200 + n) }, SOURCE)[0]!);
      for (const event of [events[0]!, events[1]!, events[1]!, events[2]!]) {
        expect((await post(JSON.stringify(event))).status).toBe(204);
      }
      const shown = (await (await fetch(`${receiver.url}received`)).json()) as object;
      expect(shown).toEqual({ count: 2, duplicates: 1, events: [events[1], events[2]] });
      expect((await post('{', undefined)).status).toBe(400);
      expect((await post('{}')).status).toBe(400);
      expect((await post('{}', 'application/json')).status).toBe(415);
      expect((await post(JSON.stringify({ ...events[3]!, pad: 'x'.repeat(300_000) }))).status).toBe(413);
      expect((await fetch(receiver.url)).status).toBe(404);
      expect(receiver.events()).toHaveLength(2);
    } finally {
      await receiver.close();
    }
  });
});
