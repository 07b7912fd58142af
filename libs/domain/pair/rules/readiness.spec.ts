/** What has to be in place around a pair: a curator, fresh entries, a psychologist's word, a second mentor of the network. */
import { given } from '../../../kernel/given.testing';
import { pair, type PairProfile } from '../pair';
import {
  ACTS,
  command,
  evidenceOf,
  evidenceWith,
  EXTERNAL_MENTOR,
  lifeOf,
  live,
  MENTEE,
  MENTOR,
  ON,
  profileWith,
  PSYCHOLOGIST,
  SECOND_MENTOR,
  student,
  teacher,
  vaultRef,
} from '../pair.fixtures.testing';
import { under } from '../pair.regulations.testing';

const with62 = (
  code: Parameters<typeof under>[0],
  ...names: readonly (keyof PairProfile['parameters'])[]
) => {
  const base = profileWith();
  const taken = under(code).parameters;
  return {
    ...base,
    parameters: {
      ...base.parameters,
      ...Object.fromEntries(names.map((name) => [name, taken[name]])),
    } as PairProfile['parameters'],
  };
};
const ready = () => given(pair, ...lifeOf('familiarised'));

describe('MR-K-02: the organisation has a curator of its programmes', () => {
  const { school } = evidenceWith();
  it('MR-K-02: no pair is fixed without one, of its form or of all', () => {
    const profile = with62('MR', 'curatorRequired');
    for (const curators of [[], [{ personId: MENTOR, form: 'STUDENT_STUDENT' as const }]]) {
      const [reason] = ready()
        .when(ACTS.fixed, evidenceOf(ACTS.fixed, { profile, school: { ...school, curators } }))
        .thenRefused('curator-in-place');
      expect(reason?.clauses.map(({ id }) => id)).toEqual(['MR-K-02']);
    }
    ready()
      .when(
        ACTS.fixed,
        evidenceOf(ACTS.fixed, {
          profile,
          school: { ...school, curators: [{ personId: MENTOR, form: 'ALL' }] },
        }),
      )
      .then({ type: 'PairFixed' });
  });
  it('is not asked for where the regulation does not', () => {
    ready()
      .when(ACTS.fixed, evidenceOf(ACTS.fixed, { school: { ...school, curators: [] } }))
      .then({ type: 'PairFixed' });
  });
});

describe('entries in the bases are refreshed so many times a year', () => {
  const people = (mentor: string, mentee: string, kind: 'STUDENT' | 'PEDAGOGUE' = 'PEDAGOGUE') => ({
    [MENTOR]: teacher(MENTOR, { refreshedOn: { MENTOR: mentor } }),
    [MENTEE]:
      kind === 'STUDENT'
        ? student(MENTEE, { refreshedOn: { MENTEE: mentee } })
        : student(MENTEE, { kind, refreshedOn: { MENTEE: mentee } }),
  });
  const propose = (profile: PairProfile, who: ReturnType<typeof people>) =>
    given(pair).when(
      { ...ACTS.proposed, data: { ...ACTS.proposed.data, form: 'REVERSE' as const } },
      evidenceWith({
        profile,
        people: who,
        school: {
          ...evidenceWith().school,
          curators: [{ personId: ACTS.proposed.stamp.actor.id, form: 'ALL' }],
        },
      }),
    );
  it.each([
    ['MR-CUR-01', 'MR'],
    ['KIL-6.4.1-05', 'KIL'],
  ] as const)('%s: a pedagogue whose entry is older than a year is not put into a pair', (clause, code) => {
    const profile = with62(code, 'registerRefreshPerYear', 'registerRefreshScope');
    const [reason] = propose(profile, people('2019-01-01', '2020-01-17')).thenRefused('base-entry-refreshed');
    expect(reason?.clauses.map(({ id }) => id)).toEqual([clause]);
    expect(reason?.missing).toMatchObject([{ subject: MENTEE, detail: { since: '2020-01-18' } }]);
    propose(profile, people('2019-01-01', '2020-01-18')).then({ type: 'PairProposed' });
    // Candidates are pedagogues who are to be mentees: of a student nothing is asked.
    propose(profile, people('2019-01-01', '2019-01-01', 'STUDENT')).then({ type: 'PairProposed' });
  });
  it('SEV-RM-M1: twice a year, mentors and mentees alike', () => {
    const profile = with62('SEV', 'registerRefreshPerYear', 'registerRefreshScope');
    propose(profile, people('2021-01-01', '2020-07-17')).thenRefused('base-entry-refreshed');
    propose(profile, people('2021-01-01', '2020-07-18')).then({ type: 'PairProposed' });
    const [reason] = given(pair, ...lifeOf('proposed'))
      .when(ACTS.offered, evidenceWith({ profile, people: people('2020-07-01', '2021-01-01') }))
      .thenRefused('base-entry-refreshed');
    expect(reason?.missing).toMatchObject([{ subject: MENTOR }]);
  });
  it('as needed under School 62: no entry is too old', () => {
    given(pair)
      .when(ACTS.proposed, evidenceWith({ people: people('2010-01-01', '2010-01-01', 'STUDENT') }))
      .then({ type: 'PairProposed' });
  });
});

