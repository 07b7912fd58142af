/** Examples of single answers, for the documentation. */
import type { CadencePeriod } from '@nastavnik/domain';
import type { CampaignDetail, RoadmapControl, TrainingEntry } from '@nastavnik/read-models';
import { campaignsPage, pairsPage } from './registers';

const asOf = '1234';
const organisationId = '00000000-0000-4000-8000-000000000002';
const clauses = ['МОУ СОШ № 62, п. 12'];

export const regulation = {
  organisationId,
  on: '2021-01-18',
  version: 3,
  document: 'МОУ СОШ № 62',
  from: '2021-01-11',
  basedOn: 'S62',
  warnings: [],
  revision: '0',
  parameters: [
    {
      name: 'pair.formation',
      title: 'Акт закрепления пары',
      value: 'ORDER',
      source: 'OWN',
      clauses: [
        { id: 'S62-4.13', document: 'МОУ СОШ № 62', clause: '4.13', citation: 'МОУ СОШ № 62, п. 4.13' },
      ],
    },
  ],
};

export const cadence = {
  asOf,
  periods: [
    { event: 'CONTEST', from: 2021, until: 2022, asked: 1, held: 1 },
  ] satisfies readonly CadencePeriod[],
  clauses: [{ id: 'S62-10-02', document: 'МОУ СОШ № 62', clause: '10' }],
};

export const trainings = {
  asOf,
  items: [
    {
      activityId: '00000000-0000-4000-8000-000000000071',
      organisationId,
      kind: 'MENTOR_SCHOOL',
      title: 'Школа наставников',
      hours: 6,
      completedOn: '2021-03-24',
    },
  ] satisfies readonly TrainingEntry[],
};

export const campaign = {
  asOf,
  ...campaignsPage.items[0]!,
  indicators: [],
  definitions: [],
  submissions: {},
  totals: null,
  computed: [
    {
      indicator: 'R145_YOUNG_TEACHERS',
      numerator: 6,
      denominator: 20,
      value: 30,
      schools: 2,
      target: { atLeast: 20, met: true },
    },
  ],
  reminders: [
    { schoolId: '00000000-0000-4000-8000-000000000002', version: 0, on: '2021-12-21', until: '2021-12-24' },
  ],
  analysis: null,
} satisfies CampaignDetail & { asOf: string };

export const pair = {
  asOf,
  revision: '24',
  ...pairsPage.items[0]!,
  people: { '00000000-0000-4000-8000-000000000011': { name: 'Соколова Анна Игоревна' } },
};

export const history = {
  asOf: '1234',
  items: [
    {
      kind: 'ACT',
      source: 'consent',
      position: '1180',
      revision: '0',
      stream: 'consent-00000000-0000-4000-8000-000000000011',
      eventId: '6de30176-3c9e-4456-889c-5a29043b97aa',
      type: 'ConsentGiven',
      title: 'Дано письменное согласие на участие от 15.01.2021 (законный представитель).',
      effectiveOn: '2021-01-15',
      recordedAt: '2021-01-15T08:00:00.000Z',
      actor: {
        id: 'curator-1',
        role: 'curator',
      },
      rules: ['pair-by-order'],
      clauses: ['МОУ СОШ № 62, п. 4.13'],
      data: {
        purpose: 'PARTICIPATION',
        by: 'LEGAL_REPRESENTATIVE',
        written: true,
      },
    },
  ],
  next: null,
  people: {
    '00000000-0000-4000-8000-000000000011': {
      name: 'Соколова Анна Игоревна',
    },
  },
};

const violated = {
  rule: 'meetings-in-order',
  clauses: ['МОУ СОШ № 62, п. 5.3, абз. 1'],
  message: 'Пробная встреча проводится после организационной.',
  detail: null,
};

export const compliance = {
  asOf: '1234',
  pairId: '00000000-0000-4000-8000-000000000021',
  complies: false,
  broken: null,
  acts: [
    {
      eventId: '6de30176-3c9e-4456-889c-5a29043b97ac',
      stream: 'pair-00000000-0000-4000-8000-000000000021',
      revision: '4',
      position: '1200',
      type: 'PairFixed',
      title: 'Пара закреплена приказом с 01.02.2021 по 24.12.2021.',
      effectiveOn: '2021-01-25',
      recordedAt: '2021-01-25T08:00:00.000Z',
      actor: { id: 'director-1', role: 'director' },
      rules: ['pair-by-order'],
      clauses: ['МОУ СОШ № 62, п. 4.13'],
      verdict: 'STANDS',
      regulation: { organisationId: '00000000-0000-4000-8000-000000000002', version: 1 },
      evidence: { orderId: '00000000-0000-4000-8000-000000000031' },
      findings: [],
    },
    {
      eventId: '6de30176-3c9e-4456-889c-5a29043b97ad',
      stream: 'pair-00000000-0000-4000-8000-000000000021',
      revision: '6',
      position: '1220',
      type: 'MeetingHeld',
      title: 'Проведена пробная встреча.',
      effectiveOn: '2021-02-10',
      recordedAt: '2021-02-10T08:00:00.000Z',
      actor: { id: 'curator-1', role: 'curator' },
      rules: [],
      clauses: [],
      verdict: 'VIOLATES',
      regulation: null,
      evidence: {},
      findings: [violated],
    },
  ],
};

