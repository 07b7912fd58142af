/**
 * A monitoring campaign of ЗАТО Северск from the order to the consolidated report, over HTTP, in the words of its roadmap (SEV-RM-M4a,
 * SEV-IV-3, SEV-IV-4): whose figures are in, late or returned, what every number counts, and how it is counted again years later.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { readTable } from '@nastavnik/platform/sheets';
import {
  generateSeversk,
  SEVERSK_DOCUMENT,
  type GeneratedOrganisation,
  type Seversk,
} from '../generate/seversk';
import { type Answer, type House, type Person, startHouse } from '../support/house';
import { done, refusedBy, refusedUncited } from './municipal.testing';

jest.setTimeout(180_000);

const refused = refusedBy(SEVERSK_DOCUMENT);
const campaignId = randomUUID();
let house: House;
let town: Seversk;
/** Two ДОУ and two МОУ; the last of them is late. */
let schools: readonly GeneratedOrganisation[];
let [punctual, returned, neighbour, late]: GeneratedOrganisation[] = [];
let methodist: Person;
let orderId: string;
let at: string;
/** Position of the last act. */
let position: string;

beforeAll(async () => {
  house = await startHouse();
  town = await generateSeversk(house, { until: 2021, ofEach: 2 });
  schools = town.organisations;
  [punctual, returned, neighbour, late] = schools;
  methodist = house.person('methodist', town.municipalityId);
  at = `/v1/organisations/${town.municipalityId}`;
});
afterAll(() => house?.stop());

const told = async (answer: Promise<Answer>): Promise<Answer> => {
  const got = await done(answer);
  position = got.body.position as string;
  return got;
};
const order = (kind: string, title: string, issuedOn: string, number: string) =>
  town.authority.post(`${at}/orders`, {
    ...{ number, register: 'MAIN', issuedOn, legalBasis: [SEVERSK_DOCUMENT], content: { kind, title } },
  });
const SETS = [
  { code: 'SEV_TARGETS', version: 1 },
  { code: 'SCHOOL_PROCESS', version: 1 },
];
const open = (over: object = {}) =>
  town.authority.post(`${at}/campaigns`, {
    ...{ id: campaignId, kind: 'INTERIM', year: 2021, setVersion: 1, criteria: [], sets: SETS, orderId },
    ...{ window: { from: '2021-11-10', until: '2021-11-20' }, snapshotOn: '2021-11-15' },
    ...{ schoolIds: schools.map(({ id }) => id), effectiveOn: '2021-11-01' },
    ...over,
  });
/** What the programme asks of every organisation beside what is counted: I.1 and III.1. */
const coverage = (numerator: number, denominator: number) => [
  { indicator: 'ORG_TEACHER_COVERAGE', share: { numerator, denominator } },
  ...['YOUNG_SPECIALISTS', 'NEW_HIRES'].map((part) => ({
    ...{ indicator: 'ORG_SUPPORTED', part, share: { numerator: 1, denominator: 2 } },
  })),
];
const submit = (
  { id, director }: GeneratedOrganisation,
  effectiveOn: string,
  stated: readonly object[] = coverage(3, 5),
  over: object = {},
) =>
  director.post(`/v1/organisations/${id}/campaign-submissions`, {
    ...{ campaignId, effectiveOn, counted: [], stated, ...over },
  });
const led = (act: string, effectiveOn: string, more: object = {}, by: Person = methodist) =>
  by.post(`${at}/campaigns/${campaignId}/${act}`, { ...more, effectiveOn });
const campaignAsOf = async (on?: string, by: Person = methodist, organisation = at) => {
  const query = on === undefined ? `after=${position}` : `on=${on}&after=${position}`;
  const { status, body } = await by.get(`${organisation}/campaigns/${campaignId}?${query}`);
  expect(status).toBe(200);
  return body;
};
const statusOf = (body: Answer['body'], school: GeneratedOrganisation) =>
  (body.schools as { schoolId: string; status: string; overdue: boolean; version: number }[]).find(
    ({ schoolId }) => schoolId === school.id,
  )!;
