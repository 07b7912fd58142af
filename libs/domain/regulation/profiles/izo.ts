/**
 * Regulation on the mentoring of pedagogues in the schools of Izobilnensky district, 22.07.2022: municipal, so its schools
 * inherit what they do not state themselves. Students take no part in it.
 */
import { HELP_KINDS } from '../../vocabulary';
import type { BuiltInProfile } from '../profile';
import { PARAMETERS } from '../parameters';
import { quoting } from './quoting';

const DOCUMENT = 'Положение Изобильненского округа';

const as = quoting('IZO', DOCUMENT, {
  '1.1-01': '1.1',
  '1.2-01': '1.2',
  '1.3-01': '1.3',
  '2-01': '2, «Наставник»',
  '2-02': '2, «Наставник»',
  '2-03': '2, «Наставляемый»',
  '2-04': '2, «Наставляемый»',
  '2-05': '2, «Наставляемый»',
  '2-06': '2, «Наставляемый»',
  '2-07': '2, «Наставляемый»',
  '2-08': '2, «Индивидуальный образовательный маршрут»',
  '2-09': '2, «Куратор»',
  '2-11': '2, «Форма наставничества»',
  '6.1-01': '6.1',
});

export const IZO: BuiltInProfile = {
  id: 'IZO',
  document: DOCUMENT,
  parameters: {
    'source.binding': as('BINDING', '1.1-01'),
    level: as('MUNICIPAL', '1.1-01'),
    legalBasis: as(
      [
        {
          number: '273-ФЗ',
          title: 'Федеральный закон «Об образовании в Российской Федерации»',
          adoptedOn: '2012-12-29',
        },
        {
          number: '3273-р',
          title:
            'Распоряжение Правительства России об основных принципах национальной системы профессионального роста педагогических работников',
          adoptedOn: '2019-12-31',
        },
        {
          number: 'Р-174',
          title:
            'Распоряжение Минпросвещения России о Концепции единой федеральной системы научно-методического сопровождения',
          adoptedOn: '2020-12-16',
        },
        {
          number: 'АЗ-1128/08',
          title: 'Письмо Минпросвещения России с методическими рекомендациями по системе наставничества',
          adoptedOn: '2021-12-21',
        },
      ],
      '1.3-01',
    ),
    individualRouteYears: as({ min: 4, max: 5 }, '2-08'),
    participantScope: as(['PEDAGOGUE'], '1.2-01'),
    forms: as({ codes: [], open: true }, '3.3-03'),
    interactionModels: as(['HORIZONTAL', 'VERTICAL'], '3.2-03'),
    menteeCategories: as(
      ['YOUNG_ENTRANT', 'EXPERIENCED_NEW_TECH', 'NEW_IN_COLLECTIVE', 'NON_PEDAGOGICAL_EDUCATION'],
      '2-04',
      '2-05',
      '2-06',
      '2-07',
    ),
    mentorCategories: as(['PEDAGOGUE'], '4.3-05'),
    mentorCriterion: as('MEASURABLE_RESULTS', '2-01'),
    crossOrgPairs: as({ policy: 'ALLOWED', forms: [] }, '3.2-03'),
    cardinality: as(
      { general: { mentors: { min: 1, max: null }, mentees: { min: 1, max: null } }, byForm: {} },
      '2-11',
    ),
    curatorEligible: as(['STAFF', 'SOCIAL_PARTNER'], '2-09'),
    mentorCouncil: as('OPTIONAL', '4.3-04'),
    // A principle without a procedure: participation is voluntary, in whatever form the consent is given.
    participationConsent: as('ANY', '3.3-01'),
    // Two stages, and no moment prescribed for either.
    monitoringSchedule: as({ perPair: [], calendar: [] }, '6.1-01'),
    monitoringActors: as(['ORGANISATION'], '4.1-08'),
    monitoringAspects: as(['PROCESS', 'IMPACT'], '6.1-01'),
    // The default of every silent document was taken from this one.
    indicators: as(
      PARAMETERS.indicators.byDefault,
      ...[1, 2, 3, 4, 5].map((paragraph) => `6.1.1-0${paragraph}`),
      ...[1, 2, 3, 4].map((paragraph) => `6.1.2-0${paragraph}`),
    ),
    organisationIndicators: as(
      [
        {
          ...{ code: 'ORG_RETAINED', aspect: 'IMPACT', clause: 'IZO-5-02', measure: 'CHANGE' },
          title: 'Число закрепившихся в профессии молодых и начинающих педагогов',
        },
      ],
      '5-02',
    ),
    openIndicators: as(['PROCESS'], '6.1.1-05'),
    externalMonitoringRecipients: as(['CNPPM', 'METHOD_CABINET'], '4.1-07', '4.3-03'),
    mentorPayment: as('OPTIONAL', '4.2-03'),
    incentiveKinds: as(['MUNICIPAL_MEASURES'], '4.2-03'),
    requiredDocuments: as(['REGULATION', 'ROADMAP'], '4.1-01'),
    requiredRegisters: as(
      ['PARTICIPANTS', 'PROGRAMMES', 'PRACTICES', 'MUNICIPAL_CURATORS_AND_MENTORS'],
      '4.1-06',
      '4.1-10',
      '4.3-05',
    ),
    siteSection: as(
      // A place, the site of the education department, without a title of its own.
      { title: null, extras: ['PRACTICES'] },
      '4.3-01',
    ),
    practiceSelection: as(true, '3.2-07', '4.3-01'),
    needsDiagnosisBeforePlan: as(true, '2-02'),
    mentorsTrained: as(true, '4.1-09'),
    methodicalHelp: as(HELP_KINDS, '3.2-04', '4.3-02'),
    structure: as(
      { organisations: ['GENERAL', 'ADDITIONAL'], bodies: ['EDUCATION_DEPARTMENT', 'METHOD_CABINET'] },
      '4-01',
      '4-02',
      '4-03',
    ),
    systemLevels: as(['INSTITUTIONAL', 'MUNICIPAL', 'REGIONAL', 'FEDERAL'], '3.3-04'),
    menteeRequestBeforePlan: as(true, '2-03', '3.3-02'),
    programmeWork: as(['DEVELOPED', 'ACCOMPANIED'], '4.1-05'),
  },
  warnings: [
    'Номер приказа от 22.07.2022, которым утверждено положение, в тексте не указан.',
    'П. 6.1.2, абз. 4: показатель учитывает обучающихся, хотя положение распространяется только на педагогических работников.',
    'П. 4.1, абз. 6: учёт «по формам» — неясно, по формам наставничества или по формам учётных документов.',
    'П. 6.1: мониторинг состоит из двух этапов, сроки ни одного из них не названы.',
  ],
};
