/** Regulation of Кильмезская школа (Сюмсинский район, Удмуртия) on the mentoring of pedagogues and students, 2022–2024. */
import {
  COUNCIL_FUNCTIONS,
  INTRODUCTION_PARTS,
  MONITORING_ASPECTS,
  PAIR_ROLES,
  PLAN_PARTS,
} from '../../vocabulary';
import type { BuiltInProfile } from '../profile';
import { quoting } from './quoting';

const DOCUMENT = 'МБОУ Кильмезская СОШ';

const as = quoting('KIL', DOCUMENT, {
  '1.1-01': '1.1',
  '1.1-02': '1.1',
  '1.1-03': '1.1',
  '1.2-01': '1.2',
  '1.3-02': '1.3, абз. 2',
  '1.5-03': '1.5, «Куратор»',
  '1.5-01': '1.5, «Наставник»',
  '1.5-04': '1.5, «Методическое объединение»',
  '1.6-02': '1.6, пп. 5',
  '1.6-04': '1.6, пп. 3',
  '1.7-01': '1.7',
  '2.1.5-01': '2.1.5',
  '4.1-01': '4.1',
  '4.3.1-1': '4.3.1',
  '4.3.1-2': '4.3.1',
  '4.3.1-3': '4.3.1',
  '4.3.1-4': '4.3.1',
  '6.2-2': '6.2, абз. 3',
  '5.3-2': '5.3, абз. 2–3',
  '5.3-3': '5.3, абз. 4',
  '5.3-4': '5.3, абз. 5',
  '5.3-5': '5.3, абз. 6',
  '5.3-6': '5.3, абз. 7',
  '6.2-5': '6.2, абз. 6',
  '6.2-6': '6.2, абз. 7',
  '6.2-7': '6.2, абз. 8',
  '6.4.1-04': '6.4.1, абз. 5',
  '6.4.1-01': '6.4.1, абз. 1',
  '6.4.1-05': '6.4.1, абз. 6',
  '6.4.1-06': '6.4.1, абз. 7',
  '6.4.1-07': '6.4.1, абз. 8',
  '6.4.1-09': '6.4.1, абз. 10',
});

/** The ten functions of the council, 6.3.1-01 … 6.3.1-10. */
const COUNCIL = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map((one) => `6.3.1-${one}`);
const INTRODUCTION = ['2.1.1-01', '2.1.1-02', '2.1.1-03', '2.1.1-04', '2.1.1-05'] as const;

