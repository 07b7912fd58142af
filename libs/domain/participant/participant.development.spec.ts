/** How a mentee develops, and who keeps the bases: requests, individual routes, facts of adaptation, fresh entries. */
import fc from 'fast-check';
import { fold, type IsoDate } from '@nastavnik/kernel';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  SCHOOL,
  stamp,
  TODAY,
  underRegulation,
  vault,
} from '../domain.testing';
import { type AdaptationFact, type EntryConfirmed, type ParticipantEvent } from './participant.events';
import { participant, refreshedOn, type ParticipantCommand, type ParticipantEvidence } from './participant';
import { participantStoredTypes } from './participant.codec';

const who = id(100);
const routeId = id(300);
const basis = { rules: [], evidence: {} };
const said = { participantId: who, schoolId: SCHOOL, effectiveOn: '2021-02-01' };
const registered = (kind: 'STUDENT' | 'PEDAGOGUE' = 'PEDAGOGUE'): ParticipantEvent => ({
  type: 'ParticipantRegistered',
  data: { ...said, kind, employed: kind === 'PEDAGOGUE', person: vault(100), basis },
});
const entered: ParticipantEvent = {
  type: 'EnteredMenteeBase',
  data: { ...said, categories: ['YOUNG_SPECIALIST'], tasks: ['PROFESSIONAL'], basis },
};
const under = (code: string): ParticipantEvidence => ({
  profile: underRegulation(code),
  today: TODAY,
  school: { schoolId: SCHOOL, introducedFrom: '2021-01-15' },
  age: 30,
});
const by = <Cmd extends ParticipantCommand>(role: string, one: Cmd, actorId = id(1)): Cmd => ({
  ...one,
  stamp: { ...stamp, actor: { id: actorId, role } },
});

describe('who forms the bases', () => {
  const entry = (role: string) =>
    by(
      role,
      command('EnterMenteeBase', {
        ...said,
        categories: ['YOUNG_SPECIALIST'] as const,
        tasks: ['PROFESSIONAL'] as const,
      }),
    );
  it('S62-4.5: director, coordinator, curator, pedagogues who know the needs', () => {
    for (const role of ['director', 'coordinator', 'curator', 'mentor']) {
      const [event] = given(participant, registered())
        .when(entry(role), under('S62'))
        .then({ type: 'EnteredMenteeBase' });
      expect(clauseIds(event!.data.basis.rules)).toContain('S62-4.5');
    }
    const [reason] = given(participant, registered())
      .when(entry('mentee'), under('S62'))
      .thenRefused('base-formed-by');
    expect(clauseIds([reason!])).toEqual(['S62-4.5']);
  });
  it('where the regulation does not name pedagogues, leaders only', () => {
    given(participant, registered())
      .when(
        by('mentor', { ...entry('mentor'), data: { ...entry('mentor').data, experienceYears: 1 } }),
        under('KIL'),
      )
      .thenRefused('base-formed-by');
  });
});

describe('entries are refreshed', () => {
  const confirm = (role: string, on: IsoDate = '2021-09-01') =>
    by(role, command('ConfirmEntry', { ...said, effectiveOn: on, base: 'MENTEE' as const }));
  it.each([
    ['KIL-6.4.1-01', 'KIL'],
    ['KIL-6.4.1-05', 'KIL'],
    ['MR-CUR-01', 'MR'],
  ])('%s: the curator does it', (clause, code) => {
    given(participant, registered(), entered)
      .when(confirm('curator'), under(code))
      .then({ type: 'EntryConfirmed', data: { base: 'MENTEE' } });
    const [reason] = given(participant, registered(), entered)
      .when(confirm('director'), under(code))
      .thenRefused('base-refreshed-by');
    expect(clauseIds([reason!])).toContain(clause);
  });
  it('any leader where the regulation names nobody', () => {
    given(participant, registered(), entered)
      .when(confirm('director'), under('SEV'))
      .then({ type: 'EntryConfirmed' });
  });
  it('of who is in the base only', () => {
    given(participant, registered()).when(confirm('curator'), under('KIL')).thenRefused('in-base');
    given(participant, registered(), entered)
      .when(confirm('curator', '2021-01-20'), under('KIL'))
      .thenRefused('in-base');
  });
  it('an entry is as fresh as its last confirmation, or as its last renewal', () => {
    const confirmed: EntryConfirmed = {
      type: 'EntryConfirmed',
      data: { ...said, effectiveOn: '2021-09-01', base: 'MENTEE', basis },
    };
    const renewed = { ...entered, data: { ...entered.data, effectiveOn: '2021-10-01' } } as ParticipantEvent;
    const state = fold(participant, [registered(), entered, confirmed]);
    expect(refreshedOn(state, 'MENTEE', '2021-08-31')).toBe('2021-02-01');
    expect(refreshedOn(state, 'MENTEE', '2021-09-01')).toBe('2021-09-01');
    expect(refreshedOn(state, 'MENTOR', '2021-09-01')).toBeUndefined();
    const again = fold(participant, [registered(), entered, confirmed, renewed]);
    expect(refreshedOn(again, 'MENTEE', '2021-10-02')).toBe('2021-10-01');
  });
});

