/** Cooperation agreements: with mentors from outside, without pay (S62-4.14, invariant 15). */
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
import {
  agreement,
  type AgreementCommand,
  type AgreementEvidence,
  type ConcludeAgreement,
} from './agreement';
import { agreementStoredTypes } from './agreement.codec';
import type { AgreementConcluded } from './agreement.events';

const graduate = id(20);
const employee = id(21);
const student = id(22);
const stranger = id(23);
const conclusion = (data: Partial<ConcludeAgreement['data']> = {}): ConcludeAgreement =>
  command('ConcludeAgreement', {
    agreementId: id(700),
    schoolId: SCHOOL,
    effectiveOn: '2021-02-10',
    number: '1/2021',
    mentorIds: [graduate],
    gratuitous: true,
    from: '2021-02-10',
    until: '2021-12-31',
    ...data,
  });
const termination = (effectiveOn = '2021-06-01') =>
  command('TerminateAgreement', {
    agreementId: id(700),
    schoolId: SCHOOL,
    effectiveOn,
    reason: 'MUTUAL' as const,
  });
const evidence = (more: Partial<AgreementEvidence> = {}): AgreementEvidence => ({
  profile: s62,
  today: TODAY,
  school: { schoolId: SCHOOL, introducedFrom: '2021-01-15' },
  mentors: {
    [graduate]: { schoolId: SCHOOL, employed: false, kind: 'GRADUATE', inMentorBase: true },
    [employee]: { schoolId: SCHOOL, employed: true, kind: 'PEDAGOGUE', inMentorBase: true },
    [student]: { schoolId: SCHOOL, employed: false, kind: 'STUDENT', inMentorBase: true },
    [stranger]: { schoolId: SCHOOL, employed: false, kind: 'PARENT', inMentorBase: false },
  },
  ...more,
});
const concluded: AgreementConcluded = {
  type: 'AgreementConcluded',
  data: { ...conclusion().data, basis: { rules: [], evidence: {} } },
};

it('S62-4.14: is concluded without pay with a mentor from outside', () => {
  const [event] = given(agreement)
    .when(conclusion(), evidence())
    .then({ type: 'AgreementConcluded', data: { gratuitous: true } });
  expect(clauseIds(event!.data.basis.rules)).toEqual(['S62-4.1', 'S62-12-02', 'S62-4.14', 'S62-4.14']);
});
it('S62-4.14: is refused for pay, unless the regulation does not ask it to be gratuitous', () => {
  const [reason] = given(agreement)
    .when(conclusion({ gratuitous: false }), evidence())
    .thenRefused('external-mentor-gratuitous');
  expect(reason).toMatchObject({ invariant: 15 });
  expect(clauseIds([reason!])).toEqual(['S62-4.14']);
  given(agreement)
    .when(
      conclusion({ gratuitous: false }),
      evidence({ profile: s62But({ externalMentorGratuitous: own(false) }) }),
    )
    .then({ type: 'AgreementConcluded' });
});
it.each([
  ['an employee', employee],
  ['a student', student],
])('S62-4.14: is refused with %s of the school', (_, mentorId) => {
  const [reason] = given(agreement)
    .when(conclusion({ mentorIds: [mentorId] }), evidence())
    .thenRefused('agreement-with-external-mentor-only');
  expect(reason!.missing).toMatchObject([{ kind: 'mentor', subject: mentorId }]);
});
it('does not ask who is external where the regulation knows no such agreements', () =>
  void given(agreement)
    .when(
      conclusion({ mentorIds: [employee] }),
      evidence({ profile: s62But({ externalMentorAgreement: own('NONE') }) }),
    )
    .then({ type: 'AgreementConcluded' }));
