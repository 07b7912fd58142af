/** A school under School 62's regulation: introduction, appointments, presentation of programmes. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  mostly,
  own,
  s62,
  s62But,
  SCHOOL,
  TODAY,
  underRegulation,
} from '../domain.testing';
import type { Form, Position } from '../vocabulary';
import {
  coordinatorOn,
  curatorsOn,
  school,
  type Appoint,
  type SchoolCommand,
  type SchoolEvidence,
  type SchoolState,
} from './school';
import { schoolStoredTypes } from './school.codec';
import type { MentoringIntroduced, SchoolEvent, SchoolRegistered } from './school.events';

const ORDER = id(500);
const deputy = id(10);
const pedagogue = id(11);
const partner = id(12);
const outsider = id(13);
const basis = { rules: [], evidence: {} };

const person = (employed: boolean, position?: Position) => ({
  schoolId: SCHOOL,
  employed,
  ...(position === undefined ? {} : { position }),
});
const evidence = (kind: string, more: Partial<SchoolEvidence> = {}): SchoolEvidence => ({
  profile: s62,
  today: TODAY,
  municipalityExists: true,
  order: { orderId: ORDER, organisationId: SCHOOL, kind, issuedOn: '2021-01-11' },
  people: {
    [deputy]: person(true, 'DEPUTY_HEAD_UVR'),
    [pedagogue]: person(true, 'PEDAGOGUE'),
    [partner]: person(false, 'PARTNER_STAFF'),
    [outsider]: person(false),
  },
  ...more,
});

const registration = command('RegisterSchool', {
  schoolId: SCHOOL,
  effectiveOn: '2021-01-01',
  municipalityId: id(1),
  name: 'Муниципальное общеобразовательное учреждение средняя общеобразовательная школа № 62',
  shortName: 'МОУ СОШ № 62',
  utcOffsetMinutes: 180,
});
const introduction = (on = '2021-01-11', from = '2021-01-15') =>
  command('IntroduceMentoring', { schoolId: SCHOOL, effectiveOn: on, orderId: ORDER, from });
const appointment = (data: Partial<Appoint['data']> = {}): Appoint =>
  command('Appoint', {
    schoolId: SCHOOL,
    effectiveOn: '2021-01-20',
    orderId: ORDER,
    coordinatorId: deputy,
    curators: [{ personId: pedagogue, form: 'STUDENT_STUDENT' as const }],
    ...data,
  });
const presentation = (form: Form = 'TEACHER_TEACHER', on = '2021-01-25') =>
  command('PresentProgrammes', {
    schoolId: SCHOOL,
    effectiveOn: on,
    forum: 'PEDAGOGICAL_COUNCIL' as const,
    form,
    programmes: ['Молодой учитель'],
  });

const registered: SchoolRegistered = { type: 'SchoolRegistered', data: { ...registration.data, basis } };
const introduced: MentoringIntroduced = {
  type: 'MentoringIntroduced',
  data: { ...introduction().data, basis },
};

describe('registration', () => {
  it('is accepted once, in a known municipality', () => {
    given(school)
      .when(registration, { ...evidence(''), profile: s62 })
      .then({ type: 'SchoolRegistered', data: { shortName: 'МОУ СОШ № 62' } });
    given(school, registered).when(registration, evidence('')).thenRefused('school-registered-once');
    given(school)
      .when(registration, evidence('', { municipalityExists: false }))
      .thenRefused('municipality-registered');
  });
  it('names every bad field at once', () =>
    void given(school)
      .when(
        command('RegisterSchool', {
          ...registration.data,
          shortName: ' ',
          utcOffsetMinutes: 900,
          effectiveOn: '2022-01-01',
        }),
        evidence(''),
      )
      .thenRefused('name-given', 'time-zone-exists', 'not-in-future'));
});

describe('S62-4.1, S62-12-02: mentoring is introduced by order (invariant 1)', () => {
  it('accepts the effect of an introduction order, and its arrival twice changes nothing', () => {
    const [event] = given(school, registered)
      .when(introduction(), evidence('INTRODUCTION'))
      .then({ type: 'MentoringIntroduced', data: { from: '2021-01-15' } });
    expect(clauseIds(event!.data.basis.rules)).toEqual(['S62-4.1', 'S62-12-02']);
    given(school, registered, introduced).when(introduction(), evidence('INTRODUCTION')).thenNothing();
  });
  it('refuses without the order, under an order of another kind or of another school', () => {
    const { order: _, ...without } = evidence('INTRODUCTION');
    given(school, registered).when(introduction(), without).thenRefused('introduction-by-order');
    given(school, registered)
      .when(introduction(), evidence('APPOINTMENT'))
      .thenRefused('introduction-by-order');
    given(school, registered)
      .when(
        introduction(),
        evidence('', {
          order: { orderId: ORDER, organisationId: id(63), kind: 'INTRODUCTION', issuedOn: '2021-01-11' },
        }),
      )
      .thenRefused('introduction-by-order');
  });
  it('refuses a second order and a retroactive one', () => {
    given(school, registered, {
      ...introduced,
      data: { ...introduced.data, orderId: id(501) },
    })
      .when(introduction(), evidence('INTRODUCTION'))
      .thenRefused('introduced-once');
    given(school, registered)
      .when(introduction('2021-01-11', '2021-01-10'), evidence('INTRODUCTION'))
      .thenRefused('introduced-not-before-order');
  });
  it('refuses appointments and presentations before the day of introduction', () => {
    const [reason] = given(school, registered)
      .when(appointment(), evidence('APPOINTMENT'))
      .thenRefused('introduction-order-first');
    expect(reason).toMatchObject({ invariant: 1, missing: [{ kind: 'order' }] });
    expect(clauseIds([reason!])).toEqual(['S62-4.1', 'S62-12-02']);
    given(school, registered, introduced)
      .when(presentation('TEACHER_TEACHER', '2021-01-14'), evidence(''))
      .thenRefused('introduction-order-first');
  });
  it('accepts a presentation on the very day of the introduction', () =>
    void given(school, registered, introduced)
      .when(presentation('TEACHER_TEACHER', '2021-01-15'), evidence(''))
      .then({ type: 'ProgrammesPresented' }));
  it('refuses an introduction under another order than the one it cites, or under a later one', () => {
    const under = (orderId: string, issuedOn: string) =>
      evidence('', { order: { orderId, organisationId: SCHOOL, kind: 'INTRODUCTION', issuedOn } });
    given(school, registered)
      .when(introduction(), under(id(599), '2021-01-11'))
      .thenRefused('introduction-by-order');
    given(school, registered)
      .when(introduction(), under(ORDER, '2021-01-12'))
      .thenRefused('introduction-by-order');
  });
  it('does not apply where the regulation asks no introduction order', () =>
    void given(school, registered)
      .when(presentation(), evidence('', { profile: s62But({ introductionOrder: own(false) }) }))
      .then({ type: 'ProgrammesPresented' }));
});

describe('S62-4.2, S62-4.3, S62-2.7: coordinator and curators (invariants 3 and 4)', () => {
  it('accepts the deputy head and a curator from the staff or a partner', () => {
    const events = given(school, registered, introduced)
      .when(
        appointment({
          curators: [
            { personId: pedagogue, form: 'STUDENT_STUDENT' },
            { personId: partner, form: 'ALL' },
          ],
        }),
        evidence('APPOINTMENT'),
      )
      .then(
        { type: 'CoordinatorAppointed', data: { personId: deputy, orderId: ORDER } },
        { type: 'CuratorAppointed', data: { personId: pedagogue, form: 'STUDENT_STUDENT' } },
        { type: 'CuratorAppointed', data: { personId: partner, form: 'ALL' } },
      );
    expect(clauseIds(events[0]!.data.basis.rules)).toEqual([
      'S62-4.1',
      'S62-12-02',
      'S62-4.3',
      'S62-4.2',
      'S62-2.7',
      'S62-5.1',
    ]);
    given(school, registered, introduced, ...events)
      .when(appointment(), evidence('APPOINTMENT'))
      .thenNothing();
  });
  it('S62-4.2: refuses a coordinator who is not the deputy head', () => {
    const [reason] = given(school, registered, introduced)
      .when(appointment({ coordinatorId: pedagogue }), evidence('APPOINTMENT'))
      .thenRefused('coordinator-eligible');
    expect(reason).toMatchObject({ invariant: 4, missing: [{ kind: 'position', subject: pedagogue }] });
    expect(clauseIds([reason!])).toEqual(['S62-4.2']);
  });
  it('S62-4.2, S62-2.6: refuses a deputy head of somewhere else', () =>
    void given(school, registered, introduced)
      .when(
        appointment(),
        evidence('APPOINTMENT', {
          people: { [deputy]: person(false, 'DEPUTY_HEAD_UVR'), [pedagogue]: person(true, 'PEDAGOGUE') },
        }),
      )
      .thenRefused('coordinator-eligible'));
  it('S62-4.2: refuses a coordinator of the school where the municipality appoints one', () =>
    void given(school, registered, introduced)
      .when(appointment(), evidence('APPOINTMENT', { profile: s62But({ coordinator: own('MUNICIPAL') }) }))
      .thenRefused('coordinator-eligible'));
  it('S62-2.7: appoints a curator to a further form', () => {
    const events = given(school, registered, introduced)
      .when(appointment(), evidence('APPOINTMENT'))
      .then({ type: 'CoordinatorAppointed' }, { type: 'CuratorAppointed' });
    given(school, registered, introduced, ...events)
      .when(
        appointment({ curators: [{ personId: pedagogue, form: 'TEACHER_TEACHER' }] }),
        evidence('APPOINTMENT'),
      )
      .then({ type: 'CuratorAppointed', data: { form: 'TEACHER_TEACHER' } });
  });
  it('does not ask it where the regulation knows no coordinator', () =>
    void given(school, registered, introduced)
      .when(
        appointment({ coordinatorId: pedagogue }),
        evidence('APPOINTMENT', { profile: s62But({ coordinator: own('NONE') }) }),
      )
      .then({ type: 'CoordinatorAppointed' }, { type: 'CuratorAppointed' }));
  it('S62-2.7: refuses a curator who is neither staff nor of a partner', () => {
    const [reason] = given(school, registered, introduced)
      .when(appointment({ curators: [{ personId: outsider, form: 'ALL' }] }), evidence('APPOINTMENT'))
      .thenRefused('curator-eligible');
    expect(clauseIds([reason!])).toEqual(['S62-2.7']);
  });
  it.each([
    ['IZO', 'IZO-2-09', { deputy: true, pedagogue: true, partner: true, outsider: false }],
    ['SEV', 'SEV-RM-P3b', { deputy: true, pedagogue: true, partner: false, outsider: false }],
    ['MR', 'MR-ORG-05', { deputy: true, pedagogue: false, partner: false, outsider: false }],
    ['S62', 'S62-2.7', { deputy: true, pedagogue: true, partner: true, outsider: false }],
    ['KIL', 'KIL-6.4 KIL-1.5-03', { deputy: true, pedagogue: true, partner: true, outsider: false }],
  ])('%s, %s: who may be a curator, by its own clause (invariant 4)', (code, clause, may) => {
    const who = { deputy, pedagogue, partner, outsider };
    for (const name of Object.keys(who) as (keyof typeof who)[]) {
      const { coordinatorId: _, ...data } = appointment({
        curators: [{ personId: who[name], form: 'ALL' }],
      }).data;
      const appointing = given(school, registered, introduced).when(
        command('Appoint', data),
        evidence('APPOINTMENT', { profile: underRegulation(code) }),
      );
      if (may[name]) appointing.then({ type: 'CuratorAppointed' });
      else expect(clauseIds(appointing.thenRefused('curator-eligible'))).toEqual(clause.split(' '));
    }
  });
  it.each([
    ['KIL', true],
    ['MR', true],
    ['SEV', false],
    ['S62', false],
  ])('%s: a curator appointed in the introduction act itself (invariant 3): %s', (code, may) => {
    const { coordinatorId: _, ...data } = appointment({ curators: [{ personId: deputy, form: 'ALL' }] }).data;
    const appointing = given(school, registered, introduced).when(
      command('Appoint', data),
      evidence('INTRODUCTION', { profile: underRegulation(code) }),
    );
    if (may) appointing.then({ type: 'CuratorAppointed' });
    else appointing.thenRefused('appointment-by-order');
  });
  it('S62-4.3, S62-12-05: refuses without an appointment order; a head’s decision may stand in the introduction act', () => {
    given(school, registered, introduced)
      .when(appointment(), evidence('INTRODUCTION'))
      .thenRefused('appointment-by-order');
    given(school, registered, introduced)
      .when(
        appointment(),
        evidence('INTRODUCTION', { profile: s62But({ appointmentAct: own('HEAD_DECISION') }) }),
      )
      .then({ type: 'CoordinatorAppointed' }, { type: 'CuratorAppointed' });
  });
  it('refuses people the school does not know, and an order that appoints nobody', () => {
    given(school, registered, introduced)
      .when(appointment({ coordinatorId: id(99) }), evidence('APPOINTMENT'))
      .thenRefused('appointee-known');
    const { coordinatorId: _, ...nobody } = appointment({ curators: [] }).data;
    given(school, registered, introduced)
      .when(command('Appoint', nobody), evidence('APPOINTMENT'))
      .thenRefused('appointment-names-people');
  });
  it('says who is in office on a day: the last coordinator, every curator', () => {
    const at = (effectiveOn: string, personId: string): readonly SchoolEvent[] => [
      {
        type: 'CoordinatorAppointed',
        data: { schoolId: SCHOOL, effectiveOn, personId, orderId: ORDER, basis },
      },
      {
        type: 'CuratorAppointed',
        data: { schoolId: SCHOOL, effectiveOn, personId, form: 'ALL', orderId: ORDER, basis },
      },
    ];
    const state = [registered, ...at('2021-02-01', id(1)), ...at('2021-06-01', id(2))].reduce<SchoolState>(
      school.evolve,
      school.initial,
    );
    expect(['2021-01-31', '2021-02-01', '2021-06-01'].map((on) => coordinatorOn(state, on))).toEqual([
      undefined,
      id(1),
      id(2),
    ]);
    expect(curatorsOn(state, '2021-06-01').map(({ personId }) => personId)).toEqual([id(1), id(2)]);
  });
});

describe('S62-5.1, S62-5.2: presentation of programmes', () => {
  it('is accepted at a prescribed forum, for any form of an open list', () => {
    given(school, registered, introduced)
      .when(presentation('NETWORK'), evidence(''))
      .then({ type: 'ProgrammesPresented', data: { forum: 'PEDAGOGICAL_COUNCIL', form: 'NETWORK' } });
  });
  it('is refused at another forum and for a form outside a closed list', () => {
    const [reason] = given(school, registered, introduced)
      .when(
        presentation(),
        evidence('', { profile: s62But({ programmePresentationForums: own(['PARENT_COUNCIL']) }) }),
      )
      .thenRefused('presentation-forum-prescribed');
    expect(reason!.missing[0]!.detail).toEqual({
      forum: 'PEDAGOGICAL_COUNCIL',
      prescribed: ['PARENT_COUNCIL'],
    });
    given(school, registered, introduced)
      .when(
        presentation('NETWORK'),
        evidence('', { profile: s62But({ forms: own({ codes: ['TEACHER_TEACHER'], open: false }) }) }),
      )
      .thenRefused('form-enabled');
  });
  it('asks no forum where the regulation prescribes none', () =>
    void given(school, registered, introduced)
      .when(presentation(), evidence('', { profile: s62But({ programmePresentationForums: own([]) }) }))
      .then({ type: 'ProgrammesPresented' }));
});

it('no accepted history appoints or presents before the introduction, or appoints who may not', () => {
  const act: fc.Arbitrary<readonly [SchoolCommand, SchoolEvidence]> = fc
    .record({
      what: fc.constantFrom('register', 'introduce', 'appoint', 'appoint', 'present'),
      on: anyDay,
      right: mostly,
      coordinator: fc.constantFrom(deputy, deputy, pedagogue, outsider),
      curator: fc.constantFrom(pedagogue, partner, outsider),
      order: fc.integer({ min: 500, max: 502 }),
    })
    .map(({ what, on, right, coordinator, curator, order }) => {
      const said = { schoolId: SCHOOL, effectiveOn: on, orderId: id(order) };
      const known = (kind: string) =>
        evidence('', {
          order: { orderId: id(order), organisationId: SCHOOL, kind: right ? kind : 'PAIRS', issuedOn: on },
        });
      switch (what) {
        case 'register':
          return [registration, evidence('')] as const;
        case 'introduce':
          return [command('IntroduceMentoring', { ...said, from: on }), known('INTRODUCTION')] as const;
        case 'appoint':
          return [
            appointment({
              ...said,
              coordinatorId: coordinator,
              curators: [{ personId: curator, form: 'ALL' }],
            }),
            known('APPOINTMENT'),
          ] as const;
        default:
          return [presentation('TEACHER_STUDENT', on), evidence('')] as const;
      }
    });
  everyHistory({
    decider: school,
    storedTypes: schoolStoredTypes,
    acts: act,
    first: [
      [registration, evidence('')],
      [introduction('2021-01-11', '2021-03-01'), evidence('INTRODUCTION')],
    ],
    atLeast: 300,
    holds: (history) => {
      const events = history.flatMap((one) => one.events);
      const count = (type: string) => events.filter((event) => event.type === type).length;
      expect(count('SchoolRegistered')).toBeLessThanOrEqual(1);
      expect(count('MentoringIntroduced')).toBeLessThanOrEqual(1);
      let from: string | undefined;
      for (const event of events) {
        expect(event.data.effectiveOn <= TODAY).toBe(true);
        if (event.type === 'MentoringIntroduced') from = event.data.from;
        else if (event.type !== 'SchoolRegistered') {
          expect(from !== undefined && from <= event.data.effectiveOn).toBe(true);
        }
        if (event.type === 'CoordinatorAppointed') expect(event.data.personId).toBe(deputy);
        if (event.type === 'CuratorAppointed') expect([pedagogue, partner]).toContain(event.data.personId);
      }
    },
  });
});