describe('the educational request', () => {
  const request = (priorities: readonly ('LIFE' | 'PERSONAL' | 'PROFESSIONAL')[]) =>
    command('FormulateRequest', { ...said, requestId: id(200), priorities, request: vault(201) });
  it('IZO-2-03, MR-DEF-03: the mentee formulates it, and nobody in the name of another', () => {
    given(participant, registered())
      .when(by('mentee', request(['PROFESSIONAL']), who), under('IZO'))
      .then({ type: 'EducationalRequestFormulated', data: { requestId: id(200) } });
    given(participant, registered())
      .when(by('mentee', request(['PROFESSIONAL']), id(7)), under('MR'))
      .thenRefused('priorities-named');
  });
  it('IZO-3.3-02: it names the priorities of the mentee', () => {
    given(participant, registered()).when(request([]), under('IZO')).thenRefused('priorities-named');
    given(participant, registered())
      .when(request(['LIFE', 'LIFE']), under('IZO'))
      .thenRefused('priorities-named');
  });
});

describe('IZO-2-08: the individual route is a programme of 4–5 years, chosen among alternatives', () => {
  const design = (over: object = {}) =>
    command('DesignRoute', {
      ...said,
      routeId,
      from: '2021-09-01',
      until: '2025-08-31',
      alternatives: ['Магистратура', 'Стажировка'],
      chosen: 'Магистратура',
      reason: vault(301),
      ...over,
    });
  const revise = (until: IsoDate, over: object = {}) =>
    command('ReviseRoute', {
      ...said,
      effectiveOn: '2021-10-01',
      routeId,
      until,
      reason: vault(302),
      ...over,
    });
  const complete = (over: object = {}) =>
    command('CompleteRoute', { ...said, effectiveOn: '2021-12-01', routeId, ...over });
  const designed: ParticipantEvent = { type: 'IndividualRouteDesigned', data: { ...design().data, basis } };
  const known = () => given(participant, registered());

  it.each([
    ['four years to the day', '2025-08-31', true],
    ['five years to the day', '2026-08-31', true],
    ['a day short of four years', '2025-08-30', false],
    ['a day over five years', '2026-09-01', false],
  ])('IZO-2-08: %s', (_, until, fits) => {
    const designing = known().when(design({ until }), under('IZO'));
    if (fits) designing.then({ type: 'IndividualRouteDesigned' });
    else expect(clauseIds(designing.thenRefused('route-length'))).toEqual(['IZO-2-08']);
    const revising = given(participant, registered(), designed).when(revise(until), under('IZO'));
    if (fits) revising.then({ type: 'IndividualRouteRevised', data: { until } });
    else expect(clauseIds(revising.thenRefused('route-length'))).toEqual(['IZO-2-08']);
  });
  it('IZO-2-08: by a motivated choice of alternatives, two at the least', () => {
    for (const over of [{ alternatives: ['Магистратура'] }, { chosen: 'Курсы' }]) {
      const reasons = known().when(design(over), under('IZO')).thenRefused('route-chosen-among-alternatives');
      expect(clauseIds(reasons)).toEqual(['IZO-2-08']);
    }
  });
  it('is as long as one likes where the regulation does not say', () => {
    known()
      .when(design({ until: '2022-08-31', alternatives: [] }), under('KIL'))
      .then({ type: 'IndividualRouteDesigned' });
  });
  it('there is one at a time; it is revised and completed while it is open', () => {
    const routed = () => given(participant, registered(), designed);
    routed()
      .when(design({ routeId: id(301) }), under('IZO'))
      .thenRefused('one-route-at-a-time');
    routed().when(complete(), under('IZO')).then({ type: 'IndividualRouteCompleted' });
    routed()
      .when(complete({ routeId: id(301) }), under('IZO'))
      .thenRefused('route-is-open');
    routed()
      .when(complete({ effectiveOn: '2021-01-20' }), under('IZO'))
      .thenRefused('route-dates-in-order');
    const done: ParticipantEvent = { type: 'IndividualRouteCompleted', data: { ...complete().data, basis } };
    given(participant, registered(), designed, done)
      .when(complete(), under('IZO'))
      .thenRefused('route-is-open');
    given(participant, registered(), designed, done)
      .when(design({ routeId: id(301), effectiveOn: '2021-12-02' }), under('IZO'))
      .then({ type: 'IndividualRouteDesigned' });
  });
  it('ends no earlier than it begins', () => {
    known()
      .when(design({ until: '2021-08-31' }), under('KIL'))
      .thenRefused('route-dates-in-order');
  });
});

