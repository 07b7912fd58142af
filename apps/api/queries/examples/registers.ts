/** Examples of pages of registers, for the documentation. Typed, so that none can tell of a field that is not there. */
import type {
  ActivityEntry,
  AppealEntry,
  AwardEntry,
  CampaignEntry,
  ConsentEntry,
  CouncilEntry,
  ExpertLine,
  MenteeEntry,
  MentorEntry,
  OrderEntry,
  PairEntry,
  PracticeEntry,
  SiteEntry,
  SiteMaterialEntry,
} from '@nastavnik/read-models';

/** A page with one entry. @param rest what this register has beside its entries, and names for those who see them */
export const pageOf = <Entry extends object>(entry: Entry, rest: object = {}) => ({
  asOf: '1234',
  items: [entry],
  next: null,
  ...rest,
});

export const menteesPage = pageOf<MenteeEntry>(
  {
    participantId: '00000000-0000-4000-8000-000000000011',
    schoolId: '00000000-0000-4000-8000-000000000002',
    kind: 'STUDENT',
    employed: false,
    position: null,
    experienceYears: null,
    educationStage: 'BASIC',
    categories: ['LOW_RESULTS'],
    tasks: ['LIFE'],
    needsDiagnosedOn: '2021-01-14',
    development: {
      refreshedOn: '2021-01-12',
      mentoredFrom: '2021-02-01',
    },
    consents: [],
    enteredOn: '2021-01-12',
    leftOn: null,
    leftReason: null,
    status: 'ACTIVE',
    pairs: [
      {
        pairId: '00000000-0000-4000-8000-000000000033',
        kind: 'PAIR',
        form: 'STUDENT_STUDENT',
        status: 'ACTIVE',
        mentorIds: ['00000000-0000-4000-8000-000000000022'],
        meetingsHeld: 3,
      },
    ],
    pastPairs: [],
    completedPairs: 1,
  },
  {
    people: {
      '00000000-0000-4000-8000-000000000011': {
        name: 'Соколова Анна Игоревна',
      },
      '00000000-0000-4000-8000-000000000022': {
        name: 'Ёлкин Борис Петрович',
      },
    },
  },
);

export const mentorsPage = pageOf<MentorEntry>(
  {
    participantId: '00000000-0000-4000-8000-000000000021',
    schoolId: '00000000-0000-4000-8000-000000000002',
    kind: 'PEDAGOGUE',
    category: 'PEDAGOGUE',
    experience: ['PROFESSIONAL'],
    employed: true,
    position: 'PEDAGOGUE',
    educationStage: null,
    areas: ['Физика'],
    trainings: [],
    evidenced: true,
    consents: [],
    refreshedOn: '2021-01-12',
    mentoringSince: null,
    enteredOn: '2021-01-12',
    leftOn: null,
    leftReason: null,
    status: 'FREE',
    agreements: [],
    pairs: [],
    pastPairs: [],
    completedPairs: 0,
  },
  {
    people: {
      '00000000-0000-4000-8000-000000000021': {
        name: 'Соколова Анна Игоревна',
      },
    },
  },
);

