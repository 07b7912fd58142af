/**
 * Regulation of МОУ СОШ № 62, parameter by parameter, each with its clause. Sections are counted 1–12 as they follow
 * in the text: their headings after the second are printed anew from 1, the numbers of the clauses are not.
 */
import type { ClauseRef } from '@nastavnik/kernel';
import {
  FORUMS,
  MEETING_KINDS,
  MENTOR_CATEGORIES,
  MONITORING_ASPECTS,
  MONITORING_KINDS,
  PAIR_ROLES,
  STUDENT_MENTEE_CATEGORIES,
  SUPPORT_GIVERS,
} from '../../vocabulary';
import type { BuiltInProfile, OwnSetting } from '../profile';

const DOCUMENT = 'МОУ СОШ № 62';

/** One printed clause that the catalogue reads as two demands, and one item printed over two paragraphs. */
const PRINTED: { readonly [number: string]: string } = {
  '4.11-1': '4.11',
  '4.11-2': '4.11',
  '4.7-4': '4.7, абз. 4–5',
};

/** `4.13` is a clause; `4.6-1` its first paragraph; `7-10` the tenth paragraph of section 7. */
const clause = (number: string): ClauseRef => {
  const [base, paragraph] = number.split('-') as [string, string?];
  return {
    id: `S62-${number}`,
    document: DOCUMENT,
    clause: PRINTED[number] ?? (paragraph === undefined ? base : `${base}, абз. ${Number(paragraph)}`),
  };
};
const as = <T>(value: T, ...numbers: readonly string[]): OwnSetting<T> => ({
  value,
  clauses: numbers.map(clause),
});
/** `all('12', 8)`: 12-01 … 12-08, as the paragraphs of whole sections are numbered. */
const all = (section: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${section}-${String(index + 1).padStart(2, '0')}`);

export const S62: BuiltInProfile = {
  id: 'S62',
  document: DOCUMENT,
  parameters: {
    'source.binding': as('BINDING', '4.1'),
    level: as('SCHOOL', '1.1'),
    legalBasis: as(
      [
        {
          number: '273-ФЗ',
          title: 'Федеральный закон «Об образовании в Российской Федерации»',
          adoptedOn: '2012-12-29',
        },
        {
          number: 'Р-145',
          title:
            'Распоряжение Минпросвещения России о методологии (целевой модели) наставничества обучающихся',
          adoptedOn: '2019-12-25',
        },
      ],
      '1.1',
    ),
    pairTerm: as('CALENDAR_YEAR', '5.4'),
    participantScope: as(['PEDAGOGUE', 'STUDENT'], '3.1'),
    forms: as({ codes: ['STUDENT_STUDENT', 'TEACHER_TEACHER', 'TEACHER_STUDENT'], open: true }, '5.1'),
    menteeCategories: as(
      [...STUDENT_MENTEE_CATEGORIES, 'YOUNG_SPECIALIST', 'BURNOUT', 'ADAPTING', 'DIGITAL_SKILLS'],
      '4.6-1',
      '4.6-2',
      '4.6-3',
      '4.6-4',
      '4.6-5',
      '4.6-6',
      '4.7-1',
      '4.7-2',
      '4.7-3',
      '4.7-4',
    ),
    mentorCategories: as(MENTOR_CATEGORIES, '4.8-1', '4.8-2', '4.8-3', '4.8-4', '4.8-5', '4.8-6', '4.8-7'),
    mentorCriterion: as('SUCCESSFUL_EXPERIENCE', '2.5'),
    externalMentorAgreement: as('REQUIRED', '4.14'),
    externalMentorGratuitous: as(true, '4.14'),
    crossOrgPairs: as({ policy: 'ALLOWED', forms: [] }, '4.14'),
    cardinality: as(
      { general: { mentors: { min: 1, max: null }, mentees: { min: 1, max: null } }, byForm: {} },
      '2.2',
    ),
    coordinator: as('SCHOOL_DEPUTY_UVR', '4.2'),
    curatorEligible: as(['STAFF', 'PARTNER'], '2.7'),
    appointmentAct: as('ORDER', '4.3'),
    participationConsent: as('ANY', '4.10'),
    personalDataConsent: as(true, '4.11-1'),
    minorConsentRoles: as(PAIR_ROLES, '4.11-2'),
    familiarisationBeforePair: as(true, '4.12'),
    programmePresentationForums: as(FORUMS, '5.2'),
    menteeChoosesMentor: as(true, '10-02'),
    pairOrder: as(true, '4.13'),
    registerRefreshPerYear: as('AS_NEEDED', '4.9'),
    registerRefreshScope: as(['MENTEES', 'MENTORS'], '4.9'),
    meetingSequence: as(MEETING_KINDS, '5.3-1', '5.3-2', '5.3-3', '5.3-4', '5.3-5'),
    meetingCount: as('PAIR_DECIDES', '5.5'),
    monitoringSchedule: as({ perPair: MONITORING_KINDS, calendar: [] }, '6.4'),
    monitoringActors: as(['CURATOR', 'MENTOR'], '6.4'),
    monitoringAspects: as(MONITORING_ASPECTS, '6.2-1', '6.2-2'),
    indicators: as(
      [
        {
          code: 'PROCESS_QUALITY',
          aspect: 'PROCESS',
          title: 'Качество процесса реализации программы',
          clause: 'S62-6.2-1',
        },
        {
          code: 'MOTIVATION_PERSONAL',
          aspect: 'IMPACT',
          title: 'Мотивационно-личностный рост',
          clause: 'S62-6.2-2',
        },
        { code: 'COMPETENCE', aspect: 'IMPACT', title: 'Компетентностный рост', clause: 'S62-6.2-2' },
        { code: 'PROFESSIONAL', aspect: 'IMPACT', title: 'Профессиональный рост', clause: 'S62-6.2-2' },
        {
          code: 'EDUCATIONAL_RESULTS',
          aspect: 'IMPACT',
          title: 'Динамика образовательных результатов',
          clause: 'S62-6.2-2',
        },
      ],
      '6.2-1',
      '6.2-2',
    ),
    entryExitComparison: as(true, '6.3'),
    gradingAllowed: as(false, '6.5'),
    finalReportBy: as(['MENTOR'], '7-10'),
    mentorPayment: as('NONE', ...all('11', 10)),
    incentiveKinds: as(
      [
        'PUBLIC_EVENT',
        'PROFESSIONAL_EVENT',
        'CONTEST_NOMINATION',
        'SCHOOL_CONTEST',
        'SITE_RUBRIC',
        'METHODICAL_BANK',
        'HONOUR_BOARD',
        'SCHOOL_CERTIFICATE',
        'PARENT_THANKS_LETTER',
        'DEVELOPMENT_PROPOSALS',
      ],
      ...all('11', 10),
    ),
    contests: as(
      [
        { name: 'Наставник года', level: 'SCHOOL' },
        { name: 'Лучшая пара', level: 'SCHOOL' },
        { name: 'Наставник +', level: 'SCHOOL' },
      ],
      '11-04',
    ),
    requiredDocuments: as(
      [
        'REGULATION',
        'ORDER_INTRODUCTION',
        'TARGET_MODEL',
        'ROADMAP',
        'ORDER_APPOINTMENT',
        'ORDER_MENTOR_SCHOOL',
        'ORDER_PAIRS',
        'ORDER_FINAL_EVENT',
      ],
      ...all('12', 8),
    ),
    requiredRegisters: as(
      ['MENTEES', 'MENTORS', 'PARTICIPANTS', 'PROGRAMMES', 'PRACTICES'],
      '4.4',
      '3.2-5',
      '3.2-7',
    ),
    siteSection: as(
      { title: 'Наши наставники', extras: ['METHODICAL_BANK', 'HONOUR_BOARD'] },
      '11-05',
      '11-06',
      '11-07',
    ),
    practiceSelection: as(true, '3.2-7'),
    introductionOrder: as(true, '4.1', '12-02'),
    basesRequired: as(true, '4.4'),
    needsDiagnosisBeforePlan: as(true, '7-03'),
    coAuthoredPlan: as(true, '7-02', '9-02'),
    complaintDisclosure: as(true, '8-03'),
    contestEntrants: as(PAIR_ROLES, '8-06', '10-04'),
    programmeFirst: as(['MENTOR_SCHOOL'], '12-06', '8-04'),
    mentorSchoolOrder: as(true, '12-06'),
    mentorsTrained: as(true, '3.2-3', '8-04'),
    // The mentor supports the own mentee (7-08); both are accompanied psychologically (8-05, 10-03).
    psychologicalSupport: as({ by: SUPPORT_GIVERS, for: PAIR_ROLES }, '7-08', '8-05', '10-03'),
    rewardedRoles: as(['MENTOR'], ...all('11', 10)),
    contestNominationLevels: as(['MUNICIPAL', 'REGIONAL', 'FEDERAL'], '11-03'),
    proposals: as(
      { MENTOR: ['MENTORING', 'SCHOOL_DEVELOPMENT'], MENTEE: ['MENTORING'] },
      '8-01',
      '10-01',
      '11-10',
    ),
    nearGoals: as(true, '7-05'),
    basesFormedBy: as(['DIRECTOR', 'COORDINATOR', 'CURATOR', 'PEDAGOGUE'], '4.5'),
    programmeWork: as(['DEVELOPED', 'ACCOMPANIED'], '3.2-2'),
  },
  warnings: [
    'Заголовки разделов 3–12 напечатаны с номерами 1–10; пункты цитируются по порядку разделов.',
    'П. 1.1 называет распоряжение Минпросвещения России № Р-145 постановлением.',
    'П. 4.11: неясно, дают ли законные представители согласие на обработку персональных данных или на участие; учитываются оба.',
    'П. 9, абз. 2: обязанность наставляемого повторяет слова об обязанности наставника («совместно с наставляемым»).',
  ],
};