describe('how a pedagogue settles in the profession', () => {
  const note = (fact: AdaptationFact) => command('NoteAdaptation', { ...said, fact });
  it.each<AdaptationFact>([
    { kind: 'CATEGORY', category: 'FIRST' },
    { kind: 'SATISFACTION', level: 'HIGH' },
    { kind: 'BURNOUT', level: 'LOW' },
    { kind: 'RETAINED' },
    { kind: 'LEFT_PROFESSION' },
  ])('%j is noted, of pedagogues only', (fact) => {
    given(participant, registered())
      .when(note(fact), under('KIL'))
      .then({ type: 'AdaptationNoted', data: { fact } });
    given(participant, registered('STUDENT'))
      .when(note(fact), under('KIL'))
      .thenRefused('adaptation-fact-of-pedagogue');
  });
  it.each(['NEW_ORGANISATION', 'NEW_POSITION'] as const)(
    'a mentee adapts to %s, as a pedagogue',
    (adaptation) => {
      const entry = command('EnterMenteeBase', {
        ...said,
        categories: ['NEW_IN_COLLECTIVE'] as const,
        tasks: ['PROFESSIONAL'] as const,
        adaptation,
      });
      given(participant, registered())
        .when(entry, under('IZO'))
        .then({ type: 'EnteredMenteeBase', data: { adaptation } });
      given(participant, registered('STUDENT'))
        .when({ ...entry, data: { ...entry.data, categories: ['GIFTED'] } }, under('S62'))
        .thenRefused('adaptation-of-pedagogue');
    },
  );
});

it('no accepted history has two open routes, or one outside its years', () => {
  const day = anyDay;
  const acts: fc.Arbitrary<readonly [ParticipantCommand, ParticipantEvidence]> = fc
    .record({
      what: fc.constantFrom('request', 'design', 'design', 'revise', 'complete', 'note', 'confirm'),
      on: day,
      years: fc.integer({ min: 3, max: 6 }),
      route: fc.constantFrom(id(300), id(301)),
    })
    .map(({ what, on, years, route }) => {
      const data = { ...said, effectiveOn: on };
      const until = `${2021 + years}-08-31`;
      const known = under('IZO');
      switch (what) {
        case 'request':
          return [
            command('FormulateRequest', {
              ...{ ...data, requestId: id(200), request: vault(201) },
              priorities: ['PROFESSIONAL'] as const,
            }),
            known,
          ] as const;
        case 'design':
          return [
            command('DesignRoute', {
              ...{ ...data, routeId: route, from: '2021-09-01', until, reason: vault(301) },
              ...{ alternatives: ['А', 'Б'], chosen: 'А' },
            }),
            known,
          ] as const;
        case 'revise':
          return [
            command('ReviseRoute', { ...data, routeId: route, until, reason: vault(301) }),
            known,
          ] as const;
        case 'complete':
          return [command('CompleteRoute', { ...data, routeId: route }), known] as const;
        case 'note':
          return [
            command('NoteAdaptation', { ...data, fact: { kind: 'RETAINED' as const } }),
            known,
          ] as const;
        default:
          return [command('ConfirmEntry', { ...data, base: 'MENTEE' as const }), known] as const;
      }
    });
  everyHistory({
    decider: participant,
    storedTypes: participantStoredTypes,
    acts,
    first: [
      [
        command('RegisterParticipant', {
          ...said,
          kind: 'PEDAGOGUE' as const,
          employed: true,
          person: vault(100),
        }),
        under('IZO'),
      ],
    ],
    atLeast: 300,
    holds: (history) => {
      let open: string | undefined;
      for (const { events } of history) {
        for (const { type, data } of events) {
          if (type === 'IndividualRouteDesigned') {
            expect(open).toBeUndefined();
            open = data.routeId;
          }
          if (type === 'IndividualRouteRevised' || type === 'IndividualRouteCompleted') {
            expect(data.routeId).toBe(open);
          }
          if (type === 'IndividualRouteDesigned' || type === 'IndividualRouteRevised') {
            expect(['2025-08-31', '2026-08-31']).toContain(data.until);
          }
          if (type === 'IndividualRouteCompleted') open = undefined;
        }
      }
    },
  });
});
