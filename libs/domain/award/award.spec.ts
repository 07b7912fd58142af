/** Incentives: the kinds of the regulation, for whom it names, on the merits it asks for. */
import fc from 'fast-check';
import { addDays } from '@nastavnik/kernel';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  own,
  s62,
  SCHOOL,
  TODAY,
  underRegulation,
} from '../domain.testing';
import { AWARD_PATHS, BADGE_GROUNDS, type AwardKind, type AwardLevel } from '../vocabulary';
import { award, type AwardCommand, type AwardEvidence, type NominateForAward } from './award';
import { awardStoredTypes } from './award.codec';
import type { AwardEvent } from './award.events';

const [kil, mr, sev, izo] = [
  underRegulation('KIL'),
  underRegulation('MR'),
  underRegulation('SEV'),
  underRegulation('IZO'),
];
const [recipientId, orderId, measureId] = [id(20), id(600), id(851)];
const ON = '2021-11-01';
const school = { organisationId: SCHOOL, level: 'SCHOOL', introducedFrom: '2021-01-15' } as const;
const municipality = { organisationId: SCHOOL, level: 'MUNICIPALITY' } as const;
const evidence = (more: Partial<AwardEvidence> = {}): AwardEvidence => ({
  profile: s62,
  today: TODAY,
  organisation: school,
  recipient: { kind: 'PEDAGOGUE', roles: ['MENTOR', 'MENTEE'] },
  mentoring: [{ from: '2021-02-01' }],
  measureDefined: true,
  order: { orderId, organisationId: SCHOOL, kind: 'AWARD', issuedOn: '2021-11-01' },
  ...more,
});
const of = (effectiveOn: string) => ({ awardId: id(850), organisationId: SCHOOL, effectiveOn });
const CONTESTS: readonly AwardKind[] = ['CONTEST_NOMINATION', 'JURY'];
const nominate = (kind: AwardKind, more: Partial<NominateForAward['data']> = {}): NominateForAward =>
  command('NominateForAward', {
    ...of(ON),
    ...{ recipientId, role: 'MENTOR', kind, level: 'MUNICIPAL' },
    ...(CONTESTS.includes(kind) ? { contest: 'Лучший педагог-наставник' } : {}),
    ...(kind === 'MUNICIPAL_MEASURES' ? { measureId } : {}),
    ...more,
  });
const present = (on = '2021-11-10') =>
  command('PresentForAward', { ...of(on), to: 'Управление образования' });
const grant = (on = '2021-11-20') => command('GrantAward', { ...of(on), orderId });
const counted = (on = '2021-11-20') => command('GrantAward', of(on));
const decline = (on = '2021-11-20') => command('DeclineAward', of(on));
const nominated = (kind: AwardKind): AwardEvent => ({
  type: 'AwardNominated',
  data: { ...nominate(kind).data, basis: { rules: [], evidence: {} } },
});
const ofBasis = ([event]: readonly AwardEvent[]) => clauseIds(event!.data.basis.rules);