describe('MR-P-03: the psychologist takes part in determining compatibility', () => {
  const assess = (over: object = {}) =>
    command('AssessCompatibility', ON.familiarised, {
      psychologistId: PSYCHOLOGIST,
      mentorIds: [MENTOR],
      compatible: true,
      conclusion: vaultRef(6),
      ...over,
    });
  const mr = with62('MR', 'compatibilityAssessment');
  const required = {
    ...mr,
    parameters: {
      ...mr.parameters,
      compatibilityAssessment: { ...mr.parameters.compatibilityAssessment, value: 'REQUIRED' as const },
    },
  };
  it('MR-P-03: a psychologist, and nobody else', () => {
    ready()
      .when(assess(), evidenceWith({ profile: mr }))
      .then({ type: 'CompatibilityAssessed', data: { compatible: true } });
    const [reason] = ready()
      .when(assess({ psychologistId: SECOND_MENTOR }), evidenceWith({ profile: mr }))
      .thenRefused('compatibility-by-psychologist');
    expect(reason?.clauses.map(({ id }) => id)).toEqual(['MR-P-03']);
  });
  it('of candidates who were offered', () => {
    for (const mentorIds of [[], [SECOND_MENTOR]]) {
      ready()
        .when(assess({ mentorIds }), evidenceWith({ profile: mr }))
        .thenRefused('compatibility-of-candidates');
    }
  });
  it('MR-P-03: where it is required, no order without a favourable conclusion on the mentor', () => {
    const fixing = evidenceOf(ACTS.fixed, { profile: required });
    const after = (...acts: readonly ReturnType<typeof assess>[]) =>
      given(pair, ...live(acts, {}, lifeOf('familiarised'))).when(ACTS.fixed, fixing);
    const [reason] = after().thenRefused('compatibility-assessed-before-order');
    expect(reason).toMatchObject({ clauses: [{ id: 'MR-P-03' }], missing: [{ subject: MENTOR }] });
    after(assess({ mentorIds: [EXTERNAL_MENTOR] })).thenRefused('compatibility-assessed-before-order');
    after(assess(), assess({ compatible: false })).thenRefused('compatibility-assessed-before-order');
    after(assess({ compatible: false }), assess()).then({ type: 'PairFixed' });
  });
  it('MR-P-03: where it is optional, the order does not wait for it', () => {
    given(pair, ...live([assess({ compatible: false })], {}, lifeOf('familiarised')))
      .when(ACTS.fixed, evidenceOf(ACTS.fixed, { profile: mr }))
      .then({ type: 'PairFixed' });
  });
});

describe('KIL-4.3.6: a young specialist has a network mentor besides', () => {
  const profile = with62('KIL', 'networkMentorForYoungSpecialist');
  const complete = (over: Partial<Parameters<typeof student>[1]>, law: PairProfile = profile) =>
    given(pair, ...lifeOf('report')).when(
      ACTS.completed,
      evidenceWith({ profile: law, people: { [MENTEE]: student(MENTEE, over) } }),
    );
  it('KIL-4.3.6: the programme of a young specialist is not completed without one', () => {
    const [reason] = complete({ categories: ['YOUNG_SPECIALIST'], networkMentored: false }).thenRefused(
      'young-specialist-network-mentored',
    );
    expect(reason).toMatchObject({
      invariant: 19,
      clauses: [{ id: 'KIL-4.3.6' }],
      missing: [{ subject: MENTEE }],
    });
    complete({ categories: ['YOUNG_SPECIALIST'], networkMentored: true }).then({ type: 'PairCompleted' });
  });
  it('others need none, and other regulations ask for none', () => {
    complete({ categories: ['ADAPTING'], networkMentored: false }).then({ type: 'PairCompleted' });
    complete({ categories: ['YOUNG_SPECIALIST'] }, profileWith()).then({ type: 'PairCompleted' });
  });
});
