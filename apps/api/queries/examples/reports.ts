/** Examples of reports, for the documentation: what each of them says of one small municipality, composed by the report itself. */
import { resolveProfile, SEV } from '@nastavnik/domain';
import type { CampaignResults, OrganisationRecordOfFacts } from '@nastavnik/read-models';
import { REPORTS } from '../../reports';
import { figureBehind } from '../../reports/figures';
import { periodOf, type ReportInput } from '../../reports/report';

const municipalityId = '00000000-0000-4000-8000-000000000001';
const organisationId = '00000000-0000-4000-8000-000000000002';
const orderId = '00000000-0000-4000-8000-000000000041';
const [mentorId, menteeId] = ['00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000012'];
const day = '2021-12-31';
const at = (on: string) => ({ on, at: '1200' });

const school: OrganisationRecordOfFacts = {
  ...{ organisationId, name: 'МБДОУ № 7', level: 'SCHOOL', type: 'PRESCHOOL', since: '2021-08-02' },
  orders: [{ orderId, number: '12-Д', kind: 'PROGRAMME', at: '1100', on: '2021-08-27', until: null }],
  programmes: [],
  pairs: [
    {
      ...{ pairId: '00000000-0000-4000-8000-000000000021', kind: 'PAIR', form: 'TRADITIONAL' },
      members: [
        { participantId: mentorId, role: 'MENTOR', from: '2021-09-20', until: null },
        { participantId: menteeId, role: 'MENTEE', from: '2021-09-20', until: null },
      ],
      fixed: { ...at('2021-09-20'), orderId: '00000000-0000-4000-8000-000000000042' },
      ...{ from: '2021-09-20', until: '2022-05-31', plans: [at('2021-10-05')], goals: [], plannedRegular: 8 },
      meetings: [
        { ...at('2021-10-01'), number: 1, kind: 'PLANNING' },
        { ...at('2021-10-12'), number: 2, kind: 'REGULAR' },
      ],
      monitorings: [
        {
          ...{ ...at('2021-11-22'), kind: 'INTERIM', noted: false },
          findings: [
            {
              ...{ indicator: 'Регулярность встреч', aspect: 'PROCESS' },
              value: { kind: 'LEVEL', level: 'SUFFICIENT' },
            },
          ],
        },
      ],
      entry: [{ ...at('2021-09-21'), assessments: [{ menteeId, levels: { PROFESSIONAL: 'LOW' } }] }],
      exit: [{ ...at('2021-12-20'), assessments: [{ menteeId, levels: { PROFESSIONAL: 'SUFFICIENT' } }] }],
      reports: [{ ...at('2021-12-22'), mentorId }],
      ...{ reflections: [], recommendations: [], suspensions: [], closed: null },
    },
  ],
  people: [
    {
      ...{ participantId: menteeId, kind: 'PEDAGOGUE', employed: true, trainings: [] },
      stays: [
        {
          ...{ ...at('2021-09-10'), base: 'MENTEE', categories: ['YOUNG_SPECIALIST'], experienceYears: 1 },
          left: null,
        },
      ],
      needs: [{ ...at('2021-09-11'), tasks: ['PROFESSIONAL'] }],
      adaptation: [{ ...at('2021-12-20'), fact: { kind: 'SATISFACTION', level: 'HIGH' } }],
    },
  ],
};

const campaign: CampaignResults = {
  ...{ campaignId: '00000000-0000-4000-8000-000000000061', organisationId: municipalityId, kind: 'INTERIM' },
  ...{ year: 2021, window: { from: '2021-11-01', until: '2021-11-30' }, snapshotOn: '2021-11-01' },
  ...{ indicatorSetVersion: 1, schoolIds: [organisationId], consolidatedOn: '2021-12-01', totals: [] },
  submissions: [
    { schoolId: organisationId, status: 'ACCEPTED', version: 1, submittedOn: '2021-11-25', late: false },
  ],
  analysis: {
    ...{ analysedOn: '2021-12-10', needs: ['Курсы'], problemZones: ['Мало наставников'], bestPractices: [] },
    deficits: [{ type: 'METHODICAL', found: 3 }],
    recommendations: [{ organisationId, measure: 'Провести семинар', answers: ['METHODICAL'] }],
  },
  recipients: [{ recipient: 'REGION', sentOn: '2021-12-15', confirmedOn: null, reference: null }],
};

const input: ReportInput = {
  own: {
    ...{ organisationId: municipalityId, name: 'ЗАТО Северск', level: 'MUNICIPALITY', type: null },
    ...{ since: '2021-08-02', orders: [], programmes: [], pairs: [], people: [] },
  },
  ...{ schools: [school], period: periodOf(2021, 'CALENDAR', day), day, campaigns: [campaign] },
  parameters: resolveProfile(municipalityId, {
    ...{ stage: 'IN_FORCE', organisationId: municipalityId, version: 1, from: '2021-08-10', warnings: [] },
    ...{ document: 'Приказ УО ЗАТО Северск № 279', parameters: SEV.parameters },
  }).parameters,
  ofSchool: false,
};
const ofSchool: ReportInput = { ...input, own: school, schools: [], ofSchool: true };
const asOf = '1234';

/** What each report says, by its name: those of one school of the school, the others of its municipality. */
export const reports = Object.fromEntries(
  Object.entries(REPORTS).map(([name, { compose }]) => [
    name,
    { asOf, ...compose(['monitoring', 'mentor-reports', 'curator'].includes(name) ? ofSchool : input) },
  ]),
);
export const figure = { asOf, ...figureBehind(input, 'MEETINGS_HELD') };
