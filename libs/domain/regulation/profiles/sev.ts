/**
 * Municipal programme and roadmap of ЗАТО Северск for 2021–2024 (order 279 of 10.08.2021), municipal: its schools inherit
 * what they do not state themselves. Three documents under one order: clauses say which.
 */
import type { BuiltInProfile } from '../profile';
import type { YearlyTarget } from '../parameters';
import { quoting } from './quoting';

const DOCUMENT = 'Приказ УО ЗАТО Северск № 279';

const form = (name: string) => `программы, «Формы», ${name}`;
const preparatory = (number: number) => `${number} подготовительного этапа дорожной карты`;
const main = (number: number) => `${number} основного этапа дорожной карты`;
const as = quoting('SEV', DOCUMENT, {
  'O-1': '1 приказа',
  'O-4': '4 приказа',
  'O-5': '5 приказа',
  'D-01': 'программы, «наставничество»',
  'D-02': 'программы, «наставник»',
  'D-03': 'программы, «наставляемый»',
  'D-04': 'программы, «целевая модель наставничества»',
  'D-05': 'программы, модели взаимодействия',
  'C-1': '1 категорий программы',
  'C-2': '2 категорий программы',
  'C-3': '3 категорий программы',
  'F-1': form('традиционное'),
  'F-2': form('групповое'),
  'F-3': form('флэш'),
  'F-4': form('сетевое'),
  'F-5': form('реверсивное'),
  'F-6': form('виртуальное'),
  'I-2': 'I.2 программы',
  'I-3': 'I.3–I.5 программы',
  'III-5': 'III.5 программы',
  'IV-3': 'IV.3 программы',
  'IV-4a': 'IV.4 программы',
  'IV-4b': 'IV.4 программы',
  'IV-4c': 'IV.4 программы',
  'IV-4d': 'IV.4 программы',
  'IV-5a': 'IV.5 программы',
  'IV-5b': 'IV.5 программы',
  'IV-7c': 'IV.7 программы',
  'IV-10': 'IV.10 программы',
  'RM-01': 'дорожной карты, этапы',
  'RM-P2': preparatory(2),
  'RM-P3a': preparatory(3),
  'RM-P3b': preparatory(3),
  'RM-M1': main(1),
  'RM-M2': main(2),
  'RM-M3': main(3),
  'RM-M4a': main(4),
  'RM-M4b': main(4),
  'RM-M6a': main(6),
  'RM-M6b': main(6),
  'RM-M7': main(7),
  'RM-M8': main(8),
  'RM-F1': '1 завершающего этапа дорожной карты',
});

/** Programmes of organisations: share, number, of which preschools and schools. */
const programmes = (
  year: number,
  percent: number,
  total: number,
  preschools: number,
  schools: number,
): readonly YearlyTarget[] => [
  { year, indicator: 'Организации с программой наставничества', value: percent, unit: 'PERCENT' },
  { year, indicator: 'Организации с программой наставничества', value: total, unit: 'COUNT' },
  { year, indicator: 'ДОУ с программой наставничества', value: preschools, unit: 'COUNT' },
  { year, indicator: 'МОУ с программой наставничества', value: schools, unit: 'COUNT' },
];
const whole = (indicator: string, ...years: readonly number[]): readonly YearlyTarget[] =>
  years.map((year) => ({ year, indicator, value: 100, unit: 'PERCENT' }));

const oneOrMore = { min: 1, max: null };
const one = { min: 1, max: 1 };