describe('the kinds of each regulation', () => {
  it.each([
    ['S62-11-03', s62, 'CONTEST_NOMINATION'],
    ['S62-11-08', s62, 'SCHOOL_CERTIFICATE'],
    ['MR-F-03', mr, 'ATTESTATION_CREDIT'],
    ['MR-F-04', mr, 'CONTEST_NOMINATION'],
    ['MR-F-04', mr, 'JURY'],
    ['MR-F-05', mr, 'DIPLOMA'],
    ['MR-F-05', mr, 'THANKS_LETTER'],
    ['MR-F-06', mr, 'DEPARTMENTAL_AWARD'],
    ['MR-F-07', mr, 'SOCIAL_PROGRAMME'],
    ['KIL-3.3-01', kil, 'TALENT_RESERVE'],
    ['KIL-3.3-02', kil, 'ATTESTATION_CREDIT'],
    ['KIL-3.3-02', kil, 'VACANCY_CONTEST'],
    ['KIL-3.3-02', kil, 'CONTEST_NOMINATION'],
    ['KIL-3.3-02', kil, 'JURY'],
    ['KIL-3.3-03', kil, 'DIPLOMA'],
    ['KIL-3.3-03', kil, 'THANKS_LETTER'],
    ['KIL-3.3-03', kil, 'DEPARTMENTAL_AWARD'],
    ['KIL-3.3-03', kil, 'SOCIAL_PROGRAMME'],
    ['KIL-3.6', kil, 'HONOURED_MENTOR'],
    ['KIL-3.6', kil, 'YOUTH_AND_PROFESSIONALISM'],
  ] as const)(
    '%s: goes its way to the end; a regulation that does not name it refuses',
    (clause, profile, kind) => {
      const history = [
        ...given(award)
          .when(nominate(kind), evidence({ profile }))
          .then({ type: 'AwardNominated', data: { kind } }),
      ];
      expect(ofBasis(history)).toContain(clause);
      if (AWARD_PATHS[kind] === 'PRESENTED') {
        given(award, ...history)
          .when(counted(), evidence({ profile }))
          .thenRefused('award-presented-first');
        history.push(
          ...given(award, ...history)
            .when(present(), evidence({ profile }))
            .then({ type: 'AwardPresented' }),
        );
      } else {
        given(award, ...history)
          .when(present(), evidence({ profile }))
          .thenRefused('award-presented-upward');
      }
      if (AWARD_PATHS[kind] === 'OWN') {
        given(award, ...history)
          .when(counted(), evidence({ profile }))
          .thenRefused('own-award-by-order');
      }
      given(award, ...history)
        .when(AWARD_PATHS[kind] === 'OWN' ? grant() : counted(), evidence({ profile }))
        .then({ type: 'AwardGranted', data: { recipientId, kind } });
      given(award)
        .when(nominate(kind), evidence({ profile: izo }))
        .thenRefused('incentive-of-the-regulation');
    },
  );

  it('S62-11-03: contests above the school; a school’s own contest is another matter', () => {
    for (const level of ['MUNICIPAL', 'REGIONAL', 'FEDERAL'] as const) {
      given(award)
        .when(nominate('CONTEST_NOMINATION', { level }), evidence())
        .then({ type: 'AwardNominated', data: { level } });
    }
    const own = nominate('CONTEST_NOMINATION', { level: 'SCHOOL' });
    const [reason] = given(award).when(own, evidence()).thenRefused('contest-of-level');
    expect(clauseIds([reason!])).toEqual(['S62-11-03']);
    given(award)
      .when(own, evidence({ profile: mr }))
      .then({ type: 'AwardNominated' });
  });
  it('S62-11-09: parents are thanked for mentors who are students, and for nobody else', () => {
    const student = { kind: 'STUDENT', roles: ['MENTOR', 'MENTEE'] } as const;
    const events = given(award)
      .when(nominate('PARENT_THANKS_LETTER', { level: 'SCHOOL' }), evidence({ recipient: student }))
      .then({ type: 'AwardNominated' });
    expect(ofBasis(events)).toContain('S62-11-09');
    given(award, ...events)
      .when(grant(), evidence())
      .then({ type: 'AwardGranted', data: { orderId } });
    const [reason] = given(award)
      .when(nominate('PARENT_THANKS_LETTER', { level: 'SCHOOL' }), evidence())
      .thenRefused('parents-letter-for-student-mentor');
    expect(clauseIds([reason!])).toContain('S62-11-09');
  });
  it('MR-F-03, KIL-3.3-02: what is counted has been done; the days of mentoring stand in the record', () => {
    for (const profile of [mr, kil]) {
      given(award)
        .when(nominate('ATTESTATION_CREDIT'), evidence({ profile }))
        .then({ type: 'AwardNominated', data: { mentoringDays: 274 } });
      given(award)
        .when(nominate('ATTESTATION_CREDIT'), evidence({ profile, mentoring: [] }))
        .thenRefused('mentoring-to-count');
    }
  });
  it('KIL-6.3.1-09, MR-MO-12: mentees are rewarded too; School 62 rewards mentors', () => {
    for (const profile of [kil, mr]) {
      given(award)
        .when(nominate('DIPLOMA', { role: 'MENTEE' }), evidence({ profile }))
        .then({ type: 'AwardNominated', data: { role: 'MENTEE' } });
    }
    given(award)
      .when(nominate('SCHOOL_CERTIFICATE', { role: 'MENTEE' }), evidence())
      .thenRefused('rewarded-role');
  });
});

