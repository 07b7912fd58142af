/** Labour law, art. 351.8: what an addendum with an employee says, and how either side gives mentoring up. */
import { given } from '../../kernel/given.testing';
import { command, id, s62, SCHOOL, vault } from '../domain.testing';
import { agreement, type AgreementEvidence, type ConcludeAgreement, type RefuseMentoring } from './agreement';
import type { AgreementConcluded } from './agreement.events';

const employee = id(21);
const terms = {
  content: 'Помощь молодому учителю',
  form: 'Учитель — учитель',
  pay: vault(310),
  consentedOn: '2025-03-03',
};
const conclusion = (data: Partial<ConcludeAgreement['data']> = {}): ConcludeAgreement =>
  command('ConcludeAgreement', {
    ...{ agreementId: id(700), schoolId: SCHOOL, kind: 'CONTRACT_ADDENDUM', number: '4/2025' },
    ...{ effectiveOn: '2025-03-04', from: '2025-03-05', until: '2025-12-31' },
    ...{ mentorIds: [employee], gratuitous: false, terms },
    ...data,
  });
const evidence = (today = '2025-12-31'): AgreementEvidence => ({
  profile: s62,
  today,
  school: { schoolId: SCHOOL, introducedFrom: '2021-01-15' },
  mentors: Object.fromEntries(
    [employee, id(22)].map((one) => [
      one,
      { schoolId: SCHOOL, employed: true, kind: 'PEDAGOGUE', inMentorBase: true },
    ]),
  ),
});
const concluded = (data: Partial<ConcludeAgreement['data']> = {}): AgreementConcluded => ({
  type: 'AgreementConcluded',
  data: { ...conclusion(data).data, basis: { rules: [], evidence: {} } },
});

describe('labour law: an addendum from 01.03.2025', () => {
  it('states content, term, form and pay after a written consent', () =>
    void given(agreement)
      .when(conclusion(), evidence())
      .then({ type: 'AgreementConcluded', data: { terms } }));
  it.each<[string, Partial<ConcludeAgreement['data']>]>([
    ['CONTENT', { terms: { ...terms, content: ' ' } }],
    ['FORM', { terms: { ...terms, form: '' } }],
    ['PAY', { gratuitous: true }],
    ['CONSENT', { terms: { ...terms, consentedOn: '2025-03-05' } }],
  ])('without %s is refused', (part, data) => {
    const [reason] = given(agreement)
      .when(conclusion(data), evidence())
      .thenRefused('addendum-states-mentoring-terms');
    expect(reason).toMatchObject({
      message: { ru: expect.stringContaining('ст. 351.8 ТК РФ') as string },
      missing: [{ kind: 'addendum-part', detail: { part } }],
    });
  });
  it('without a term, or without any of it, is refused', () => {
    const { until: _, ...open } = conclusion().data;
    given(agreement)
      .when(command('ConcludeAgreement', open), evidence())
      .thenRefused('addendum-states-mentoring-terms');
    const { terms: _terms, ...silent } = conclusion().data;
    const [reason] = given(agreement)
      .when(command('ConcludeAgreement', silent), evidence())
      .thenRefused('addendum-states-mentoring-terms');
    expect(reason!.missing).toHaveLength(4);
  });
  it('is concluded with each employee separately', () =>
    void given(agreement)
      .when(conclusion({ mentorIds: [employee, id(22)] }), evidence())
      .thenRefused('addendum-states-mentoring-terms'));
  it('before the law, or of another kind, states no more than it did', () => {
    const { terms: _, ...silent } = conclusion({ effectiveOn: '2025-02-28', from: '2025-02-28' }).data;
    given(agreement)
      .when(command('ConcludeAgreement', silent), evidence())
      .then({ type: 'AgreementConcluded' });
    const { terms: _terms, ...other } = conclusion({ kind: 'OTHER_PAY_BASIS' }).data;
    given(agreement)
      .when(command('ConcludeAgreement', other), evidence())
      .then({ type: 'AgreementConcluded' });
  });
});

describe('labour law: either side gives mentoring up by notice', () => {
  const notice = (data: Partial<RefuseMentoring['data']> = {}): RefuseMentoring =>
    command('RefuseMentoring', {
      ...{ agreementId: id(700), schoolId: SCHOOL, by: 'MENTOR' as const },
      // A Thursday before a Friday, a weekend and the working week after it.
      ...{ effectiveOn: '2025-04-03', until: '2025-04-08' },
      ...data,
    });
  it.each(['MENTOR', 'SCHOOL'] as const)(
    '%s: three working days ahead',
    (by) =>
      void given(agreement, concluded())
        .when(notice({ by }), evidence())
        .then({ type: 'MentoringRefused', data: { by, until: '2025-04-08' } }),
  );
  it('a day too early is refused with the earliest day', () => {
    const [reason] = given(agreement, concluded())
      .when(notice({ until: '2025-04-07' }), evidence())
      .thenRefused('refusal-notice-in-time');
    expect(reason!.missing).toEqual([{ kind: 'notice', detail: { earliest: '2025-04-08', workingDays: 3 } }]);
  });
  it('holidays do not count: notice before the first of May', () => {
    const before = { effectiveOn: '2025-04-29' };
    given(agreement, concluded())
      .when(notice({ ...before, until: '2025-05-05' }), evidence())
      .thenRefused('refusal-notice-in-time');
    given(agreement, concluded())
      .when(notice({ ...before, until: '2025-05-06' }), evidence())
      .then({ type: 'MentoringRefused' });
  });
  it('is refused where nobody has the production calendar of the year', () => {
    const open = concluded({ until: '2028-12-31' });
    const [reason] = given(agreement, open)
      .when(notice({ effectiveOn: '2027-02-01', until: '2027-02-10' }), evidence('2027-12-31'))
      .thenRefused('refusal-notice-in-time');
    expect(reason!.missing).toMatchObject([{ kind: 'production-calendar' }]);
  });
  it('ends the addendum on its last day: once, and not after its term', () => {
    const events = given(agreement, concluded())
      .when(notice(), evidence())
      .then({ type: 'MentoringRefused' });
    given(agreement, concluded(), ...events)
      .when(notice(), evidence())
      .thenRefused('agreement-in-force');
    given(agreement, concluded())
      .when(notice({ until: '2026-01-20' }), evidence())
      .thenRefused('refusal-notice-in-time');
  });
  it('is how one side ends an addendum; both end it on any day; a cooperation agreement is terminated', () => {
    const end = (reason: 'MUTUAL' | 'MENTOR_INITIATIVE') =>
      command('TerminateAgreement', {
        ...{ agreementId: id(700), schoolId: SCHOOL, effectiveOn: '2025-04-03', reason },
      });
    given(agreement, concluded())
      .when(end('MENTOR_INITIATIVE'), evidence())
      .thenRefused('one-sided-end-by-notice');
    given(agreement, concluded()).when(end('MUTUAL'), evidence()).then({ type: 'AgreementTerminated' });
    const { kind: _, ...cooperation } = concluded().data;
    const free: AgreementConcluded = {
      type: 'AgreementConcluded',
      data: { ...cooperation, gratuitous: true },
    };
    given(agreement, free).when(notice(), evidence()).thenRefused('notice-of-addendum');
    given(agreement, free).when(end('MENTOR_INITIATIVE'), evidence()).then({ type: 'AgreementTerminated' });
  });
});
