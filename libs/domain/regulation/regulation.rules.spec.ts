/** Contradictions of a regulation with itself: what is refused, what is a warning, what is neither. */
import { given } from '../../kernel/given.testing';
import { command, own, SCHOOL, TODAY } from '../domain.testing';
import { BUILT_IN_PROFILES } from './profiles';
import type { OwnParameters } from './profile';
import { regulation, regulationOn, type RegulationEvidence } from './regulation';
import { CONTRADICTIONS, warningsOf } from './regulation.rules';

const evidence: RegulationEvidence = { today: TODAY, organisationKnown: true };
const adopting = (parameters: OwnParameters, basedOn?: string) =>
  command('AdoptRegulation', {
    organisationId: SCHOOL,
    effectiveOn: '2021-01-11',
    document: 'Положение',
    parameters,
    ...(basedOn === undefined ? {} : { basedOn }),
  });

it.each(Object.values(BUILT_IN_PROFILES).map((profile) => [profile.id, profile] as const))(
  '%s is adopted as it stands, with the warnings of its own text and no more',
  (basedOn, { warnings }) =>
    void given(regulation)
      .when(adopting({}, basedOn), evidence)
      .then({ type: 'RegulationAdopted', data: { warnings } }),
);

it('every check has its own name and is proved below', () => {
  const names = CONTRADICTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect([...REFUSED, ...WARNED].map(([name]) => name).sort()).toEqual([...names].sort());
});

/** A check, parameters that break it, and the same parameters with one changed so that they do not. */
type Case = readonly [name: string, broken: OwnParameters, mended: OwnParameters];

const interim = own({ perPair: ['INTERIM', 'FINAL'], calendar: [] } as const);
const only = (...codes: readonly ('TEACHER_TEACHER' | 'TEACHER_STUDENT' | 'STUDENT_STUDENT' | 'NETWORK')[]) =>
  own({ codes, open: false });
const one = { min: 1, max: 1 };
const REFUSED: readonly Case[] = [
  ['someone-takes-part', { participantScope: own([]) }, { participantScope: own(['PEDAGOGUE']) }],
  ['someone-mentors', { mentorCategories: own([]) }, { mentorCategories: own(['PEDAGOGUE']) }],
  ['some-form-enabled', { forms: only() }, { forms: own({ codes: [], open: true }) }],
  [
    'forms-within-scope',
    { forms: only('STUDENT_STUDENT'), participantScope: own(['PEDAGOGUE']) },
    { forms: only('STUDENT_STUDENT'), participantScope: own(['STUDENT']) },
  ],
  [
    'model-period-stated',
    { pairTerm: own('MODEL_PERIOD'), modelPeriod: own(null) },
    { pairTerm: own('FREE'), modelPeriod: own(null) },
  ],
  [
    'monitoring-has-actors',
    { monitoringSchedule: interim, monitoringActors: own(['COUNCIL', 'MUNICIPALITY']) },
    { monitoringSchedule: interim, monitoringActors: own(['COUNCIL', 'CURATOR']) },
  ],
  [
    'network-form-for-young-specialists',
    { networkMentorForYoungSpecialist: own(true), forms: only('TEACHER_TEACHER') },
    { networkMentorForYoungSpecialist: own(true), forms: only('TEACHER_TEACHER', 'NETWORK') },
  ],
];
const WARNED: readonly Case[] = [
  [
    'monitoring-actors-stated',
    { monitoringSchedule: interim, monitoringActors: own([]) },
    { monitoringSchedule: interim },
  ],
  [
    'model-period-known',
    { pairTerm: own('MODEL_PERIOD') },
    { pairTerm: own('MODEL_PERIOD'), modelPeriod: own({ from: '2022-01-01', until: '2024-12-31' }) },
  ],
  [
    'planning-meeting-left-out',
    {
      meetingCount: own('PAIR_DECIDES'),
      meetingSequence: own({ general: [], byForm: { FLASH: ['FINAL'] } }),
    },
    { meetingCount: own('PAIR_DECIDES'), meetingSequence: own(['PLANNING', 'FINAL']) },
  ],
  [
    'external-mentors-to-agree-with',
    { externalMentorAgreement: own('REQUIRED'), mentorCategories: own(['PEDAGOGUE']) },
    { externalMentorAgreement: own('REQUIRED'), mentorCategories: own(['PEDAGOGUE', 'GRADUATE']) },
  ],
  [
    'gratuitous-agreement-exists',
    { externalMentorAgreement: own('NONE'), externalMentorGratuitous: own(true) },
    { externalMentorAgreement: own('OPTIONAL'), externalMentorGratuitous: own(true) },
  ],
  [
    'some-forms-within-scope',
    { forms: only('TEACHER_TEACHER', 'TEACHER_STUDENT'), participantScope: own(['PEDAGOGUE']) },
    { forms: only('TEACHER_TEACHER'), participantScope: own(['PEDAGOGUE']) },
  ],
  [
    'student-age-within-scope',
    { studentMinAge: own(10), participantScope: own(['PEDAGOGUE']) },
    { studentMinAge: own(null), participantScope: own(['PEDAGOGUE']) },
  ],
  [
    'cross-organisation-forms-named',
    { crossOrgPairs: own({ policy: 'BY_FORM', forms: [] }) },
    { crossOrgPairs: own({ policy: 'FORBIDDEN', forms: [] }) },
  ],
  [
    'order-to-refresh',
    { pairOrder: own(false), pairOrderRefreshPerYear: own(2) },
    { pairOrder: own(true), pairOrderRefreshPerYear: own(2) },
  ],
  [
    'role-models-of-enabled-forms',
    { forms: only('TEACHER_TEACHER'), roleModels: own({ STUDENT_STUDENT: ['EQUAL_EQUAL'] }) },
    { forms: only('STUDENT_STUDENT'), roleModels: own({ STUDENT_STUDENT: ['EQUAL_EQUAL'] }) },
  ],
  [
    'cardinality-of-enabled-forms',
    {
      forms: only('TEACHER_TEACHER'),
      cardinality: own({
        general: { mentors: one, mentees: one },
        byForm: { FLASH: { mentors: one, mentees: one } },
      }),
    },
    {
      forms: own({ codes: ['TEACHER_TEACHER'], open: true }),
      cardinality: own({
        general: { mentors: one, mentees: one },
        byForm: { FLASH: { mentors: one, mentees: one } },
      }),
    },
  ],
  [
    'cross-organisation-forms-enabled',
    { forms: only('TEACHER_TEACHER'), crossOrgPairs: own({ policy: 'BY_FORM', forms: ['NETWORK'] }) },
    {
      forms: only('TEACHER_TEACHER', 'NETWORK'),
      crossOrgPairs: own({ policy: 'BY_FORM', forms: ['NETWORK'] }),
    },
  ],
];