describe('the badge «За наставничество»', () => {
  const badge = (more: Partial<NominateForAward['data']> = {}) =>
    nominate('STATE_BADGE_FOR_MENTORING', {
      ...{ level: 'FEDERAL', grounds: ['CONSTANT_EFFECTIVE_HELP'] },
      ...more,
    });
  const fiveYears = [
    { from: '2016-11-02', until: '2019-05-31' },
    { from: '2019-05-01', until: '2021-10-01' },
    { from: '2021-09-01' },
  ];

  it('SEV-I-2: five years of mentoring in the history of pairs, not a day less, overlaps counted once', () => {
    const events = given(award)
      .when(badge(), evidence({ profile: sev, mentoring: fiveYears }))
      .then({ type: 'AwardNominated', data: { mentoringDays: 1826 } });
    expect(ofBasis(events)).toContain('SEV-I-2');
    const short = [{ from: addDays('2016-11-02', 1) }];
    const [reason] = given(award)
      .when(badge(), evidence({ profile: sev, mentoring: short }))
      .thenRefused('badge-merit-of-years');
    expect(reason).toMatchObject({
      invariant: 30,
      missing: [{ subject: recipientId, detail: { days: 1825, needed: 1826 } }],
    });
    expect(clauseIds([reason!])).toEqual(['SEV-I-2']);
    given(award)
      .when(
        badge(),
        evidence({
          profile: {
            ...sev,
            parameters: { ...sev.parameters, badgeMeritYears: { ...own(null), source: 'OWN' } },
          },
          mentoring: short,
        }),
      )
      .then({ type: 'AwardNominated' });
  });
  it.each(BADGE_GROUNDS)('SEV-I-2a: for %s, one of four merits; for none, refused', (ground) => {
    const events = given(award)
      .when(badge({ grounds: [ground] }), evidence({ profile: sev, mentoring: fiveYears }))
      .then({ type: 'AwardNominated', data: { grounds: [ground] } });
    expect(ofBasis(events)).toContain('SEV-I-2a');
    const [reason] = given(award)
      .when(badge({ grounds: [] }), evidence({ profile: sev, mentoring: fiveYears }))
      .thenRefused('badge-on-grounds');
    expect(clauseIds([reason!])).toEqual(['SEV-I-2a']);
  });
  it('KIL-3.5: «из числа учителей, преподавателей и других работников»; then presented, then given', () => {
    const seen = evidence({ profile: kil, mentoring: fiveYears });
    const [made] = given(award).when(badge(), seen).then({ type: 'AwardNominated' });
    expect(ofBasis([made!])).toContain('KIL-3.5');
    given(award, made!).when(counted(), seen).thenRefused('award-presented-first');
    const [sent] = given(award, made!).when(present(), seen).then({ type: 'AwardPresented' });
    given(award, made!, sent!).when(counted(), seen).then({ type: 'AwardGranted' });
    const [reason] = given(award)
      .when(badge(), { ...seen, recipient: { kind: 'STUDENT', roles: ['MENTOR'] } })
      .thenRefused('badge-for-mentors-at-work');
    expect(clauseIds([reason!])).toContain('KIL-3.5');
  });
});

describe('measures of a municipality', () => {
  const define = (on = '2021-09-01', title = 'Премия лучшему наставнику') =>
    command('DefineMeasure', { ...of(on), title, material: true });
  const there = (more: Partial<AwardEvidence> = {}) =>
    evidence({ profile: izo, organisation: municipality, ...more });

  it('IZO-4.2-03: the department defines them and gives them; a school does neither', () => {
    const events = given(award)
      .when(define(), there())
      .then({ type: 'MeasureDefined', data: { material: true } });
    expect(ofBasis(events)).toContain('IZO-4.2-03');
    given(award, ...events)
      .when(define(), there())
      .thenRefused('award-recorded-once');
    given(award).when(define('2021-09-01', ' '), there()).thenRefused('measure-named');
    given(award)
      .when(define(), there({ organisation: school }))
      .thenRefused('municipal-measure-of-municipality');
    const [made] = given(award)
      .when(nominate('MUNICIPAL_MEASURES'), there())
      .then({ type: 'AwardNominated', data: { measureId } });
    expect(ofBasis([made!])).toContain('IZO-4.2-03');
    given(award)
      .when(nominate('MUNICIPAL_MEASURES'), there({ measureDefined: false }))
      .thenRefused('municipal-measure-of-municipality');
    given(award, made!).when(grant(), there()).then({ type: 'AwardGranted' });
  });
  it('a regulation without such measures refuses them', () =>
    void given(award)
      .when(define(), there({ profile: sev }))
      .thenRefused('incentive-of-the-regulation'));
});

