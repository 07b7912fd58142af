/** The five regulations against the table of the catalogue: what each says, on which clause, and where it is silent. */
import izo from '../clauses/izo.json';
import kil from '../clauses/kil.json';
import mr from '../clauses/mr.json';
import s62 from '../clauses/s62.json';
import sev from '../clauses/sev.json';
import { id } from '../../domain.testing';
import { PARAMETER_NAMES, type ParameterName, type Parameters } from '../parameters';
import { checkParameter, resolveProfile, type BuiltInProfile, type OwnSetting } from '../profile';
import { BUILT_IN_PROFILES, IZO, KIL, MR, S62, SEV } from './index';

const CLAUSES = new Set([izo, kil, mr, s62, sev].flat().map((clause) => clause.id));
const PROFILES = [IZO, SEV, MR, S62, KIL];

/** The first 54 parameters are the catalogue's; the rest switch rules that it has no parameter for. */
const CATALOGUE = PARAMETER_NAMES.slice(0, 54);

/** Which documents speak of a parameter: I, S, M, 6 (School 62), K; as the table of the catalogue has it. */
const SPEAKS: { readonly [name: string]: string } = {
  'source.binding': 'ISM6K',
  level: 'ISM6K',
  parentProfile: 'SK',
  legalBasis: 'IS6K',
  modelPeriod: 'SK',
  pairTerm: 'M6K',
  individualRouteYears: 'I',
  participantScope: 'ISM6K',
  studentMinAge: 'K',
  forms: 'ISM6K',
  interactionModels: 'IS',
  roleModels: 'K',
  menteeCategories: 'ISM6K',
  youngSpecialistMaxYears: 'SK',
  mentorCategories: 'ISM6K',
  mentorCriterion: 'IM6K',
  externalMentorAgreement: 'SM6K',
  crossOrgPairs: 'ISM6K',
  cardinality: 'ISM6K',
  networkMentorForYoungSpecialist: 'K',
  coordinator: 'S6',
  curatorEligible: 'ISM6K',
  appointmentAct: 'SM6K',
  mentorCouncil: 'IMK',
  unionConsultation: 'MK',
  participationConsent: 'I6K',
  personalDataConsent: '6',
  minorConsentRoles: '6K',
  familiarisationBeforePair: '6K',
  programmePresentationForums: '6',
  menteeChoosesMentor: '6K',
  compatibilityAssessment: 'M',
  pairOrder: 'S6K',
  pairOrderRefreshPerYear: 'S',
  registerRefreshPerYear: 'SM6K',
  registerRefreshScope: 'SM6K',
  stageModel: 'SK',
  meetingSequence: 'S6',
  meetingCount: 'M6',
  monitoringSchedule: 'ISM6K',
  monitoringActors: 'ISM6K',
  indicators: 'IS6K',
  entryExitComparison: '6K',
  gradingAllowed: '6',
  finalReportBy: 'SM6K',
  externalMonitoringRecipients: 'ISK',
  mentorPayment: 'IM6K',
  incentiveKinds: 'ISM6K',
  contests: 'S6',
  requiredDocuments: 'ISM6K',
  requiredRegisters: 'ISM6K',
  siteSection: 'ISM6K',
  eventCadence: 'S',
  yearlyTargets: 'SK',
};
const LETTER: { readonly [id: string]: string } = { IZO: 'I', SEV: 'S', MR: 'M', S62: '6', KIL: 'K' };

it('five regulations are known, each under its id', () => {
  expect(Object.keys(BUILT_IN_PROFILES)).toEqual(['IZO', 'SEV', 'MR', 'S62', 'KIL']);
  for (const [key, profile] of Object.entries(BUILT_IN_PROFILES)) expect(profile.id).toBe(key);
});

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))('%s', (code, profile) => {
  const stated = Object.entries(profile.parameters) as [ParameterName, OwnSetting<unknown>][];

  it('speaks of what the table says it speaks of, and of nothing else', () => {
    const own = new Set(stated.map(([name]) => name));
    expect(CATALOGUE.filter((name) => own.has(name))).toEqual(
      CATALOGUE.filter((name) => SPEAKS[name]?.includes(LETTER[code] as string)),
    );
  });
  it.each(stated)(
    '%s passes its own check and cites clauses of this document that exist',
    (name, setting) => {
      expect(checkParameter(name, setting.value)).toEqual([]);
      expect(setting.clauses.length).toBeGreaterThan(0);
      for (const clause of setting.clauses) {
        expect(CLAUSES).toContain(clause.id);
        expect(clause.id.startsWith(`${code}-`)).toBe(true);
        expect(clause.document).toBe(profile.document);
        // The door takes no longer number when an organisation sends the same back as its own.
        expect(clause.clause.length).toBeLessThanOrEqual(60);
        expect(clause.clause).not.toMatch(/[A-HJ-UWYZa-z]/u);
      }
    },
  );
  it('keeps the contradictions of its text, in Russian', () => {
    expect(profile.warnings.length).toBeGreaterThan(0);
    for (const warning of profile.warnings) expect(warning).toMatch(/^[А-ЯЁ].+\.$/u);
  });
  it('in force, is its own word where it speaks and a default without clauses where it is silent', () => {
    const { parameters } = resolveProfile(id(1), {
      ...{ stage: 'IN_FORCE', organisationId: id(1), version: 1, document: profile.document },
      ...{ parameters: profile.parameters, warnings: [], from: '2021-01-01' },
    });
    for (const name of PARAMETER_NAMES) {
      const own = profile.parameters[name];
      expect(parameters[name].source).toBe(own === undefined ? 'DEFAULT' : 'OWN');
      expect(parameters[name].clauses).toEqual(own?.clauses ?? []);
    }
  });
});

