/** Methodical recommendations on mentoring: they bind nobody and give defaults. The text has no numbers; its parts are quoted by name. */
import type { BuiltInProfile } from '../profile';
import { quoting } from './quoting';

const DOCUMENT = 'Методические рекомендации';

const INTRODUCTION = 'вводная часть';
const FINANCE = '«Финансово-экономические условия»';
const COUNCIL = '«Методическое объединение», задачи';
const as = quoting('MR', DOCUMENT, {
  'DEF-01': INTRODUCTION,
  'DEF-02': `${INTRODUCTION}, «Наставник»`,
  'DEF-04': `${INTRODUCTION}, «Наставляемый»`,
  'DEF-05': INTRODUCTION,
  'DEF-09': `${INTRODUCTION}, особенности, абз. 4`,
  'DEF-10': 'заголовок',
  'K-03': '«Кадровые условия»',
  'O-04': '«Организационно-методические условия», абз. 4',
  'O-06': '«Организационно-методические условия», абз. 6',
  'F-02': FINANCE,
  'F-03': `${FINANCE}, абз. 1`,
  'F-04': `${FINANCE}, абз. 1`,
  'F-05': `${FINANCE}, абз. 2`,
  'F-06': `${FINANCE}, абз. 2`,
  'F-07': `${FINANCE}, абз. 2`,
  'P-03': '«Психолого-педагогические условия», абз. 2',
  'ORG-01': '1, «Организация наставничества»',
  'ORG-02': '2, «Организация наставничества»',
  'ORG-05': '«Организация наставничества»',
  'CUR-01': '«Куратор», абз. 1',
  'CUR-03': '«Куратор», абз. 2',
  'CUR-05': '«Куратор», абз. 4',
  'CUR-07': '«Куратор»',
  'MO-01': '«Методическое объединение»',
  'MO-04': `${COUNCIL}, абз. 1`,
  'MO-06': `${COUNCIL}, абз. 3`,
  'MO-10': `${COUNCIL}, абз. 7`,
  'MO-13': `${COUNCIL}, абз. 10`,
});

export const MR: BuiltInProfile = {
  id: 'MR',
  document: DOCUMENT,
  parameters: {
    'source.binding': as('RECOMMENDATION', 'DEF-10'),
    level: as('GENERIC', 'DEF-10'),
    pairTerm: as('FREE', 'DEF-05'),
    participantScope: as(['PEDAGOGUE'], 'DEF-01'),
    forms: as({ codes: [], open: true }, 'DEF-09'),
    menteeCategories: as(
      ['YOUNG_ENTRANT', 'EXPERIENCED_NEW_TECH', 'NEW_IN_COLLECTIVE', 'NON_PEDAGOGICAL_EDUCATION'],
      'DEF-04',
    ),
    mentorCategories: as(['PEDAGOGUE'], 'K-03'),
    mentorCriterion: as('MEASURABLE_RESULTS', 'DEF-02', 'K-03'),
    externalMentorAgreement: as('OPTIONAL', 'ORG-02'),
    crossOrgPairs: as({ policy: 'ALLOWED', forms: [] }, 'O-04'),
    cardinality: as(
      { general: { mentors: { min: 1, max: null }, mentees: { min: 1, max: null } }, byForm: {} },
      'MO-06',
    ),
    curatorEligible: as(['DEPUTY_HEAD'], 'ORG-05'),
    appointmentAct: as('HEAD_DECISION', 'ORG-05'),
    mentorCouncil: as('OPTIONAL', 'ORG-05', 'MO-01'),
    unionConsultation: as(true, 'CUR-07', 'MO-04'),
    compatibilityAssessment: as('OPTIONAL', 'P-03'),
    registerRefreshPerYear: as(1, 'CUR-01'),
    registerRefreshScope: as(['CANDIDATES'], 'CUR-01'),
    meetingCount: as('PAIR_DECIDES', 'DEF-05'),
    // Monitoring is a condition of mentoring; no moment is prescribed.
    monitoringSchedule: as({ perPair: [], calendar: [] }, 'O-06'),
    monitoringActors: as(['CURATOR', 'COUNCIL'], 'CUR-03', 'MO-10'),
    finalReportBy: as(['CURATOR'], 'CUR-03'),
    mentorPayment: as('OPTIONAL', 'F-02'),
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
      ],
      'F-02',
      'F-03',
      'F-04',
      'F-05',
      'F-06',
      'F-07',
    ),
    requiredDocuments: as(['REGULATION', 'ROADMAP'], 'ORG-01'),
    requiredRegisters: as(['PRACTICES'], 'MO-13'),
    siteSection: as({ title: 'Наставничество', extras: [] }, 'CUR-05'),
  },
  warnings: [
    'Документ рекомендательный: у него нет даты, номера и органа, который его принял.',
    'Заголовок отмечен сноской («кураторства)*»), текста сноски нет.',
    'Куратор «из числа заместителей» назван как пример («например»); здесь он учтён как требование.',
  ],
};