describe('any award', () => {
  it('has a recipient who took part in that role, and a contest its name', () => {
    given(award)
      .when(nominate('SCHOOL_CERTIFICATE'), evidence({ recipient: { kind: 'PEDAGOGUE', roles: ['MENTEE'] } }))
      .thenRefused('recipient-takes-part');
    given(award)
      .when(nominate('CONTEST_NOMINATION', { contest: ' ' }), evidence())
      .thenRefused('contest-named');
    given(award)
      .when(nominate('SCHOOL_CERTIFICATE', { contest: 'Конкурс' }), evidence())
      .thenRefused('contest-named');
  });
  it('its own is given by an order about awards, of the organisation, issued by that day', () => {
    const history = nominated('SCHOOL_CERTIFICATE');
    const order = { orderId, organisationId: SCHOOL, kind: 'AWARD', issuedOn: ON };
    for (const wrong of [
      { ...order, kind: 'PAIRS' },
      { ...order, organisationId: id(63) },
      { ...order, issuedOn: '2021-11-21' },
    ]) {
      given(award, history)
        .when(grant(), evidence({ order: wrong }))
        .thenRefused('own-award-by-order');
    }
  });
  it('is declined, or granted, once; its acts follow in time', () => {
    const history = nominated('SCHOOL_CERTIFICATE');
    const [declined] = given(award, history).when(decline(), evidence()).then({ type: 'AwardDeclined' });
    given(award, history, declined!).when(grant(), evidence()).thenRefused('award-open');
    given(award, history)
      .when(nominate('DIPLOMA'), evidence({ profile: kil }))
      .thenRefused('award-recorded-once');
    given(award).when(grant(), evidence()).thenRefused('award-open');
    given(award, history).when(decline('2021-10-01'), evidence()).thenRefused('award-acts-in-order-of-time');
    const [sent] = given(award, nominated('JURY'))
      .when(present(), evidence({ profile: kil }))
      .then({});
    given(award, nominated('JURY'), sent!)
      .when(present(), evidence({ profile: kil }))
      .thenNothing();
  });
});

it('no accepted history gives a badge short of merit, an own award without its order, or one from above unpresented', () => {
  const kinds = Object.keys(AWARD_PATHS) as AwardKind[];
  const pair: fc.Arbitrary<readonly [AwardCommand, AwardEvidence]> = fc
    .tuple(fc.constantFrom(kil, mr, s62, sev), fc.integer({ min: 4, max: 7 }))
    .chain(([profile, years]) => {
      const named = kinds.filter((kind) => profile.parameters.incentiveKinds.value.includes(kind));
      const seen = evidence({ profile, mentoring: [{ from: addDays('2021-12-31', -365 * years) }] });
      const nomination = fc
        .tuple(
          fc.constantFrom(...named, ...named, ...kinds),
          fc.constantFrom<AwardLevel>('SCHOOL', 'REGIONAL'),
          anyDay,
        )
        .map(([kind, level, effectiveOn]) =>
          nominate(kind, { level, effectiveOn, grounds: ['PRACTICAL_EXPERIENCE'] }),
        );
      const later = fc
        .tuple(fc.constantFrom(present, grant, counted, decline), anyDay)
        .map(([act, on]): AwardCommand => act(on));
      return fc.oneof(nomination, later).map((act) => [act, seen] as const);
    });
  everyHistory({
    decider: award,
    storedTypes: awardStoredTypes,
    acts: pair,
    atLeast: 150,
    holds: (history) => {
      const events = history.flatMap((one) => one.events);
      const types = events.map(({ type }) => type);
      for (const { events: decided, evidence: known } of history) {
        for (const event of decided) {
          if (event.type === 'AwardNominated') {
            expect(known.profile.parameters.incentiveKinds.value).toContain(event.data.kind);
            if (event.data.kind === 'STATE_BADGE_FOR_MENTORING') {
              expect(event.data.mentoringDays).toBeGreaterThanOrEqual(1826);
            }
          }
          if (event.type !== 'AwardGranted') continue;
          const path = AWARD_PATHS[event.data.kind];
          if (path === 'OWN') expect(event.data.orderId).toBe(orderId);
          if (path === 'PRESENTED') expect(types).toContain('AwardPresented');
        }
      }
      expect(types.filter((type) => type === 'AwardGranted' || type === 'AwardDeclined').length).toBeLessThan(
        2,
      );
    },
  });
});