type Told = { readonly [Name in ParameterName]?: Parameters[Name] };
/** Values the five differ in (D1–D25 of the catalogue). */
const TOLD: readonly (readonly [BuiltInProfile, Told])[] = [
  [
    IZO,
    {
      'source.binding': 'BINDING',
      level: 'MUNICIPAL',
      individualRouteYears: { min: 4, max: 5 },
      participantScope: ['PEDAGOGUE'],
      forms: { codes: [], open: true },
      mentorCategories: ['PEDAGOGUE'],
      mentorCriterion: 'MEASURABLE_RESULTS',
      crossOrgPairs: { policy: 'ALLOWED', forms: [] },
      curatorEligible: ['STAFF', 'SOCIAL_PARTNER'],
      mentorCouncil: 'OPTIONAL',
      participationConsent: 'ANY',
      externalMonitoringRecipients: ['CNPPM', 'METHOD_CABINET'],
    },
  ],
  [
    SEV,
    {
      level: 'MUNICIPAL',
      modelPeriod: { from: '2021-01-01', until: '2024-12-31' },
      participantScope: ['PEDAGOGUE'],
      forms: { codes: ['TRADITIONAL', 'GROUP', 'FLASH', 'NETWORK', 'REVERSE', 'VIRTUAL'], open: false },
      menteeCategories: ['YOUNG_SPECIALIST', 'NEW_DUTIES_OR_TECH', 'TRANSFERRED'],
      youngSpecialistMaxYears: 3,
      externalMentorAgreement: 'OPTIONAL',
      crossOrgPairs: { policy: 'BY_FORM', forms: ['NETWORK', 'VIRTUAL'] },
      coordinator: 'MUNICIPAL',
      appointmentAct: 'ORDER',
      pairOrder: true,
      pairOrderRefreshPerYear: 2,
      registerRefreshPerYear: 2,
      stageModel: ['PREPARATORY', 'MAIN', 'FINAL'],
      meetingSequence: { general: [], byForm: { FLASH: ['FINAL'] } },
      indicators: [],
    },
  ],
  [
    MR,
    {
      'source.binding': 'RECOMMENDATION',
      level: 'GENERIC',
      pairTerm: 'FREE',
      participantScope: ['PEDAGOGUE'],
      forms: { codes: [], open: true },
      curatorEligible: ['DEPUTY_HEAD'],
      appointmentAct: 'HEAD_DECISION',
      mentorCouncil: 'OPTIONAL',
      unionConsultation: true,
      compatibilityAssessment: 'OPTIONAL',
      registerRefreshPerYear: 1,
      registerRefreshScope: ['CANDIDATES'],
      meetingCount: 'PAIR_DECIDES',
      monitoringActors: ['CURATOR', 'COUNCIL'],
      finalReportBy: ['CURATOR'],
      mentorPayment: 'OPTIONAL',
    },
  ],
  [
    S62,
    {
      pairTerm: 'CALENDAR_YEAR',
      externalMentorAgreement: 'REQUIRED',
      coordinator: 'SCHOOL_DEPUTY_UVR',
      personalDataConsent: true,
      registerRefreshPerYear: 'AS_NEEDED',
      gradingAllowed: false,
      finalReportBy: ['MENTOR'],
      mentorPayment: 'NONE',
    },
  ],
  [
    KIL,
    {
      level: 'SCHOOL',
      modelPeriod: { from: '2022-01-01', until: '2024-12-31' },
      pairTerm: 'MODEL_PERIOD',
      studentMinAge: 10,
      forms: { codes: ['STUDENT_STUDENT', 'TEACHER_TEACHER', 'NETWORK'], open: false },
      menteeCategories: ['YOUNG_SPECIALIST', 'TRANSFERRED', 'SKILL_GAP'],
      mentorCategories: ['STUDENT', 'PEDAGOGUE'],
      mentorCriterion: 'SUCCESSFUL_EXPERIENCE',
      networkMentorForYoungSpecialist: true,
      curatorEligible: ['DEPUTY_HEAD', 'PEDAGOGUE', 'SOCIAL_PARTNER'],
      mentorCouncil: 'REQUIRED',
      participationConsent: 'WRITTEN',
      minorConsentRoles: ['MENTEE'],
      familiarisationBeforePair: ['MENTEE'],
      stageModel: ['PREPARATORY', 'DESIGN', 'IMPLEMENTATION', 'REFLEXIVE_ANALYTICAL', 'RESULTATIVE'],
      entryExitComparison: true,
      finalReportBy: ['MENTOR', 'CURATOR'],
      mentorPayment: 'REQUIRED_BASIS',
      yearlyTargets: [],
    },
  ],
];
it.each(TOLD.map(([profile, told]) => [profile.id, profile, told] as const))(
  '%s says of what the five differ in what the catalogue says',
  (_code, { parameters }, told) => {
    for (const [name, value] of Object.entries(told)) {
      expect([name, parameters[name as ParameterName]?.value]).toEqual([name, value]);
    }
  },
);

it('counts of the catalogue: indicators of process and impact, targets of Seversk', () => {
  const aspects = ({ parameters }: BuiltInProfile) =>
    (['PROCESS', 'IMPACT'] as const).map(
      (aspect) => parameters.indicators?.value.filter((one) => one.aspect === aspect).length,
    );
  expect([IZO, S62, KIL].map(aspects)).toEqual([
    [5, 4],
    [1, 4],
    [6, 5],
  ]);
  const percent = SEV.parameters.yearlyTargets?.value.filter(({ unit }) => unit === 'PERCENT') ?? [];
  expect(percent.slice(0, 4).map(({ year, value }) => [year, value])).toEqual([
    [2021, 40],
    [2022, 60],
    [2023, 80],
    [2024, 100],
  ]);
});