export const KIL: BuiltInProfile = {
  id: 'KIL',
  document: DOCUMENT,
  parameters: {
    'source.binding': as('BINDING', '2.1.5-01'),
    level: as('SCHOOL', '2.1.5-01'),
    parentProfile: as(
      {
        title:
          'Региональная целевая модель наставничества Удмуртской Республики; модель Сюмсинского района (приказ № 113-ОД)',
        organisationId: null,
      },
      '1.1-01',
      '1.1-03',
    ),
    legalBasis: as(
      [
        {
          number: '2403-р',
          title: 'Распоряжение Правительства России об основах государственной молодёжной политики',
          adoptedOn: '2014-11-29',
        },
        {
          number: 'Указ № 204',
          title: 'Указ Президента России о национальных целях и стратегических задачах развития',
          adoptedOn: '2018-05-07',
        },
        {
          number: 'Р-145',
          title:
            'Распоряжение Минпросвещения России о методологии (целевой модели) наставничества обучающихся',
          adoptedOn: '2019-12-25',
        },
        {
          number: 'УР № 239',
          title: 'Постановление Правительства Удмуртской Республики о наставничестве',
          adoptedOn: '2017-05-29',
        },
        {
          number: 'УР № 1077',
          title:
            'Приказ Министерства образования и науки Удмуртской Республики о Концепции единой системы научно-методического сопровождения',
          adoptedOn: '2021-07-21',
        },
        {
          number: 'УР № 255',
          title:
            'Приказ Министерства образования и науки Удмуртской Республики о внедрении региональной целевой модели (с изменениями, приказ № 398)',
          adoptedOn: '2022-02-16',
        },
        {
          number: 'УР № 581',
          title:
            'Приказ Министерства образования и науки Удмуртской Республики о мониторинге региональной целевой модели',
          adoptedOn: '2022-04-08',
        },
        {
          number: '113-ОД',
          title: 'Приказ Управления образования Сюмсинского района о внедрении целевой модели',
          adoptedOn: '2022-09-01',
        },
      ],
      '1.1-01',
      '1.1-02',
      '1.1-03',
    ),
    modelPeriod: as({ from: '2022-01-01', until: '2024-12-31' }, '1.7-01'),
    pairTerm: as('MODEL_PERIOD', '1.7-01'),
    participantScope: as(['PEDAGOGUE', 'STUDENT'], '1.2-01'),
    studentMinAge: as(10, '1.2-01'),
    forms: as({ codes: ['STUDENT_STUDENT', 'TEACHER_TEACHER', 'NETWORK'], open: false }, '4.1-01', '4.3.6'),
    roleModels: as(
      {
        STUDENT_STUDENT: ['ACHIEVING_UNDERACHIEVING', 'LEADER_PASSIVE', 'EQUAL_EQUAL'],
        TEACHER_TEACHER: [
          'EXPERIENCED_YOUNG',
          'LEADER_COMMUNICATION_DIFFICULTY',
          'INNOVATOR_CONSERVATIVE',
          'SUBJECT_EXPERT_NOVICE',
        ],
      },
      '4.2.5-1',
      '4.2.5-2',
      '4.2.5-3',
      '4.3.4-1',
      '4.3.4-2',
      '4.3.4-3',
      '4.3.4-4',
    ),
    // Students are told apart by role model, not by category.
    menteeCategories: as(['YOUNG_SPECIALIST', 'TRANSFERRED', 'SKILL_GAP'], '4.3.1-1', '4.3.1-2', '4.3.1-3'),
    youngSpecialistMaxYears: as(3, '4.3.1-1'),
    mentorCategories: as(['STUDENT', 'PEDAGOGUE'], '4.2.1', '4.3.1-4'),
    mentorCriterion: as('SUCCESSFUL_EXPERIENCE', '1.5-01'),
    externalMentorAgreement: as('OPTIONAL', '2.1.7'),
    crossOrgPairs: as({ policy: 'BY_FORM', forms: ['TEACHER_TEACHER', 'NETWORK'] }, '4.2.1'),
    cardinality: as(
      { general: { mentors: { min: 1, max: null }, mentees: { min: 1, max: null } }, byForm: {} },
      '5.2-3',
    ),
    networkMentorForYoungSpecialist: as(true, '4.3.6'),
    // 6.4 says from whom in the school, the definition in 1.5 admits staff of social partners besides.
    curatorEligible: as(['DEPUTY_HEAD', 'PEDAGOGUE', 'SOCIAL_PARTNER'], '6.4', '1.5-03'),
    appointmentAct: as('HEAD_DECISION', '6.4', '2.1.1-03'),
    mentorCouncil: as('REQUIRED', '6.3'),
    unionConsultation: as(true, '6.3.1-01'),
    councilFunctions: as(COUNCIL_FUNCTIONS, ...COUNCIL),
    voluntaryCouncil: as(true, '1.5-04'),
    rewardedRoles: as(PAIR_ROLES, '6.3.1-09'),
    participationConsent: as('WRITTEN', '2.1.2', '2.1.3', '2.1.6'),
    minorConsentRoles: as(['MENTEE'], '2.1.3'),
    familiarisationBeforePair: as(['MENTEE'], '5.2-6'),
    // A principle, freedom of choice: the choice of the mentee is what shows that it was kept.
    menteeChoosesMentor: as(true, '1.6-02'),
    pairOrder: as(true, '2.1.6'),
    registerRefreshPerYear: as(1, '6.4.1-05'),
    registerRefreshScope: as(['CANDIDATES'], '6.4.1-05'),
    stageModel: as(['PREPARATORY', 'DESIGN', 'IMPLEMENTATION', 'REFLEXIVE_ANALYTICAL', 'RESULTATIVE'], '5.1'),
    // At the entry and at the exit (see `entryExitComparison`); the introduction act fixes the dates.
    monitoringSchedule: as({ perPair: [], calendar: [] }, '7.2', '2.1.1-04'),
    monitoringActors: as(['CURATOR', 'COUNCIL', 'ORGANISATION'], '6.4.1-07', '6.3.1-07', '6.2-6'),
    monitoringAspects: as(MONITORING_ASPECTS, '7.3'),
    indicators: as(
      [
        {
          ...{ code: 'PROC_PROGRAMME', aspect: 'PROCESS', clause: 'KIL-7.4-1', parts: ['RESULT', 'RISKS'] },
          title: 'Результативность программы наставничества и сопутствующие риски',
        },
        {
          ...{ code: 'PROC_PROJECTS', aspect: 'PROCESS', clause: 'KIL-7.4-2' },
          title: 'Эффективность совместных образовательных и культурных проектов',
        },
        {
          ...{ code: 'PROC_EXAMS_PASSED', aspect: 'PROCESS', clause: 'KIL-7.4-3', measure: 'SHARE' },
          title: 'Доля обучающихся наставляемого, успешно прошедших ВПР, ОГЭ, ЕГЭ',
        },
        {
          ...{ code: 'PROC_ACADEMIC_DYNAMICS', aspect: 'PROCESS', clause: 'KIL-7.4-4', measure: 'CHANGE' },
          title: 'Динамика успеваемости обучающихся',
        },
        {
          ...{ code: 'PROC_OLYMPIADS', aspect: 'PROCESS', clause: 'KIL-7.4-5', measure: 'CHANGE' },
          title: 'Динамика участия обучающихся в олимпиадах',
        },
        {
          ...{ code: 'PROC_SOCIAL_ACTIVITY', aspect: 'PROCESS', clause: 'KIL-7.4-6' },
          title: 'Социально-профессиональная активность наставляемого',
        },
        {
          ...{ code: 'IMP_EDU_RESULTS', aspect: 'IMPACT', clause: 'KIL-7.5-1', parts: ['MENTEE', 'MENTOR'] },
          title: 'Улучшение образовательных результатов наставляемого и наставника',
        },
        {
          ...{ code: 'IMP_MOTIVATION', aspect: 'IMPACT', clause: 'KIL-7.5-2' },
          title: 'Мотивированность и осознанность наставляемого в вопросах саморазвития',
        },
        {
          ...{ code: 'IMP_INNOVATION', aspect: 'IMPACT', clause: 'KIL-7.5-3' },
          title: 'Включённость наставляемого в инновационную деятельность школы',
        },
        {
          ...{ code: 'IMP_ADAPTATION', aspect: 'IMPACT', clause: 'KIL-7.5-4', parts: ['QUALITY', 'PACE'] },
          title: 'Качество и темпы адаптации специалиста',
        },
        {
          ...{ code: 'IMP_NEW_PARTICIPANTS', aspect: 'IMPACT', clause: 'KIL-7.5-5' },
          ...{ measure: 'CHANGE', parts: ['PEDAGOGUES', 'STUDENTS'] },
          title: 'Рост числа желающих стать наставниками и наставляемыми',
        },
      ],
      ...[1, 2, 3, 4, 5, 6].map((paragraph) => `7.4-${paragraph}`),
      ...[1, 2, 3, 4, 5].map((paragraph) => `7.5-${paragraph}`),
    ),
    organisationIndicators: as(
      [
        {
          ...{ code: 'ORG_STUDENT_INVOLVEMENT', aspect: 'PROCESS', clause: 'KIL-6.4.1-04' },
          ...{ measure: 'SHARE', parts: ['STUDENT_STUDENT'] },
          title: 'Вовлечённость обучающихся в формы наставничества',
        },
      ],
      '6.4.1-04',
    ),
    openIndicators: as(['PROCESS'], '7.4-6'),
    entryExitComparison: as(true, '7.2'),
    finalReportBy: as(['MENTOR', 'CURATOR'], '5.5-2', '6.4.1-07'),
    externalMonitoringRecipients: as(['REGION', 'MUNICIPALITY'], '1.1-02', '1.1-03'),
    mentorPayment: as('REQUIRED_BASIS', '2.1.4', '3.2'),
    incentiveKinds: as(
      [
        'PAYMENT',
        'ATTESTATION_CREDIT',
        'CONTEST_NOMINATION',
        'JURY',
        'DIPLOMA',
        'THANKS_LETTER',
        'DEPARTMENTAL_AWARD',
        'SOCIAL_PROGRAMME',
        'TALENT_RESERVE',
        'VACANCY_CONTEST',
        'STATE_BADGE_FOR_MENTORING',
        'HONOURED_MENTOR',
        'YOUTH_AND_PROFESSIONALISM',
      ],
      '3.2',
      '3.3-01',
      '3.3-02',
      '3.3-03',
      '3.5',
      '3.6',
    ),
    requiredDocuments: as(
      [
        'INTRODUCTION_ACT',
        'CONSENT_MENTOR',
        'CONSENT_MENTEE',
        'CONTRACT_ADDENDUM',
        'ORDER_REGULATION',
        'REGULATION',
        'ROADMAP',
        'ORDER_PAIRS',
      ],
      ...INTRODUCTION,
      '2.1.2',
      '2.1.3',
      '2.1.4',
      '2.1.5-01',
      '2.1.6',
    ),
    requiredRegisters: as(['PARTICIPANTS', 'PROGRAMMES', 'PRACTICES'], '6.2-5', '6.2-7'),
    siteSection: as({ title: 'Наставничество', extras: [] }, '6.4.1-09'),
    practiceSelection: as(true, '1.3-02', '6.2-7'),
    // Planned results stand in the introduction act; the document gives no numbers.
    yearlyTargets: as([], '2.1.1-05'),
    introductionOrder: as(true, ...INTRODUCTION),
    introductionParts: as(INTRODUCTION_PARTS, ...INTRODUCTION),
    regulationAnnexes: as(['REGULATION', 'ROADMAP'], '2.1.5-01'),
    needsDiagnosisBeforePlan: as(true, '5.2-7'),
    followUp: as(true, '5.6-1'),
    studentMentorOnHigherStage: as(true, '4.2.1', '4.2.5-3'),
    legalBasisCited: as(true, '1.6-04'),
    documentsByOrder: as(true, '5.2-4'),
    firstStageDocuments: as(true, '5.2-4'),
    firstStageAnalysis: as(true, '5.2-1'),
    firstStageSelection: as(true, '5.2-2'),
    roadmapByOrder: as(true, '2.1.5-01'),
    mentorsTrained: as(true, '6.2-2', '6.4.1-02'),
    planParts: as(PLAN_PARTS, '5.3-1', '5.3-2', '5.3-3', '5.3-4', '5.3-5', '5.3-6'),
    workFormats: as(
      {
        STUDENT_STUDENT: {
          codes: [
            'PROJECT',
            'CLASS_HOUR',
            'EXTRACURRICULAR_WORK',
            'EVENT_PREPARATION',
            'VOLUNTEERING',
            'INTEREST_CLUB',
          ],
          open: false,
        },
        TEACHER_TEACHER: {
          codes: [
            'TALK',
            'INTERVIEW',
            'TRAINING_SESSION',
            'MEETING_EXPERIENCED',
            'OPEN_LESSON',
            'EXTRACURRICULAR_EVENT',
            'THEMATIC_COUNCIL',
            'SEMINAR',
            'METHODICAL_CONSULTATION',
            'LESSON_VISIT',
            'MUTUAL_LESSON_VISIT',
            'QUESTIONNAIRE',
            'TESTING',
            'IN_PERSON_EVENT',
            'REMOTE_EVENT',
          ],
          open: true,
        },
      },
      '4.2.6-1',
      '4.2.6-2',
      '4.3.5',
    ),
    curatorOrganisesPlanning: as(true, '6.4.1-06'),
    programmeWork: as(['ACCOMPANIED'], '5.4-2'),
    closingReflection: as(true, '5.5-1'),
    basesRefreshedBy: as(['CURATOR'], '6.4.1-01', '6.4.1-05'),
  },
  warnings: [
    'П. 4.2.1: наставник находится на более высокой ступени образования; п. 4.2.5: ролевая модель «равный – равному».',
    'П. 1.1 называет приказ № 1077 дважды с разными датами: 21.07.2021 и 21.07.2012.',
    'П. 1.5: куратор — сотрудник организации или социального партнёра; п. 6.4: из заместителей руководителя или других педагогических работников. Учтены оба: педагог школы, заместитель или сотрудник партнёра.',
    'П. 2.1.5: приказ утверждает положение о наставничестве педагогических работников, а положение распространяется и на обучающихся.',
    'П. 7.3: предложение о втором этапе мониторинга в тексте обрывается.',
  ],
};
