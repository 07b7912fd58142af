/** A roadmap is approved by order; its items are done by those who own them, each with the document it names. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  own,
  s62But,
  SCHOOL,
  TODAY,
  underRegulation,
} from '../domain.testing';
import { roadmap, type DraftItem, type RoadmapCommand, type RoadmapEvidence } from './roadmap';
import { roadmapStoredTypes } from './roadmap.codec';
import type { RoadmapEvent } from './roadmap.events';

const TOWN = id(1);
const LYCEUM = id(63);
const sev = underRegulation('SEV');
const ORDER = { orderId: id(279), organisationId: TOWN, kind: 'PROGRAMME', issuedOn: '2021-08-10' };
const town: RoadmapEvidence = {
  profile: sev,
  today: TODAY,
  organisation: { organisationId: TOWN, level: 'MUNICIPALITY' },
  order: ORDER,
};
const school = (more: Partial<NonNullable<RoadmapEvidence['organisation']>> = {}): RoadmapEvidence => ({
  profile: sev,
  today: TODAY,
  organisation: {
    organisationId: SCHOOL,
    level: 'SCHOOL',
    introducedFrom: '2021-01-15',
    municipalityId: TOWN,
    ...more,
  },
});
const withOrder = (evidence: RoadmapEvidence, order: Partial<typeof ORDER> = {}): RoadmapEvidence => ({
  ...evidence,
  order: { ...ORDER, orderId: id(300), organisationId: SCHOOL, issuedOn: '2021-09-10', ...order },
});

const programme: DraftItem = {
  itemId: id(901),
  stage: 'PREPARATORY',
  block: 'NORMATIVE',
  number: '1',
  title: 'Утверждение муниципальной программы и дорожной карты',
  owners: ['EDUCATION_DEPARTMENT', 'RESOURCE_CENTRE'],
  term: { due: '2021-07' },
  result: { kind: 'ORDER', title: 'Приказ МОУО' },
};
const pairs: DraftItem = {
  itemId: id(902),
  stage: 'MAIN',
  block: 'IMPLEMENTATION',
  number: '2',
  title: 'Закрепление наставнических пар',
  owners: ['GENERAL', 'ADDITIONAL'],
  term: { due: '2021-09', everyMonths: 6 },
  result: { kind: 'ORDER', title: 'Приказ о закреплении пар' },
};
const jointWork: DraftItem = {
  itemId: id(905),
  stage: 'MAIN',
  block: 'IMPLEMENTATION',
  number: '5',
  title: 'Совместная работа наставляемых и наставников',
  owners: ['GENERAL'],
};
const report: DraftItem = {
  itemId: id(904),
  stage: 'MAIN',
  block: 'IMPLEMENTATION',
  number: '4',
  title: 'Промежуточный мониторинг',
  owners: ['GENERAL'],
  term: { due: '2021-11' },
  result: { kind: 'REPORT', title: 'Информационно-аналитическая справка' },
};
const of = (organisationId: string, effectiveOn: string) => ({
  roadmapId: id(900),
  organisationId,
  effectiveOn,
});
const approve = (data: Partial<Extract<RoadmapCommand, { type: 'ApproveRoadmap' }>['data']> = {}) =>
  command('ApproveRoadmap', {
    ...of(TOWN, '2021-08-10'),
    title: 'Развитие наставничества',
    orderId: id(279),
    until: '2022-12-31',
    items: [programme, pairs, jointWork, report],
    ...data,
  });
const amend = (data: Partial<Extract<RoadmapCommand, { type: 'AmendRoadmap' }>['data']> = {}) =>
  command('AmendRoadmap', {
    ...of(TOWN, '2021-08-20'),
    orderId: id(279),
    items: [],
    withdrawnIds: [],
    ...data,
  });
type Completing = Extract<RoadmapCommand, { type: 'CompleteRoadmapItem' }>['data'];
const complete = (itemId: string, organisationId: string, data: Partial<Completing> = {}) =>
  command('CompleteRoadmapItem', { ...of(organisationId, '2021-09-15'), itemId, ...data });
const reopen = (itemId: string, organisationId: string) =>
  command('ReopenRoadmapItem', { ...of(organisationId, '2021-10-01'), itemId });

const approved = given(roadmap).when(approve(), town).then({ type: 'RoadmapApproved' });
const after = (...acts: readonly (readonly [RoadmapCommand, RoadmapEvidence])[]): readonly RoadmapEvent[] =>
  acts.reduce<readonly RoadmapEvent[]>((history, [act, evidence]) => {
    const decided = roadmap.decide(act, history.reduce(roadmap.evolve, roadmap.initial), evidence);
    if ('kind' in decided) throw new Error(JSON.stringify(decided));
    return [...history, ...decided];
  }, approved);

describe('approval', () => {
  it('SEV-O-2, SEV-RM-P1: is by order of the municipality, with its terms counted out', () => {
    const [event] = given(roadmap)
      .when(approve(), town)
      .then({
        type: 'RoadmapApproved',
        data: {
          items: [
            { number: '1', dueDays: ['2021-07-31'] },
            { number: '2', dueDays: ['2021-09-30', '2022-03-31', '2022-09-30'] },
            { number: '5', dueDays: [] },
            { number: '4', dueDays: ['2021-11-30'] },
          ] as never,
        },
      });
    expect(clauseIds(event!.data.basis.rules)).toEqual(
      expect.arrayContaining(['SEV-O-2', 'SEV-RM-P1', 'SEV-RM-00', 'SEV-RM-01', 'SEV-RM-02']),
    );
  });
  it('SEV-O-2: no order, one about something else, of another organisation or of a later day approves nothing', () => {
    const refused = (order?: Partial<typeof ORDER>) => {
      const { order: _, ...without } = town;
      return given(roadmap)
        .when(approve(), order === undefined ? without : { ...town, order: { ...ORDER, ...order } })
        .thenRefused('roadmap-by-order');
    };
    expect(clauseIds(refused())).toContain('SEV-O-2');
    refused({ kind: 'PAIRS' });
    refused({ organisationId: SCHOOL });
    refused({ issuedOn: '2021-08-11' });
  });
  it('needs no order where the regulation asks none', () => {
    const { order: _, ...without } = town;
    const { orderId: __, ...data } = approve().data;
    given(roadmap)
      .when(command('ApproveRoadmap', data), { ...without, profile: s62But({ roadmapByOrder: own(false) }) })
      .then({ type: 'RoadmapApproved' });
  });
  it('SEV-RM-00: an owner whom the regulation does not name is refused', () => {
    const [reason] = given(roadmap)
      .when(approve({ items: [{ ...pairs, owners: ['PRESCHOOL'] }] }), town)
      .thenRefused('roadmap-owner-named');
    expect(clauseIds([reason!])).toContain('SEV-RM-00');
    given(roadmap)
      .when(approve({ items: [{ ...pairs, owners: ['OWN'] }] }), town)
      .then({ type: 'RoadmapApproved' });
  });
  it('SEV-RM-01, SEV-RM-02: an item stands in a stage and in a block of the regulation', () => {
    const { block: _, ...blockless } = pairs;
    const reasons = given(roadmap)
      .when(approve({ items: [{ ...blockless, stage: 'DESIGN' }] }), town)
      .thenRefused('roadmap-block-named', 'roadmap-stage-of-model');
    expect(clauseIds(reasons)).toEqual(['SEV-RM-02', 'SEV-RM-01']);
    const { stage: __, ...bare } = blockless;
    given(roadmap)
      .when(approve({ items: [bare] }), { ...town, profile: underRegulation('MR') })
      .then({ type: 'RoadmapApproved' });
  });
  it('SEV-RM-01: numbers restart with each stage and one may stand twice', () =>
    void given(roadmap)
      .when(approve({ items: [pairs, { ...programme, number: '2' }, { ...report, number: '2' }] }), town)
      .then({ type: 'RoadmapApproved' }));
  it('names every fault at once', () =>
    void given(roadmap)
      .when(approve({ effectiveOn: '2022-01-01', items: [{ ...pairs, owners: [] }, pairs] }), {
        ...town,
        organisation: { organisationId: SCHOOL, level: 'MUNICIPALITY' },
      })
      .thenRefused('not-in-future', 'organisation-registered', 'roadmap-items-whole'));
  it('a recurring item ends with the roadmap or by its own day', () => {
    const { until: _, ...endless } = approve().data;
    given(roadmap).when(command('ApproveRoadmap', endless), town).thenRefused('recurring-item-ends');
  });
  it('a school approves its own after the introduction', () => {
    const evidence = withOrder(school());
    const act = approve({ ...of(SCHOOL, '2021-09-15'), orderId: id(300) });
    given(roadmap).when(act, evidence).then({ type: 'RoadmapApproved' });
    given(roadmap)
      .when(act, { ...evidence, organisation: { organisationId: SCHOOL, level: 'SCHOOL' } })
      .thenRefused('introduction-order-first');
  });
  it('is approved once; nothing is done before', () => {
    given(roadmap, ...approved)
      .when(approve(), town)
      .thenRefused('roadmap-approved-once');
    given(roadmap)
      .when(complete(id(905), SCHOOL), school())
      .thenRefused('roadmap-approved');
  });
});

describe('amendment', () => {
  it('SEV-O-2: is by order of the same organisation, and counts terms anew', () => {
    given(roadmap, ...approved)
      .when(amend({ items: [{ ...report, term: { due: '2021-12' } }], withdrawnIds: [id(905)] }), town)
      .then({ type: 'RoadmapAmended', data: { items: [{ dueDays: ['2021-12-31'] }] as never } });
    given(roadmap, ...approved)
      .when(amend({ withdrawnIds: [id(905)], orderId: id(8) }), town)
      .thenRefused('roadmap-by-order');
    given(roadmap, ...approved)
      .when(
        amend({ ...of(SCHOOL, '2021-09-15'), withdrawnIds: [id(905)], orderId: id(300) }),
        withOrder(school()),
      )
      .thenRefused('roadmap-of-this-organisation');
    given(roadmap, ...approved)
      .when(amend({ effectiveOn: '2021-08-09', withdrawnIds: [id(905)] }), {
        ...town,
        order: { ...ORDER, issuedOn: '2021-08-01' },
      })
      .thenRefused('roadmap-acts-in-order-of-time');
  });
  it('what is done is not struck out, and stays done under the new text', () => {
    const done = after([complete(id(905), SCHOOL), school()]);
    given(roadmap, ...done)
      .when(amend({ effectiveOn: '2021-10-01', withdrawnIds: [id(905)] }), town)
      .thenRefused('done-items-stay');
    given(roadmap, ...done, ...after().slice(1))
      .when(amend({ effectiveOn: '2021-10-01', withdrawnIds: [id(7)] }), town)
      .thenRefused('done-items-stay');
    const anew = given(roadmap, ...done)
      .when(amend({ effectiveOn: '2021-10-01', items: [{ ...jointWork, title: 'Иначе' }] }), town)
      .then({ type: 'RoadmapAmended' });
    given(roadmap, ...done, ...anew)
      .when(complete(id(905), SCHOOL, { effectiveOn: '2021-10-02' }), school())
      .thenNothing();
  });
});

describe('completion', () => {
  it('SEV-O-6: a municipal item is done by each school of the municipality, by none of another', () => {
    const done = after([complete(id(905), SCHOOL), school()]);
    expect(done.at(-1)).toMatchObject({
      type: 'RoadmapItemCompleted',
      data: { organisationId: TOWN, byOrganisationId: SCHOOL },
    });
    given(roadmap, ...done)
      .when(complete(id(905), LYCEUM), school({ organisationId: LYCEUM }))
      .then({ type: 'RoadmapItemCompleted', data: { byOrganisationId: LYCEUM } });
    const [reason] = given(roadmap, ...approved)
      .when(complete(id(905), LYCEUM), school({ organisationId: LYCEUM, municipalityId: id(2) }))
      .thenRefused('item-done-by-its-owner');
    expect(clauseIds([reason!])).toContain('SEV-O-6');
  });
  it('SEV-RM-00: an item of general schools is not done by one of additional education, nor by the municipality', () => {
    given(roadmap, ...approved)
      .when(complete(id(905), SCHOOL), school({ organisationType: 'ADDITIONAL' }))
      .thenRefused('item-done-by-its-owner');
    given(roadmap, ...approved)
      .when(complete(id(905), TOWN), town)
      .thenRefused('item-done-by-its-owner');
    given(roadmap, ...approved)
      .when(
        complete(id(902), SCHOOL, { orderId: id(300) }),
        withOrder(school({ organisationType: 'ADDITIONAL' })),
      )
      .then({ type: 'RoadmapItemCompleted' });
  });
  it('SEV-O-3: what the resource centre owns is done by the municipality and by no school', () => {
    given(roadmap, ...approved)
      .when(complete(id(901), TOWN, { orderId: id(279) }), town)
      .then({ type: 'RoadmapItemCompleted', data: { dueDay: '2021-07-31' } });
    given(roadmap, ...approved)
      .when(complete(id(901), SCHOOL, { orderId: id(300) }), withOrder(school()))
      .thenRefused('item-done-by-its-owner');
  });
  it('SEV-RM-P1, SEV-RM-M2: an item with a named result is done with that document only (invariant 32)', () => {
    const [reason] = given(roadmap, ...approved)
      .when(complete(id(902), SCHOOL), school())
      .thenRefused('item-done-with-its-document');
    expect(reason).toMatchObject({
      invariant: 32,
      missing: [{ kind: 'document', detail: { kind: 'ORDER' } }],
    });
    expect(clauseIds([reason!])).toEqual(expect.arrayContaining(['SEV-RM-P1', 'SEV-RM-M2']));
    const letter = { kind: 'OTHER', on: '2021-09-10', number: '5' } as const;
    given(roadmap, ...approved)
      .when(complete(id(902), SCHOOL, { document: letter }), school())
      .thenRefused('item-done-with-its-document');
    given(roadmap, ...approved)
      .when(complete(id(902), SCHOOL, { orderId: id(300) }), withOrder(school()))
      .then({
        type: 'RoadmapItemCompleted',
        data: { dueDay: '2021-09-30', document: { kind: 'ORDER', orderId: id(300) } },
      });
    given(roadmap, ...approved)
      .when(complete(id(902), SCHOOL), {
        ...school(),
        profile: s62But({ roadmapResultDocument: own(false) }),
      })
      .then({ type: 'RoadmapItemCompleted' });
  });
  it('SEV-RM-M5: an item without a named result or a term is done without a document', () => {
    const [event] = given(roadmap, ...approved)
      .when(complete(id(905), SCHOOL), school())
      .then({ type: 'RoadmapItemCompleted' });
    expect(event!.data).not.toHaveProperty('dueDay');
    expect(event!.data).not.toHaveProperty('document');
  });
  it('a document can be found: an order of the one who did it, or dated and with a number or a place', () => {
    given(roadmap, ...approved)
      .when(complete(id(902), SCHOOL, { orderId: id(300) }), withOrder(school(), { organisationId: TOWN }))
      .thenRefused('document-found');
    given(roadmap, ...approved)
      .when(complete(id(902), SCHOOL, { orderId: id(300) }), school())
      .thenRefused('document-found');
    given(roadmap, ...approved)
      .when(complete(id(904), SCHOOL, { document: { kind: 'REPORT', on: '2021-09-10' } }), school())
      .thenRefused('document-found');
    given(roadmap, ...approved)
      .when(
        complete(id(904), SCHOOL, { document: { kind: 'REPORT', on: '2021-09-16', number: '1' } }),
        school(),
      )
      .thenRefused('document-found');
    given(roadmap, ...approved)
      .when(
        complete(id(904), SCHOOL, { document: { kind: 'REPORT', on: '2021-09-10', link: 'https://x.ru' } }),
        school(),
      )
      .then({ type: 'RoadmapItemCompleted' });
  });
  it('SEV-RM-M2: each term of a recurring item is done with a document of its own, and no further one', () => {
    const terms = [id(301), id(302), id(303)].map(
      (orderId) => [complete(id(902), SCHOOL, { orderId }), withOrder(school(), { orderId })] as const,
    );
    const done = after(...terms);
    expect(done.slice(1).map(({ data }) => 'dueDay' in data && data.dueDay)).toEqual([
      '2021-09-30',
      '2022-03-31',
      '2022-09-30',
    ]);
    given(roadmap, ...done)
      .when(...terms[1]!)
      .thenNothing();
    given(roadmap, ...done)
      .when(complete(id(902), SCHOOL, { orderId: id(304) }), withOrder(school(), { orderId: id(304) }))
      .thenRefused('item-term-open');
    given(roadmap, ...approved)
      .when(complete(id(902), SCHOOL, { orderId: id(300), dueDay: '2022-03-31' }), withOrder(school()))
      .then({ type: 'RoadmapItemCompleted', data: { dueDay: '2022-03-31' } });
    given(roadmap, ...approved)
      .when(complete(id(902), SCHOOL, { orderId: id(300), dueDay: '2022-03-30' }), withOrder(school()))
      .thenRefused('item-term-open');
  });
  it('recorded by mistake is taken back, and can be recorded again', () => {
    const done = after([complete(id(905), SCHOOL), school()], [reopen(id(905), SCHOOL), school()]);
    expect(done.at(-1)!.type).toBe('RoadmapItemReopened');
    given(roadmap, ...done)
      .when(reopen(id(905), SCHOOL), school())
      .thenNothing();
    given(roadmap, ...done)
      .when(complete(id(905), SCHOOL), school())
      .then({ type: 'RoadmapItemCompleted' });
    given(roadmap, ...approved)
      .when(reopen(id(7), SCHOOL), school())
      .thenRefused('roadmap-item-known');
    given(roadmap, ...approved)
      .when(complete(id(7), SCHOOL), school())
      .thenRefused('roadmap-item-known');
  });
});

it('invariant 32: no accepted history does a term twice, or one with a named result without its document', () => {
  const act: fc.Arbitrary<readonly [RoadmapCommand, RoadmapEvidence]> = fc
    .tuple(
      fc.constantFrom(programme, pairs, jointWork, report),
      fc.constantFrom(TOWN, SCHOOL, LYCEUM),
      anyDay,
      fc.constantFrom('order', 'report', 'none', 'amend', 'reopen'),
    )
    .map(([item, by, on, what]): readonly [RoadmapCommand, RoadmapEvidence] => {
      const evidence = by === TOWN ? town : withOrder(school({ organisationId: by }), { organisationId: by });
      const orderId = evidence.order!.orderId;
      switch (what) {
        case 'order':
          return [complete(item.itemId, by, { effectiveOn: on, orderId }), evidence];
        case 'report':
          return [
            complete(item.itemId, by, {
              effectiveOn: on,
              document: { kind: 'REPORT', on: '2021-09-01', number: on },
            }),
            evidence,
          ];
        case 'none':
          return [complete(item.itemId, by, { effectiveOn: on }), evidence];
        case 'amend':
          return [amend({ effectiveOn: on, withdrawnIds: [item.itemId] }), town];
        default:
          return [
            { ...reopen(item.itemId, by), data: { ...reopen(item.itemId, by).data, effectiveOn: on } },
            evidence,
          ];
      }
    });
  everyHistory({
    decider: roadmap,
    storedTypes: roadmapStoredTypes,
    acts: act,
    first: [
      [approve(), town],
      [complete(id(905), SCHOOL), school()],
    ],
    atLeast: 300,
    holds: (history) => {
      const last = history.flatMap(({ events }) => events).reduce(roadmap.evolve, roadmap.initial);
      if (last.stage === 'NONE') return;
      for (const item of last.items) {
        const keys = item.done.map(({ byOrganisationId, dueDay }) => `${byOrganisationId} ${dueDay}`);
        expect(new Set(keys).size).toBe(keys.length);
        if (item.result !== undefined) {
          for (const { document } of item.done) expect(document?.kind).toBe(item.result.kind);
        }
      }
      expect(history.every(({ events }) => events.every(({ data }) => data.effectiveOn <= TODAY))).toBe(true);
    },
  });
});