export const pairsPage = pageOf<PairEntry>(
  {
    pairId: '00000000-0000-4000-8000-000000000031',
    schoolId: '00000000-0000-4000-8000-000000000002',
    kind: 'PAIR',
    form: 'TEACHER_STUDENT',
    roleModel: null,
    status: 'COMPLETED',
    stage: 'CLOSED',
    tasks: ['LIFE'],
    menteeIds: ['00000000-0000-4000-8000-000000000011'],
    mentorIds: ['00000000-0000-4000-8000-000000000022'],
    candidateIds: ['00000000-0000-4000-8000-000000000021'],
    orders: [
      {
        kind: 'PAIRS',
        number: '78-Д',
        ...{ register: 'MAIN', legalBasis: ['273-ФЗ'], carried: true },
        cancelledOn: null,
        orderId: '00000000-0000-4000-8000-000000000041',
        issuedOn: '2021-02-01',
      },
    ],
    proposedOn: '2021-01-20',
    familiarisedOn: '2021-01-23',
    chosenOn: '2021-01-22',
    fixedOn: '2021-02-01',
    startsOn: '2021-02-01',
    endsOn: '2021-12-31',
    plan: {
      draftedOn: '2021-02-28',
      approvedOn: '2021-02-27',
      version: 1,
    },
    meetings: {
      held: [
        {
          on: '2021-02-05',
          kind: 'ORGANISATIONAL',
          number: 1,
        },
      ],
      heldByKind: {
        FINAL: 1,
        PLANNING: 1,
        TRIAL: 1,
        ORGANISATIONAL: 1,
        REGULAR: 2,
      },
      plannedRegular: 2,
      next: null,
    },
    monitoring: {
      interimOn: '2021-06-20',
      finalOn: '2021-11-20',
    },
    assessment: {
      entryOn: '2021-02-03',
      exitOn: '2021-11-26',
    },
    reportedOn: '2021-11-25',
    suspension: null,
    closedOn: '2021-11-30',
    endReason: null,
    followUp: 'CLOSED',
  },
  {
    people: {
      '00000000-0000-4000-8000-000000000011': {
        name: 'Соколова Анна Игоревна',
      },
      '00000000-0000-4000-8000-000000000022': {
        name: 'Ёлкин Борис Петрович',
      },
    },
  },
);

export const activitiesPage = pageOf<ActivityEntry>({
  activityId: '00000000-0000-4000-8000-000000000071',
  organisationId: '00000000-0000-4000-8000-000000000002',
  content: {
    kind: 'MENTOR_SCHOOL',
  },
  title: 'Школа наставников',
  level: 'SCHOOL',
  addressed: false,
  status: 'CLOSED',
  from: '2021-03-09',
  until: '2021-03-23',
  heldOn: '2021-03-23',
  closedOn: '2021-03-24',
  cancelledFor: null,
  channel: 'IN_PERSON',
  entered: {
    participantIds: ['00000000-0000-4000-8000-000000000021'],
    pairIds: [],
  },
  participantIds: ['00000000-0000-4000-8000-000000000021'],
  attendance: 5,
  experts: 1,
  programme: {
    modules: [
      {
        hours: 6,
        title: 'Первая встреча',
        change: 'NEW',
      },
    ],
    version: 1,
    schedule: [
      {
        on: '2021-03-09',
        module: 'Первая встреча',
      },
    ],
  },
  hours: 6,
  analysis: null,
  orderIds: ['00000000-0000-4000-8000-000000000045'],
  results: {
    of: 'TRAINING',
    completedIds: ['00000000-0000-4000-8000-000000000022'],
  },
});

export const consentsPage = pageOf<ConsentEntry>(
  {
    consentId: '00000000-0000-4000-8000-000000000061',
    schoolId: '00000000-0000-4000-8000-000000000002',
    participantId: '00000000-0000-4000-8000-000000000011',
    roles: ['MENTEE'],
    kind: 'PARTICIPATION',
    by: 'LEGAL_REPRESENTATIVE',
    written: true,
    givenOn: '2021-01-15',
    validUntil: null,
    withdrawnOn: null,
    destroyBy: null,
  },
  { people: { '00000000-0000-4000-8000-000000000011': { name: 'Соколова Анна Игоревна' } } },
);

export const ordersPage = pageOf<OrderEntry>({
  orderId: '00000000-0000-4000-8000-000000000041',
  organisationId: '00000000-0000-4000-8000-000000000002',
  kind: 'PAIRS',
  number: '78-Д',
  register: 'MAIN',
  issuedOn: '2021-02-01',
  legalBasis: ['273-ФЗ'],
  title: null,
  concerns: null,
  annexes: [],
  signedAs: 'director',
  pairs: 2,
  status: 'IN_FORCE',
  amended: [],
  cancelled: null,
  refused: [
    {
      rules: ['pair-proposed-first'],
      target: 'pair-00000000-0000-4000-8000-000000000032',
    },
  ],
});