it.each(REFUSED)('%s: refused when broken, accepted when mended', (name, broken, mended) => {
  const [reason] = given(regulation).when(adopting(broken), evidence).thenRefused(name);
  expect(reason!.message.ru).toMatch(/^[А-ЯЁ].+\.$/u);
  expect(reason!.missing.map(({ subject }) => subject)).toEqual(
    CONTRADICTIONS.find((one) => one.name === name)!.of,
  );
  given(regulation).when(adopting(mended), evidence).then({ type: 'RegulationAdopted' });
});
it.each(WARNED)('%s: adopted with a warning when broken, without when mended', (name, broken, mended) => {
  const said = CONTRADICTIONS.find((one) => one.name === name)!.finds(
    (parameter) => broken[parameter]?.value,
  );
  given(regulation)
    .when(adopting(broken), evidence)
    .then({ type: 'RegulationAdopted', data: { warnings: [said!.ru] } });
  expect(said!.ru).toMatch(/^[А-ЯЁ].+\.$/u);
  expect(warningsOf(mended)).not.toContain(said!.ru);
});
it('a refusal cites the clauses that contradict each other', () => {
  const clause = (id: string) => ({ id, document: 'Положение', clause: id });
  const [reason] = given(regulation)
    .when(
      adopting({
        pairTerm: { value: 'MODEL_PERIOD', clauses: [clause('3')] },
        modelPeriod: { value: null, clauses: [clause('4')] },
      }),
      evidence,
    )
    .thenRefused('model-period-stated');
  expect(reason!.clauses.map(({ id }) => id)).toEqual(['3', '4']);
});
it('a change of one parameter is judged together with what already stands', () => {
  const [adopted] = given(regulation).when(adopting({}, 'KIL'), evidence).then({ type: 'RegulationAdopted' });
  const setting = (name: string, value: unknown, effectiveOn = '2021-06-01') =>
    command('SetParameter', { organisationId: SCHOOL, effectiveOn, name, setting: own(value) }) as never;
  given(regulation, adopted!).when(setting('modelPeriod', null), evidence).thenRefused('model-period-stated');
  const [odd] = given(regulation, adopted!)
    .when(setting('participantScope', ['PEDAGOGUE']), evidence)
    .then({ type: 'ParameterSet' });
  const warnings = (...events: readonly (typeof odd)[]) => {
    const state = regulationOn([adopted!, ...(events as never[])], TODAY);
    return state.stage === 'IN_FORCE' ? state.warnings : [];
  };
  const text = BUILT_IN_PROFILES['KIL']!.warnings;
  expect(warnings(odd)).toHaveLength(text.length + 2);
  const [mended] = given(regulation, adopted!, odd!)
    .when(setting('participantScope', ['PEDAGOGUE', 'STUDENT']), evidence)
    .then({ type: 'ParameterSet' });
  expect(warnings(odd, mended)).toEqual(text);
});