export const findings = {
  asOf: '1234',
  judged: { pairs: 50, acts: 912 },
  items: [
    {
      pairId: '00000000-0000-4000-8000-000000000021',
      schoolId: '00000000-0000-4000-8000-000000000002',
      stream: 'pair-00000000-0000-4000-8000-000000000021',
      revision: '6',
      position: '1220',
      type: 'MeetingHeld',
      title: 'Проведена пробная встреча.',
      effectiveOn: '2021-02-10',
      recordedAt: '2021-02-10T08:00:00.000Z',
      ...violated,
    },
  ],
  next: null,
};

export const comparison = {
  asOf: '1234',
  pairId: '00000000-0000-4000-8000-000000000021',
  one: { on: '2021-03-31', knownOn: '2021-03-31', events: 21, state: { stage: 'fixed' } },
  other: { on: '2021-03-31', knownOn: null, events: 22, state: { stage: 'suspended' } },
  differences: [{ path: 'stage', one: 'fixed', other: 'suspended' }],
  onlyInOne: [],
  onlyInOther: [
    {
      eventId: '6de30176-3c9e-4456-889c-5a29043b97ab',
      stream: 'consent-00000000-0000-4000-8000-000000000011',
      revision: '2',
      position: '1230',
      type: 'ConsentWithdrawn',
      title: 'Согласие на участие отозвано с 29.03.2021 (законный представитель).',
      effectiveOn: '2021-03-29',
      recordedAt: '2021-04-05T08:00:00.000Z',
      actor: { id: 'curator-1', role: 'curator' },
      rules: ['consent-given-before'],
      clauses: ['МОУ СОШ № 62, п. 4.11'],
    },
  ],
};

export const summary = {
  asOf: '1234',
  municipalityId: '00000000-0000-4000-8000-000000000001',
  name: 'Северск',
  totals: {
    schools: 2,
    schoolsIntroduced: 1,
    mentees: 1,
    mentors: 1,
    pairs: {
      proposed: 1,
      active: 0,
      suspended: 0,
      completed: 1,
      ended: 1,
      byForm: {
        STUDENT_STUDENT: 1,
        TEACHER_STUDENT: 1,
      },
    },
    meetingsHeld: 6,
    monitoring: {
      interim: 1,
      final: 1,
    },
  },
  schools: [
    {
      schoolId: '00000000-0000-4000-8000-000000000002',
      name: 'МОУ СОШ № 62',
      introducedFrom: '2021-01-12',
      mentees: 1,
      mentors: 1,
      pairs: {
        proposed: 1,
        active: 0,
        suspended: 0,
        completed: 1,
        ended: 1,
        byForm: {
          STUDENT_STUDENT: 1,
          TEACHER_STUDENT: 1,
        },
      },
      meetingsHeld: 6,
      monitoring: {
        interim: 1,
        final: 1,
      },
    },
  ],
};

export const roadmapControl = {
  asOf,
  organisationId,
  on: '2021-11-25',
  totals: { terms: 1, done: 1, overdue: 0 },
  lines: [
    {
      roadmapId: '00000000-0000-4000-8000-000000000091',
      roadmap: 'Дорожная карта',
      itemId: '00000000-0000-4000-8000-000000000092',
      stage: null,
      block: null,
      number: '1.1',
      title: 'Формирование базы наставляемых',
      owners: [],
      result: null,
      organisationId,
      organisation: 'МОУ СОШ № 62',
      due: '2021-10-01',
      done: '2021-09-28',
      document: null,
      daysLate: 0,
    },
  ],
} satisfies RoadmapControl & { asOf: string };

export const documents = {
  asOf,
  organisationId,
  on: '2021-11-25',
  clauses,
  documents: [
    {
      kind: 'REGULATION',
      title: 'положение о наставничестве',
      required: true,
      there: true,
      since: '2021-01-11',
      due: null,
      late: false,
      editions: [
        {
          title: 'Положение о наставничестве',
          by: { orderId: '00000000-0000-4000-8000-000000000041' },
          link: null,
          on: '2021-01-11',
        },
      ],
    },
  ],
};

export const leadership = {
  asOf,
  organisationId,
  on: '2021-11-25',
  stages: [{ stage: 'PREPARATION', title: 'подготовка условий', state: 'OPEN', since: '2021-01-11' }],
  contours: { clauses, inner: [], outer: [], unnamed: [] },
  workingGroup: null,
  responsibles: [],
  problemAnalyses: [],
  selections: [],
};

export const workWithOthers = {
  asOf,
  organisationId,
  on: '2021-11-25',
  levels: [{ level: 'MUNICIPAL', interactions: 0 }],
  interactions: [],
  partnerships: [],
  support: [],
};