export const practicesPage = pageOf<PracticeEntry>(
  {
    practiceId: '00000000-0000-4000-8000-000000000071',
    organisationId: '00000000-0000-4000-8000-000000000002',
    kind: 'PRACTICE',
    title: 'Круги наставничества',
    authorIds: ['00000000-0000-4000-8000-000000000021'],
    form: 'TEACHER_TEACHER',
    level: 'SCHOOL',
    topics: ['Адаптация'],
    link: null,
    hash: 'efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef',
    partIds: [],
    sourceId: null,
    status: 'ACCEPTED',
    reviewer: 'COUNCIL',
    submittedOn: '2021-05-01',
    reviewedOn: '2021-05-04',
    selectedOn: null,
    publishedOn: null,
    materialId: null,
    namedIds: [],
    withdrawnOn: null,
  },
  {
    totals: {
      banked: 1,
      published: 0,
      takenOver: 0,
    },
    people: {
      '00000000-0000-4000-8000-000000000021': {
        name: 'Соколова Анна Игоревна',
      },
    },
  },
);

export const expertsPage = pageOf<ExpertLine>(
  {
    participantId: '00000000-0000-4000-8000-000000000022',
    schoolId: '00000000-0000-4000-8000-000000000002',
    areas: ['Физика'],
    deficits: ['Цифровые инструменты'],
    channel: 'ONLINE',
    scope: 'NATIONAL',
    listedOn: '2021-05-03',
    updatedOn: '2021-05-03',
    formVersion: 1,
  },
  {
    form: {
      columns: ['Область'],
      version: 1,
      approvedOn: '2021-05-01',
      waysOfFilling: ['Анкета'],
    },
    people: {
      '00000000-0000-4000-8000-000000000022': {
        name: 'Соколова Анна Игоревна',
      },
    },
  },
);

export const sitesPage = pageOf<SiteEntry>(
  {
    organisationId: '00000000-0000-4000-8000-000000000002',
    level: 'SCHOOL',
    name: 'МОУ СОШ № 62',
    section: {
      title: 'Наши наставники',
      url: 'https://x.example/mentors',
      since: '2021-05-01',
    },
    updatedOn: '2021-05-14',
    materials: {
      total: 2,
      freeAccess: 1,
      byRubric: {
        HONOUR_BOARD: 1,
        METHODICAL_BANK: 1,
      },
      byKind: {
        METHODICAL: 2,
      },
    },
    resources: [
      {
        resourceId: '00000000-0000-4000-8000-000000000083',
        kind: 'SOCIAL_COMMUNITY',
        title: 'Наставники',
        place: 'https://x.example/c',
        since: '2021-05-13',
        updatedOn: '2021-05-14',
      },
    ],
  },
  {
    coverage: {
      schools: 1,
      withSection: 1,
      percent: 100,
    },
  },
);

export const materialsPage = pageOf<SiteMaterialEntry>({
  materialId: '00000000-0000-4000-8000-000000000082',
  organisationId: '00000000-0000-4000-8000-000000000002',
  rubric: 'HONOUR_BOARD',
  kind: 'METHODICAL',
  title: 'Материал',
  url: 'https://x.example/m',
  freeAccess: false,
  namedIds: ['00000000-0000-4000-8000-000000000021'],
  since: '2021-05-11',
  updatedOn: '2021-05-11',
});

export const appealsPage = pageOf<AppealEntry>(
  {
    appealId: '00000000-0000-4000-8000-000000000052',
    schoolId: '00000000-0000-4000-8000-000000000002',
    kind: 'COMPLAINT',
    author: null,
    mentorId: '00000000-0000-4000-8000-000000000022',
    pairId: '00000000-0000-4000-8000-000000000032',
    subject: null,
    status: 'DECIDED',
    openedOn: '2021-03-15',
    disclosedOn: '2021-03-16',
    explanation: 'DECLINED',
    decision: 'DISMISSED',
    decidedOn: '2021-03-18',
    answeredOn: null,
    arbitration: null,
  },
  {
    people: {
      '00000000-0000-4000-8000-000000000022': {
        name: 'Соколова Анна Игоревна',
      },
    },
  },
);