describe('what an employee is paid on (invariant 16, KIL-2.1.4)', () => {
  const addendum = { kind: 'CONTRACT_ADDENDUM', mentorIds: [employee], gratuitous: false } as const;
  const kil = evidence({ profile: underRegulation('KIL') });
  it('is concluded with an employee and provides pay', () => {
    const [event] = given(agreement)
      .when(conclusion(addendum), kil)
      .then({ type: 'AgreementConcluded', data: { kind: 'CONTRACT_ADDENDUM' } });
    expect(clauseIds(event!.data.basis.rules)).toContain('KIL-2.1.4');
    const [reason] = given(agreement)
      .when(conclusion({ ...addendum, gratuitous: true }), kil)
      .thenRefused('pay-basis-provides-pay');
    expect(clauseIds([reason!])).toEqual(['KIL-2.1.4', 'KIL-3.2']);
  });
  it('is not concluded with a mentor from outside', () =>
    void given(agreement)
      .when(conclusion({ ...addendum, mentorIds: [graduate] }), kil)
      .thenRefused('addendum-with-employee-only'));
  it('School 62, which asks for no pay, does not ask it to provide any', () =>
    void given(agreement)
      .when(conclusion({ ...addendum, gratuitous: true }), evidence())
      .then({ type: 'AgreementConcluded' }));
});

it('S62-4.1: is refused before the introduction', () =>
  void given(agreement)
    .when(conclusion(), evidence({ school: { schoolId: SCHOOL } }))
    .thenRefused('introduction-order-first'));
it('names everything that is wrong with it', () =>
  void given(agreement)
    .when(
      conclusion({ number: ' ', mentorIds: [stranger, stranger], until: '2021-01-01', schoolId: id(63) }),
      evidence(),
    )
    .thenRefused('agreement-terms-in-order', 'agreement-mentors-known', 'agreement-of-this-school'));
it('is refused without a mentor, and twice', () => {
  given(agreement)
    .when(conclusion({ mentorIds: [] }), evidence())
    .thenRefused('agreement-mentors-known');
  given(agreement, concluded).when(conclusion(), evidence()).thenRefused('agreement-concluded-once');
});
it('is terminated within its term, once', () => {
  const events = given(agreement, concluded)
    .when(termination(), evidence())
    .then({ type: 'AgreementTerminated' });
  given(agreement, concluded, ...events)
    .when(termination(), evidence())
    .thenRefused('agreement-in-force');
  given(agreement).when(termination(), evidence()).thenRefused('agreement-in-force');
  given(agreement, concluded)
    .when(termination('2021-02-09'), evidence())
    .thenRefused('termination-within-term');
  const short: AgreementConcluded = { ...concluded, data: { ...concluded.data, until: '2021-05-31' } };
  given(agreement, short).when(termination('2021-06-01'), evidence()).thenRefused('termination-within-term');
  given(agreement, short).when(termination('2021-05-31'), evidence()).then({ type: 'AgreementTerminated' });
});
it('no accepted history has an agreement for pay, with the school’s own people, or twice', () => {
  const act: fc.Arbitrary<readonly [AgreementCommand, AgreementEvidence]> = fc
    .record({
      conclude: fc.boolean(),
      on: anyDay,
      mentorId: fc.constantFrom(graduate, graduate, employee, student, stranger),
      gratuitous: mostly,
    })
    .map(({ conclude, on, mentorId, gratuitous }) => [
      conclude
        ? conclusion({ effectiveOn: on, from: on, until: '2022-12-31', mentorIds: [mentorId], gratuitous })
        : termination(on),
      evidence(),
    ]);
  everyHistory({
    decider: agreement,
    storedTypes: agreementStoredTypes,
    acts: act,
    atLeast: 100,
    holds: (history) => {
      const events = history.flatMap((one) => one.events);
      expect(events.map(({ type }) => type)).toEqual(
        ['AgreementConcluded', 'AgreementTerminated'].slice(0, events.length),
      );
      for (const { type, data } of events) {
        expect(data.effectiveOn <= TODAY).toBe(true);
        if (type === 'AgreementConcluded')
          expect([data.gratuitous, data.mentorIds]).toEqual([true, [graduate]]);
      }
      if (events.length === 2) {
        expect(events[0]!.data.effectiveOn <= events[1]!.data.effectiveOn).toBe(true);
      }
    },
  });
});