export const SEV: BuiltInProfile = {
  id: 'SEV',
  document: DOCUMENT,
  parameters: {
    'source.binding': as('BINDING', 'O-1'),
    level: as('MUNICIPAL', 'O-1'),
    parentProfile: as(
      {
        title: 'Региональная целевая программа развития наставничества Томской области',
        organisationId: null,
      },
      'D-04',
    ),
    legalBasis: as(
      [
        {
          number: 'Указ № 204',
          title: 'Указ Президента России о национальных целях и стратегических задачах развития',
          adoptedOn: '2018-05-07',
        },
        {
          number: 'Указ № 94',
          title: 'Указ Президента России об учреждении знака отличия «За наставничество»',
          adoptedOn: '2018-03-02',
        },
        {
          number: '3273-р',
          title:
            'Распоряжение Правительства России об основных принципах национальной системы профессионального роста педагогических работников',
          adoptedOn: '2019-12-31',
        },
        {
          number: 'МП-П-989',
          title: 'Письмо Минпросвещения России о комплексе мер',
          adoptedOn: '2020-03-24',
        },
        {
          number: '763-р',
          title:
            'Распоряжение Департамента общего образования Томской области о критериях оценки вклада в повышение качества образования',
          adoptedOn: '2019-09-23',
        },
      ],
      'I-2',
      'I-3',
    ),
    modelPeriod: as({ from: '2021-01-01', until: '2024-12-31' }, 'O-1'),
    participantScope: as(['PEDAGOGUE'], 'D-01', 'D-02', 'D-03'),
    forms: as(
      { codes: ['TRADITIONAL', 'GROUP', 'FLASH', 'NETWORK', 'REVERSE', 'VIRTUAL'], open: false },
      'F-1',
      'F-2',
      'F-3',
      'F-4',
      'F-5',
      'F-6',
    ),
    interactionModels: as(['HORIZONTAL', 'VERTICAL'], 'D-05'),
    menteeCategories: as(['YOUNG_SPECIALIST', 'NEW_DUTIES_OR_TECH', 'TRANSFERRED'], 'C-1', 'C-2', 'C-3'),
    youngSpecialistMaxYears: as(3, 'C-1'),
    mentorCategories: as(['PEDAGOGUE'], 'D-02'),
    externalMentorAgreement: as('OPTIONAL', 'RM-M3'),
    crossOrgPairs: as({ policy: 'BY_FORM', forms: ['NETWORK', 'VIRTUAL'] }, 'III-5', 'F-6'),
    cardinality: as(
      {
        general: { mentors: oneOrMore, mentees: oneOrMore },
        byForm: {
          TRADITIONAL: { mentors: one, mentees: one },
          GROUP: { mentors: oneOrMore, mentees: { min: 2, max: null } },
          VIRTUAL: { mentors: oneOrMore, mentees: one },
        },
      },
      'F-1',
      'F-2',
      'F-6',
    ),
    coordinator: as('MUNICIPAL', 'O-4', 'O-5'),
    // The document has no curator: a responsible person of the organisation does that work.
    curatorEligible: as(['STAFF'], 'RM-P3b'),
    appointmentAct: as('ORDER', 'RM-P3a', 'RM-P3b'),
    pairOrder: as(true, 'RM-M2'),
    pairOrderRefreshPerYear: as(2, 'RM-M2'),
    registerRefreshPerYear: as(2, 'RM-M1'),
    registerRefreshScope: as(['MENTEES', 'MENTORS'], 'RM-M1'),
    // Stages of the programme of the municipality, not of a pair.
    stageModel: as(['PREPARATORY', 'MAIN', 'FINAL'], 'RM-01'),
    // A flash has one meeting, its first and its last.
    meetingSequence: as({ general: [], byForm: { FLASH: ['FINAL'] } }, 'F-3'),
    monitoringSchedule: as(
      {
        perPair: [],
        calendar: [
          { kind: 'INTERIM', month: 11, onlyYear: null },
          { kind: 'FINAL', month: 11, onlyYear: 2024 },
        ],
      },
      'IV-3',
      'RM-M4a',
      'RM-M4b',
      'RM-F1',
    ),
    monitoringActors: as(['MUNICIPALITY', 'ORGANISATION'], 'RM-M4a', 'RM-M4b'),
    // "On developed criteria": none is named.
    indicators: as([], 'IV-3'),
    finalReportBy: as(['MUNICIPALITY'], 'RM-F1'),
    externalMonitoringRecipients: as(['MUNICIPALITY', 'METHOD_CABINET'], 'RM-M4a', 'RM-M4b'),
    incentiveKinds: as(['STATE_BADGE_FOR_MENTORING'], 'I-2'),
    contests: as(
      [
        { name: 'Лучший педагог-наставник', level: 'MUNICIPAL' },
        { name: 'Лучшие практики наставничества', level: 'REGIONAL' },
      ],
      'IV-10',
    ),
    requiredDocuments: as(
      ['PROGRAMME', 'ROADMAP', 'ORDER_APPOINTMENT', 'ORDER_PAIRS'],
      'RM-P2',
      'RM-P3b',
      'RM-M2',
    ),
    requiredRegisters: as(['MENTEES', 'MENTORS', 'MENTOR_EXPERTS'], 'RM-M1', 'IV-7c'),
    siteSection: as({ title: 'Развитие наставничества', extras: [] }, 'IV-5a', 'IV-5b'),
    eventCadence: as(
      {
        SEMINAR_OR_CONFERENCE: { times: 1, years: 1 },
        CONTEST: { times: 1, years: 1 },
        CPD_COURSE: { times: 1, years: 2 },
      },
      'RM-M6a',
      'RM-M6b',
      'RM-M7',
      'RM-M8',
    ),
    yearlyTargets: as(
      [
        ...programmes(2021, 40, 16, 9, 7),
        ...programmes(2022, 60, 24, 13, 11),
        ...programmes(2023, 80, 32, 18, 14),
        ...programmes(2024, 100, 40, 22, 18),
        ...whole('Организации, охваченные ежегодным мониторингом', 2021, 2022, 2023, 2024),
        ...whole('Общеобразовательные организации с разделом на сайте', 2022, 2023, 2024),
      ],
      'IV-3',
      'IV-4a',
      'IV-4b',
      'IV-4c',
      'IV-4d',
      'IV-5b',
    ),
    basesRequired: as(true, 'RM-M1', 'RM-M2'),
    needsDiagnosisBeforePlan: as(true, 'D-01'),
  },
  warnings: [
    'П. IV.1 программы: в 2021 году программы разработаны в 100 % организаций; п. IV.4: в 40 %.',
    'П. IV.2 программы относит документы организаций к 2022 году, п. 2 подготовительного этапа дорожной карты — к августу–сентябрю 2021 года.',
    'Приказ издан 10.08.2021, а его принятие намечено дорожной картой на июль 2021 года.',
    'Заголовок приказа называет 2020–2024 годы, программа — 2021–2024 годы.',
    'ДОУ входят в целевые показатели (п. IV.4), но среди исполнителей дорожной карты их нет: ДО — дополнительное образование.',
    'Наставник определён как сотрудник образовательной организации, а наставники виртуальной формы могут быть за её пределами.',
    'П. 5 завершающего этапа дорожной карты напечатан дважды: август и декабрь 2024 года.',
    'П. 2 и 3 подготовительного этапа повторяются ежегодно только до 01.02.2024.',
    'Разделы на сайтах школ: п. IV.5 программы — с 2022 года, п. 4 подготовительного этапа — с сентября 2021 года.',
    'П. IV.3 программы: мониторинг проводится «по разработанным критериям», сами критерии не названы.',
  ],
};