const figure = async (school: GeneratedOrganisation, code: string, query = '', by: Person = methodist) => {
  const { status, body } = await by.get(
    `${at}/campaigns/${campaignId}/submissions/${school.id}/figures/${code}?after=${position}${query}`,
  );
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

/** A second pair of a school, fixed by an order of a day. */
const secondPair = async (school: GeneratedOrganisation, on: string, number: string): Promise<string> => {
  const pairId = randomUUID();
  const act = (what: string, body: object) =>
    done(school.curator.post(`/v1/schools/${school.id}/pairs${what}`, { ...body, effectiveOn: on }));
  await act('', {
    ...{ id: pairId, kind: 'PAIR', form: 'FLASH', menteeIds: [school.menteeId], tasks: ['PROFESSIONAL'] },
  });
  await act(`/${pairId}/candidates`, { mentorIds: [school.mentorId] });
  await told(
    school.director.post(`/v1/schools/${school.id}/orders`, {
      ...{ number, register: 'MAIN', issuedOn: on, legalBasis: [SEVERSK_DOCUMENT] },
      content: { kind: 'PAIRS', pairs: [{ pairId, from: on, until: '2022-05-31' }] },
    }),
  );
  return pairId;
};

describe('«Промежуточный мониторинг»: приказ, сроки, набор показателей, организации', () => {
  it('SEV-RM-M4a: opened by order, in November, by those whom the roadmap names, of its own organisations', async () => {
    orderId = randomUUID();
    await refusedUncited(open(), 'campaign-by-order');
    ({
      body: { id: orderId },
    } = await told(order('MONITORING', 'О промежуточном мониторинге', '2021-10-29', '279/м')));
    await refused(
      open({
        window: { from: '2021-10-01', until: '2021-10-20' },
        snapshotOn: '2021-10-01',
        effectiveOn: '2021-10-01',
      }),
      'п. 4 основного этапа дорожной карты',
    );
    await refusedUncited(
      open({ schoolIds: [schools[0]!.id, randomUUID()] }),
      'campaign-schools-of-organisation',
    );
    await told(open());
    await refusedUncited(open(), 'campaign-opened-once');
  });

  it('SEV-IV-3: the version of a set that is asked for is there, and fixed in the campaign', async () => {
    await refusedUncited(
      open({ id: randomUUID(), sets: [{ code: 'SEV_TARGETS', version: 7 }] }),
      'campaign-set-known',
    );
    await refused(open({ id: randomUUID(), sets: [] }), 'п. IV.3 программы');
    const body = await campaignAsOf('2021-11-10');
    expect(body).toMatchObject({ status: 'OPEN', orderId, sets: SETS, coverage: { asked: 4, accepted: 0 } });
    expect(
      body.definitions.map(({ code, version }: { code: string; version: number }) => ({ code, version })),
    ).toEqual(SETS);
    expect(body.schools).toHaveLength(4);
  });
});

describe('организации представляют сведения', () => {
  it('within the window, by the schools that are asked, and of the indicators that are asked for', async () => {
    await refusedUncited(submit(punctual!, '2021-11-09'), 'campaign-window-open');
    await refusedUncited(submit(punctual!, '2021-11-21'), 'campaign-window-open');
    await refused(submit(punctual!, '2021-11-12', []), 'п. I.1 программы', 'п. III.1 программы');
    await refused(
      submit(punctual!, '2021-11-12', [...coverage(3, 5), { indicator: 'HAPPINESS', level: 'HIGH' }]),
      'п. I.1 программы',
    );
    await refusedUncited(
      submit(punctual!, '2021-11-12', coverage(3, 5), { entered: [{ field: 'HAPPINESS', number: 1 }] }),
      'submission-fields-entered',
    );
    const stranger = house.person('director', punctual!.id);
    expect((await stranger.post(`/v1/organisations/${returned!.id}/campaign-submissions`, {})).status).toBe(
      403,
    );
  });

  it('what the acts say is counted, and a number that contradicts them is refused with what they say', async () => {
    const pairs = (number: number) => ({ indicator: 'PAIRS', number: { number, unit: 'ед.' } });
    const reasons = await refusedUncitedAnswer(
      submit(punctual!, '2021-11-12', [...coverage(3, 5), pairs(2)]),
    );
    expect(reasons).toMatchObject([{ rule: 'figure-agrees-with-events', missing: [{ subject: 'PAIRS' }] }]);
    await told(submit(punctual!, '2021-11-12'));
    await told(submit(returned!, '2021-11-15'));
    await told(submit(neighbour!, '2021-11-18', coverage(2, 5)));
    await refusedUncited(submit(punctual!, '2021-11-13'), 'submission-answered-first');
  });

  it('every figure leads to the pairs, the orders and the acts that it counts, with stream, day and position', async () => {
    const { pairId, pairsOrderId, programmeOrderId } = punctual!.years.get(2021)!;
    const pairs = await figure(punctual!, 'PAIRS');
    expect(pairs).toMatchObject({
      ...{ version: 1, counted: { on: '2021-11-15' }, computed: { indicator: 'PAIRS', value: 1 } },
      terms: [
        {
          ...{ kind: 'COUNT', code: 'PAIRS_IN_FORCE', value: 1, agrees: true },
          items: [
            {
              ...{ kind: 'pair', id: pairId, amount: 1, orderIds: [pairsOrderId] },
              events: [{ stream: `pair-${pairId}`, type: 'PairFixed', effectiveOn: '2021-09-20' }],
            },
          ],
        },
      ],
    });
    const { position: counted } = pairs.counted as { position: string };
    for (const { position: of } of pairs.terms[0].items[0].events)
      expect(BigInt(of)).toBeLessThanOrEqual(BigInt(counted));
    expect(await figure(punctual!, 'SEV_PROGRAMMES')).toMatchObject({
      computed: { value: 1 },
      terms: [{ items: [{ kind: 'organisation', orderIds: expect.arrayContaining([programmeOrderId]) }] }],
    });
    const young = await figure(punctual!, 'YOUNG_SPECIALISTS_COVERED', '', punctual!.director);
    expect(young).toMatchObject({
      computed: { numerator: 1, denominator: 1, value: 100 },
      terms: [{ side: 'NUMERATOR' }, { side: 'DENOMINATOR', items: [{ id: punctual!.menteeId }] }],
    });
    expect(await figure(punctual!, 'ORG_TEACHER_COVERAGE')).toMatchObject({
      terms: [],
      told: [{ value: { numerator: 3 } }],
    });
  });

  it('of a figure that is not asked for, of a school that has not submitted, and of a school of somebody else, nothing is told', async () => {
    const path = (school: string, code: string, of = at) =>
      `${of}/campaigns/${campaignId}/submissions/${school}/figures/${code}`;
    expect((await methodist.get(path(punctual!.id, 'HAPPINESS'))).status).toBe(404);
    expect((await methodist.get(path(late!.id, 'PAIRS'))).status).toBe(404);
    expect((await methodist.get(`${path(punctual!.id, 'PAIRS')}?version=2`)).status).toBe(404);
    expect((await punctual!.director.get(path(returned!.id, 'PAIRS'))).status).toBe(403);
    expect(
      (await methodist.get(path(punctual!.id, 'PAIRS', `/v1/organisations/${returned!.id}`))).status,
    ).toBe(404);
  });
});

describe('замечания, опоздавшие, новая редакция', () => {
  const faults = [{ indicator: 'PAIRS', fault: 'UNCLEAR' }];

  it('a return says why; who is returned sees the faults, and nothing of the others', async () => {
    const back = (more: object) =>
      led('returns', '2021-11-16', { schoolId: returned!.id, version: 1, ...more });
    await refusedUncited(back({ faults: [] }), 'submission-returned-with-reasons');
    await refusedUncited(
      back({ faults: [{ indicator: 'HAPPINESS', fault: 'UNCLEAR' }] }),
      'submission-returned-with-reasons',
    );
    await told(back({ faults }));
    const seen = await campaignAsOf('2021-11-17', returned!.director, `/v1/organisations/${returned!.id}`);
    expect(Object.keys(seen.submissions as object)).toEqual([returned!.id]);
    expect(seen.submissions[returned!.id]).toMatchObject([{ status: 'RETURNED', faults }]);
    expect(seen.schools).toHaveLength(1);
  });

  it('IZO-4.3-03: whoever is late is overdue when the window is over, is reminded once, and has until the new day', async () => {
    await refusedUncited(
      led('reminders', '2021-11-20', { until: '2021-11-26' }),
      'campaign-somebody-overdue',
    );
    expect(statusOf(await campaignAsOf('2021-11-20'), late!)).toMatchObject({ overdue: false });
    const after = await campaignAsOf('2021-11-21');
    expect(statusOf(after, late!)).toMatchObject({ status: 'NOT_SUBMITTED', overdue: true });
    expect(statusOf(after, returned!)).toMatchObject({ status: 'RETURNED', overdue: true });
    expect(statusOf(after, punctual!)).toMatchObject({ status: 'SUBMITTED', overdue: false });
    const { body } = await told(led('reminders', '2021-11-22', { until: '2021-11-26' }));
    expect(body.eventIds).toHaveLength(2);
    expect((await told(led('reminders', '2021-11-23', { until: '2021-11-27' }))).body.eventIds).toEqual([]);
    expect(statusOf(await campaignAsOf('2021-11-24'), late!)).toMatchObject({
      ...{ overdue: false, reminded: { on: '2021-11-22', until: '2021-11-26' } },
    });
  });

  it('a pair recorded later and dated back is in the new version, and the first version stays what it was', async () => {
    const before = await figure(returned!, 'PAIRS');
    const added = await secondPair(returned!, '2021-11-08', '17-Д');
    await told(submit(returned!, '2021-11-23'));
    await told(submit(late!, '2021-11-25', coverage(1, 5)));
    const first = await figure(returned!, 'PAIRS', '&version=1');
    expect({ ...first, asOf: '', at: '' }).toEqual({ ...before, asOf: '', at: '' });
    expect(first.computed).toMatchObject({ value: 1 });
    const second = await figure(returned!, 'PAIRS');
    expect(second).toMatchObject({ version: 2, computed: { value: 2 } });

    const { body } = await methodist.get(
      `${at}/campaigns/${campaignId}/submissions/${returned!.id}/comparison?after=${position}`,
    );
    expect(body).toMatchObject({
      ...{ before: { version: 1 }, after: { version: 2 }, notComparable: [] },
    });
    expect(body.asOf).toMatch(/^\d+$/);
    const of = (code: string) =>
      body.differences.find((one: { indicator: string }) => one.indicator === code);
    expect(of('PAIRS')).toMatchObject({
      ...{ same: false, change: 1, before: { computed: { value: 1 } }, after: { computed: { value: 2 } } },
      terms: [{ before: 1, after: 2, removed: [], changed: [], added: [{ kind: 'pair', id: added }] }],
    });
    expect(of('SEV_PROGRAMMES')).toMatchObject({
      same: true,
      change: 0,
      terms: [{ added: [], removed: [] }],
    });
  });

  it('there is nothing to compare a first version with', async () => {
    const { status } = await methodist.get(
      `${at}/campaigns/${campaignId}/submissions/${punctual!.id}/comparison`,
    );
    expect(status).toBe(404);
  });
});

describe('приём, сведение, передача', () => {
  it('not summed up while a submission waits for its answer; who waits is named', async () => {
    await told(led('acceptances', '2021-11-26', { schoolId: punctual!.id, version: 1 }));
    await refusedUncited(
      led('acceptances', '2021-11-26', { schoolId: returned!.id, version: 1 }),
      'submission-is-the-last',
    );
    const reasons = await refusedUncitedAnswer(led('consolidation', '2021-11-27'));
    expect(reasons).toMatchObject([{ rule: 'campaign-everyone-heard' }]);
    expect((await fileAt(`${at}/campaigns/${campaignId}/report`)).status).toBe(404);
    const waiting = reasons[0]!.missing.map(({ subject }) => subject).sort();
    expect(waiting).toEqual([returned!, neighbour!, late!].map(({ id }) => id).sort());
    await refusedUncited(
      led('sendings', '2021-11-27', { recipient: 'METHOD_CABINET' }),
      'campaign-consolidated-before-sending',
    );
    await told(led('acceptances', '2021-11-26', { schoolId: returned!.id, version: 2 }));
    for (const school of [neighbour!, late!])
      await told(led('acceptances', '2021-11-26', { schoolId: school.id, version: 1 }));
    await refusedUncited(
      submit(punctual!, '2021-11-27'),
      'campaign-window-open',
      'submission-answered-first',
    );
  });

  it('the totals are the sums of what was accepted, beside the targets of the year', async () => {
    await told(led('consolidation', '2021-11-29'));
    const body = await campaignAsOf();
    expect(body).toMatchObject({ status: 'CONSOLIDATED', coverage: { asked: 4, accepted: 4 }, missing: [] });
    expect(statusOf(body, late!)).toMatchObject({ status: 'ACCEPTED', late: true });
    const submissions = Object.values(
      body.submissions as Record<
        string,
        { computed: { indicator: string; numerator: number; denominator?: number }[] }[]
      >,
    ).map((versions) => versions.at(-1)!);
    for (const total of body.computed as {
      indicator: string;
      numerator: number;
      denominator?: number;
      schools: number;
    }[]) {
      const parts = submissions.map(({ computed }) =>
        computed.find((one) => one.indicator === total.indicator)!,
      );
      expect(total.schools).toBe(4);
      expect(total.numerator).toBe(parts.reduce((sum, one) => sum + one.numerator, 0));
      if (total.denominator !== undefined)
        expect(total.denominator).toBe(parts.reduce((sum, one) => sum + one.denominator!, 0));
    }
    const of = (code: string) => body.computed.find((one: { indicator: string }) => one.indicator === code);
    expect(of('SEV_PROGRAMMES')).toMatchObject({ value: 4, target: { atLeast: 16, met: false } });
    expect(of('PAIRS')).toMatchObject({ value: 5 });
    expect(
      body.totals.find((one: { indicator: string }) => one.indicator === 'ORG_TEACHER_COVERAGE'),
    ).toMatchObject({
      ...{ schools: 4, value: { numerator: 3 + 3 + 2 + 1, denominator: 20 } },
    });
  });

  it('a total leads to the schools, and each school’s figure to its acts', async () => {
    const { body } = await methodist.get(`${at}/campaigns/${campaignId}/figures/PAIRS?after=${position}`);
    expect(body).toMatchObject({ consolidatedOn: '2021-11-29', computed: { value: 5, schools: 4 } });
    const bySchool = body.schools as { schoolId: string; version: number; computed: { value: number } }[];
    expect(bySchool.reduce((sum, { computed }) => sum + computed.value, 0)).toBe(5);
    expect(bySchool.find(({ schoolId }) => schoolId === returned!.id)).toMatchObject({
      version: 2,
      computed: { value: 2 },
    });
    const other = house.person('director', punctual!.id);
    expect(
      (await other.get(`/v1/organisations/${punctual!.id}/campaigns/${campaignId}/figures/PAIRS`)).status,
    ).toBe(404);
    expect((await methodist.get(`${at}/campaigns/${campaignId}/figures/HAPPINESS`)).status).toBe(404);
  });

  it('SEV-RM-M4b: sent to whom the roadmap names, and to nobody else; the recipient confirms', async () => {
    await refused(
      led('sendings', '2021-11-30', { recipient: 'CNPPM' }),
      'п. 4 основного этапа дорожной карты',
    );
    await refusedUncited(
      led('receipts', '2021-11-30', { recipient: 'METHOD_CABINET' }),
      'campaign-sent-before-receipt',
    );
    await told(led('sendings', '2021-11-30', { recipient: 'METHOD_CABINET' }));
    await told(led('receipts', '2021-12-02', { recipient: 'METHOD_CABINET', reference: 'вх. 17' }));
    expect((await campaignAsOf()).recipients).toMatchObject([
      { recipient: 'METHOD_CABINET', sentOn: '2021-11-30', confirmedOn: '2021-12-02', reference: 'вх. 17' },
    ]);
    await refusedUncited(submit(late!, '2021-12-03'), 'campaign-open');
  });
});

/** A file of the API, whole. */
const fileAt = async (href: string, role = 'integration', organisationId?: string) => {
  const token = await house.standalone.issuer.issue({
    ...{ role, sub: randomUUID() },
    ...(organisationId === undefined ? {} : { organisationId }),
  });
  const response = await fetch(`${house.standalone.url}${href}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return {
    status: response.status,
    digest: response.headers.get('repr-digest'),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};
const validity = async (xml: string): Promise<boolean> => {
  const schema = readFileSync(path.join(__dirname, '../../docs/schemas/monitoring-report-1.xsd'), 'utf8');
  const file = { fileName: 'report.xml', contents: xml };
  return (await validateXML({ xml: [file], schema: [schema] })).valid;
};

describe('отчёт как сообщение', () => {
  let bus: Person;
  let sha256: string;
  const answer = (more: object, by = bus) =>
    by.post(`${at}/campaigns/${campaignId}/acknowledgements`, {
      ...{ recipient: 'METHOD_CABINET', sha256, effectiveOn: '2021-12-03', ...more },
    });
  const messages = async () =>
    ((await bus.get('/v1/feed?types=ru.nastavnik.report.sent.v1')).body.events as { data: SentReport }[]).map(
      ({ data }) => data,
    );
  interface SentReport {
    readonly campaignId: string;
    readonly files: readonly { readonly format: string; readonly href: string; readonly sha256?: string }[];
  }

  it('the sending is told to the outside with the address and the SHA-256 of its file, which is by its schema', async () => {
    bus = house.person('integration');
    const [message] = await messages();
    expect(message).toMatchObject({ campaignId, recipient: 'METHOD_CABINET', sentOn: '2021-11-30' });
    const [xml, sheet] = message!.files;
    const file = await fileAt(xml!.href);
    sha256 = createHash('sha256').update(file.bytes).digest('hex');
    expect(file).toMatchObject({
      ...{ status: 200, digest: `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:` },
    });
    expect(xml).toMatchObject({ format: 'XML', sha256 });
    const text = file.bytes.toString();
    expect(await validity(text)).toBe(true);
    expect(await validity(text.replace('<monitoringReport', '<monitoringReport mark="5"'))).toBe(false);
    expect(text).toContain(
      'indicator="PAIRS" title="Действующие пары и группы" schools="4" numerator="5" value="5"',
    );
    const rows = await readTable((await fileAt(sheet!.href)).bytes, 'xlsx');
    expect(JSON.stringify(rows)).toContain('Действующие пары и группы');
    expect((await fileAt(xml!.href, 'director', punctual!.id)).status).toBe(403);
    expect((await fileAt(xml!.href.replace(campaignId, randomUUID()))).status).toBe(404);
  });

  it('the answer is of whoever received it, to the file that was sent, with a number or a reason', async () => {
    expect((await answer({ outcome: 'ACCEPTED', number: '1' }, punctual!.director)).status).toBe(403);
    await refusedUncited(answer({ outcome: 'ACCEPTED' }), 'acknowledgement-says-number-or-reason');
    await refusedUncited(
      answer({ outcome: 'REFUSED', number: '1' }),
      'acknowledgement-says-number-or-reason',
    );
    await refusedUncited(
      answer({ outcome: 'ACCEPTED', number: '1', sha256: '0'.repeat(64) }),
      'acknowledged-file-is-the-sent',
    );
    await refusedUncited(
      answer({ outcome: 'ACCEPTED', number: '1', recipient: 'MUNICIPALITY' }),
      'campaign-sent-before-receipt',
    );
  });

  it('refused, sent again, accepted under the number of the recipient: the loop is closed, and answered once', async () => {
    await told(answer({ outcome: 'REFUSED', reason: 'Файл не открывается' }));
    expect((await campaignAsOf()).recipients.at(-1)).toMatchObject({
      acknowledged: { outcome: 'REFUSED', reason: 'Файл не открывается', number: null, on: '2021-12-03' },
    });
    await told(led('sendings', '2021-12-04', { recipient: 'METHOD_CABINET' }));
    // The same file: nothing it tells of has changed.
    expect((await messages()).map(({ files }) => files[0]!.sha256)).toEqual([sha256, sha256]);
    const accepted = { outcome: 'ACCEPTED', number: '42-М/2021', effectiveOn: '2021-12-06' };
    await told(answer(accepted));
    expect((await told(answer(accepted))).body.eventIds).toEqual([]);
    await refusedUncited(
      answer({ outcome: 'REFUSED', reason: 'Передумали', effectiveOn: '2021-12-07' }),
      'report-acknowledged-once',
    );
    expect((await campaignAsOf()).recipients).toMatchObject([
      { sentOn: '2021-11-30', sha256, acknowledged: { outcome: 'REFUSED' } },
      { sentOn: '2021-12-04', sha256, acknowledged: { outcome: 'ACCEPTED', number: '42-М/2021' } },
    ]);
    expect(
      (await told(led('sendings', '2021-12-08', { recipient: 'METHOD_CABINET' }))).body.eventIds,
    ).toEqual([]);
  });

  it('opened, accepted, consolidated, sent and acknowledged: the outside hears of each, of no person and no reason', async () => {
    const { body } = await bus.get(`/v1/feed?municipality=${town.municipalityId}&limit=1000`);
    const events = body.events as { type: string; data: { campaignId?: string } }[];
    const types = events.filter(({ data }) => data.campaignId === campaignId).map(({ type }) => type);
    const count = (name: string) => types.filter((type) => type === `ru.nastavnik.${name}.v1`).length;
    expect([count('campaign.opened'), count('campaign.submission-accepted')]).toEqual([1, 4]);
    expect([count('campaign.consolidated'), count('report.sent'), count('report.acknowledged')]).toEqual([
      1, 2, 2,
    ]);
    expect(JSON.stringify(events)).not.toContain('не открывается');
  });
});

describe('потом', () => {
  it('a figure of a submission is counted again and is the same, whatever was recorded since and dated back', async () => {
    const before = await figure(punctual!, 'PAIRS');
    const meetings = await figure(punctual!, 'MEETINGS_PLAN_FACT');
    await secondPair(punctual!, '2021-11-05', '18-Д');
    const again = await figure(punctual!, 'PAIRS');
    expect(BigInt(again.asOf as string)).toBeGreaterThan(BigInt(before.asOf as string));
    expect({ ...again, asOf: '', at: '' }).toEqual({ ...before, asOf: '', at: '' });
    expect({ ...(await figure(punctual!, 'MEETINGS_PLAN_FACT')), asOf: '', at: '' }).toEqual({
      ...meetings,
      asOf: '',
      at: '',
    });
  });

  it('two campaigns are compared by the indicators they share', async () => {
    const second = randomUUID();
    const criteria = [{ code: 'MEETINGS', aspect: 'PROCESS', title: 'Регулярность встреч' }];
    await told(
      open({
        ...{ id: second, kind: 'ANNUAL', snapshotOn: '2021-12-10', effectiveOn: '2021-12-01', criteria },
        ...{ window: { from: '2021-12-10', until: '2021-12-20' }, sets: [SETS[1]] },
      }),
    );
    const stated = [...coverage(4, 5), { indicator: 'MEETINGS', level: 'HIGH' }];
    await told(submit(punctual!, '2021-12-12', stated, { campaignId: second }));
    const { body } = await methodist.get(
      `${at}/campaigns/${second}/submissions/${punctual!.id}/comparison?withCampaignId=${campaignId}&after=${position}`,
    );
    expect(body).toMatchObject({
      before: { campaignId, version: 1, counted: { on: '2021-11-15' } },
      after: { campaignId: second, version: 1, counted: { on: '2021-12-10' } },
    });
    expect(body.notComparable).toEqual(expect.arrayContaining(['MEETINGS', 'SEV_PROGRAMMES']));
    const of = (code: string) =>
      body.differences.find((one: { indicator: string }) => one.indicator === code);
    expect(of('PAIRS')).toMatchObject({ change: 1, terms: [{ added: [{ kind: 'pair' }], removed: [] }] });
    expect(of('MONITORINGS')).toMatchObject({
      before: { computed: { value: 0 } },
      after: { computed: { value: 1 } },
    });
    expect(of('ORG_TEACHER_COVERAGE')).toMatchObject({
      same: false,
      after: { told: [{ value: { numerator: 4 } }] },
    });

    const third = randomUUID();
    await told(
      open({
        id: third,
        sets: [],
        criteria,
        kind: 'ANNUAL',
        window: { from: '2021-12-10', until: '2021-12-20' },
      }),
    );
    expect(
      (
        await methodist.get(
          `${at}/campaigns/${second}/submissions/${punctual!.id}/comparison?withCampaignId=${third}`,
        )
      ).status,
    ).toBe(404);
  });
});

/** The reasons of a refusal that cites no clause. */
const refusedUncitedAnswer = async (answer: Promise<Answer>) => {
  const { status, body } = await answer;
  expect({ status, body }).toMatchObject({ status: 422 });
  return body.reasons as readonly { rule: string; missing: readonly { subject?: string }[] }[];
};