export const awardsPage = pageOf<AwardEntry>(
  {
    awardId: '00000000-0000-4000-8000-000000000821',
    organisationId: '00000000-0000-4000-8000-000000000002',
    recipientId: '00000000-0000-4000-8000-000000000022',
    role: 'MENTOR',
    kind: 'SCHOOL_CERTIFICATE',
    level: 'SCHOOL',
    contest: null,
    grounds: [],
    measure: null,
    mentoringDays: 303,
    status: 'GRANTED',
    nominatedOn: '2021-12-01',
    presented: null,
    decidedOn: '2021-12-10',
    orderId: '00000000-0000-4000-8000-000000000831',
    publishedAt: 'https://school62.example/news/12',
  },
  {
    people: {
      '00000000-0000-4000-8000-000000000022': {
        name: 'Соколова Анна Игоревна',
      },
    },
  },
);

export const councilsPage = pageOf<CouncilEntry>(
  {
    councilId: '00000000-0000-4000-8000-000000000802',
    organisationId: '00000000-0000-4000-8000-000000000002',
    kind: 'METHODICAL_ASSOCIATION',
    headId: '00000000-0000-4000-8000-000000000021',
    memberIds: ['00000000-0000-4000-8000-000000000021'],
    publicCouncils: [],
    formedOn: '2021-01-20',
    disbandedOn: '2021-01-31',
    sessions: [],
  },
  {
    unionOpinions: [
      {
        on: '2021-02-10',
        act: 'REWARDS',
        title: 'Положение о поощрении',
        union: 'PRIMARY',
        opinion: 'AGREED',
        protocolNumber: '7',
      },
    ],
    people: {
      '00000000-0000-4000-8000-000000000021': {
        name: 'Соколова Анна Игоревна',
      },
    },
  },
);

export const campaignsPage = pageOf<CampaignEntry>({
  kind: 'ANNUAL',
  year: 2021,
  status: 'OPEN',
  window: {
    from: '2021-12-15',
    until: '2021-12-20',
  },
  missing: [],
  orderId: null,
  schools: [
    {
      late: false,
      name: 'МОУ СОШ № 62',
      status: 'NOT_SUBMITTED',
      overdue: true,
      reminded: { on: '2021-12-21', until: '2021-12-24' },
      version: 0,
      schoolId: '00000000-0000-4000-8000-000000000002',
    },
  ],
  sets: [{ code: 'R145', version: 1 }],
  coverage: {
    asked: 1,
    accepted: 0,
  },
  notAsked: [],
  openedOn: '2021-12-15',
  onRequest: false,
  analysedOn: null,
  campaignId: '00000000-0000-4000-8000-000000000072',
  recipients: [],
  snapshotOn: '2021-12-15',
  consolidatedOn: null,
  organisationId: '00000000-0000-4000-8000-000000000002',
  indicatorSetVersion: 1,
});

export const auditsPage = {
  asOf: '1234',
  items: [
    {
      auditId: '00000000-0000-4000-8000-000000000900',
      organisationId: '00000000-0000-4000-8000-000000000002',
      status: 'CLOSED',
      openedOn: '2021-12-01',
      seed: 'Тираж 1234 от 30.11.2021',
      position: '1200',
      population: 12,
      size: 1,
      pairs: [
        {
          pairId: '00000000-0000-4000-8000-000000000021',
          checkedOn: '2021-12-02',
          results: {
            CONSENTS: 'PRESENT',
            AGREEMENT: 'NOT_DEMANDED',
            FAMILIARISATION: 'PRESENT',
            ORDER: 'PRESENT',
            ENTRY: 'PRESENT',
            PROGRAMME: 'MISSING',
            MEETINGS: 'PRESENT',
            MONITORING: 'NOT_DUE',
            REPORT: 'NOT_DUE',
          },
          violating: [],
        },
      ],
      findings: [
        {
          findingId: '00000000-0000-4000-8000-000000000901',
          pairId: '00000000-0000-4000-8000-000000000021',
          kind: 'MISSING',
          item: 'PROGRAMME',
          recordedOn: '2021-12-03',
          answer: 'WILL_CORRECT',
          dueOn: '2021-12-20',
          outcome: 'CONFIRMED',
        },
      ],
      actNumber: '1-А',
      closedOn: '2021-12-06',
    },
  ],
  next: null,
} as const;
