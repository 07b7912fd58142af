/** A council, its sessions, what reached the administration, and who was rewarded, at the school of the common story. */
import { streamOf } from '@nastavnik/domain';
import type { Uuid } from '@nastavnik/kernel';
import {
  ANNA,
  BORIS,
  COMPLAINT,
  COMPLETED,
  GRADUATE,
  MUNICIPALITY,
  SCHOOL,
  TEACHER,
  tell,
  type Told,
} from './read-models.testing';

const id = (n: number): Uuid => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const [COUNCIL, OLD_COUNCIL, RMO] = [id(801), id(802), id(803)];
export const [DISPUTE, PROPOSAL] = [id(811), id(812)];
export const [CERTIFICATE, CONTEST, DECLINED, MEASURE, PRIZE] = [id(821), id(822), id(823), id(824), id(825)];
export const ORDER = id(831);
export const [AUDIT, AUDIT_FINDING] = [id(841), id(842)];

const sealed = { recordId: id(99), commitment: 'ab'.repeat(32) };
const ofCouncil = { organisationId: SCHOOL, councilId: COUNCIL };
const ofSchool = (appealId: Uuid) => ({ schoolId: SCHOOL, appealId });
const award = (awardId: Uuid, organisationId = SCHOOL) => ({ awardId, organisationId });
const mentor = { recipientId: GRADUATE, role: 'MENTOR' } as const;
const audit = { auditId: AUDIT, organisationId: SCHOOL };
const inCouncils = streamOf.council(SCHOOL);

/** After `beginning`, `middle` and `end`. */
export const bodies: readonly Told[] = [
  tell(inCouncils, 'CouncilFormed', '2021-01-20', {
    ...{ organisationId: SCHOOL, councilId: OLD_COUNCIL, kind: 'METHODICAL_ASSOCIATION', headId: TEACHER },
    members: [{ memberId: TEACHER, agreedOn: '2021-01-20' }],
  }),
  tell(inCouncils, 'CouncilDisbanded', '2021-01-31', { organisationId: SCHOOL, councilId: OLD_COUNCIL }),
  tell(inCouncils, 'CouncilFormed', '2021-02-01', {
    ...{ ...ofCouncil, kind: 'MENTORS_COUNCIL', headId: TEACHER },
    members: [TEACHER, BORIS].map((memberId) => ({ memberId, agreedOn: '2021-02-01' })),
  }),
  tell(inCouncils, 'CouncilMemberAdmitted', '2021-02-02', { ...ofCouncil, memberId: GRADUATE }),
  tell(inCouncils, 'CouncilMemberReleased', '2021-02-03', { ...ofCouncil, memberId: BORIS }),
  tell(inCouncils, 'CouncilHeadElected', '2021-02-04', { ...ofCouncil, headId: GRADUATE }),
  tell(inCouncils, 'PublicCouncilEntered', '2021-02-05', {
    ...{ ...ofCouncil, memberId: GRADUATE, publicCouncil: 'Совет наставников района' },
  }),
  tell(inCouncils, 'UnionConsulted', '2021-02-10', {
    ...{ organisationId: SCHOOL, act: 'REWARDS', title: 'Положение о поощрении' },
    ...({ union: 'PRIMARY', protocolNumber: '7', opinion: 'AGREED' } as const),
  }),
  tell(streamOf.council(MUNICIPALITY), 'CouncilFormed', '2021-02-01', {
    ...{ organisationId: MUNICIPALITY, councilId: RMO, kind: 'MUNICIPAL_ASSOCIATION', headId: TEACHER },
    members: [{ memberId: TEACHER, agreedOn: '2021-02-01' }],
  }),

  tell(streamOf.appeal(COMPLAINT), 'ExplanationRecorded', '2021-03-17', {
    ...{ ...ofSchool(COMPLAINT), mentorId: GRADUATE, given: false },
  }),
  tell(streamOf.appeal(COMPLAINT), 'ComplaintClosed', '2021-03-18', {
    ...{ ...ofSchool(COMPLAINT), mentorId: GRADUATE, decision: 'DISMISSED' },
  }),
  tell(streamOf.appeal(DISPUTE), 'DisputeRaised', '2021-04-01', {
    ...{ ...ofSchool(DISPUTE), raisedById: ANNA, role: 'MENTEE', pairId: COMPLETED },
    ...({ subject: 'PAIR_WORK', text: sealed } as const),
  }),
  tell(inCouncils, 'CouncilSessionHeld', '2021-04-05', {
    ...{ ...ofCouncil, number: 1, attendeeIds: [TEACHER, GRADUATE] },
    items: [{ function: 'ARBITRATION', appealId: DISPUTE, outcome: 'SETTLED' }],
  }),
  tell(streamOf.appeal(DISPUTE), 'DisputeResolved', '2021-04-06', {
    ...{ ...ofSchool(DISPUTE), outcome: 'SETTLED', arbitration: { councilId: COUNCIL, session: 1 } },
  }),
  tell(streamOf.appeal(PROPOSAL), 'ProposalSubmitted', '2021-05-01', {
    ...{ ...ofSchool(PROPOSAL), authorId: GRADUATE, role: 'MENTOR', topic: 'SCHOOL_DEVELOPMENT' },
    text: sealed,
  }),
  tell(streamOf.appeal(PROPOSAL), 'ProposalConsidered', '2021-05-02', {
    ...{ ...ofSchool(PROPOSAL), decision: 'ACCEPTED' },
  }),
  tell(streamOf.appeal(PROPOSAL), 'ProposalAnswered', '2021-05-03', { ...ofSchool(PROPOSAL), text: sealed }),

  tell(streamOf.award(CERTIFICATE), 'AwardNominated', '2021-12-01', {
    ...{ ...award(CERTIFICATE), ...mentor, kind: 'SCHOOL_CERTIFICATE', level: 'SCHOOL', mentoringDays: 303 },
  }),
  tell(streamOf.award(CERTIFICATE), 'AwardGranted', '2021-12-10', {
    ...{ ...award(CERTIFICATE), ...mentor, kind: 'SCHOOL_CERTIFICATE', orderId: ORDER },
    publishedAt: 'https://school62.example/news/12',
  }),
  tell(streamOf.award(CONTEST), 'AwardNominated', '2021-12-02', {
    ...{ ...award(CONTEST), ...mentor, kind: 'CONTEST_NOMINATION', level: 'REGIONAL', contest: 'Наставник' },
  }),
  tell(streamOf.award(CONTEST), 'AwardPresented', '2021-12-03', {
    ...{ ...award(CONTEST), ...mentor, kind: 'CONTEST_NOMINATION', to: 'Оргкомитет' },
  }),
  tell(streamOf.award(DECLINED), 'AwardNominated', '2021-12-03', {
    ...{ ...award(DECLINED), recipientId: TEACHER, role: 'MENTOR', kind: 'DIPLOMA', level: 'SCHOOL' },
  }),
  tell(streamOf.award(DECLINED), 'AwardDeclined', '2021-12-04', {
    ...{ ...award(DECLINED), recipientId: TEACHER, role: 'MENTOR', kind: 'DIPLOMA' },
  }),
  tell(streamOf.award(MEASURE), 'MeasureDefined', '2021-12-01', {
    ...{ ...award(MEASURE, MUNICIPALITY), title: 'Премия', material: true },
  }),
  tell(streamOf.award(PRIZE), 'AwardNominated', '2021-12-05', {
    ...{ ...award(PRIZE, MUNICIPALITY), ...mentor, kind: 'MUNICIPAL_MEASURES', level: 'MUNICIPAL' },
    measureId: MEASURE,
  }),

  tell(streamOf.audit(AUDIT), 'AuditOpened', '2021-12-01', {
    ...{ ...audit, seed: 'Тираж 1234', position: '120', population: 2, size: 1 },
  }),
  tell(streamOf.audit(AUDIT), 'SampleDrawn', '2021-12-01', { ...audit, pairIds: [COMPLETED] }),
  tell(streamOf.audit(AUDIT), 'PairChecked', '2021-12-02', {
    ...{ ...audit, pairId: COMPLETED, violating: [] },
    results: {
      ...({ CONSENTS: 'PRESENT', AGREEMENT: 'NOT_DEMANDED', FAMILIARISATION: 'PRESENT' } as const),
      ...({ ORDER: 'PRESENT', ENTRY: 'PRESENT', PROGRAMME: 'MISSING', MEETINGS: 'PRESENT' } as const),
      ...({ MONITORING: 'PRESENT', REPORT: 'NOT_DUE' } as const),
    },
  }),
  tell(streamOf.audit(AUDIT), 'AuditFindingRecorded', '2021-12-03', {
    ...{ ...audit, findingId: AUDIT_FINDING, pairId: COMPLETED, kind: 'MISSING', item: 'PROGRAMME' },
  }),
  tell(streamOf.audit(AUDIT), 'AuditFindingAnswered', '2021-12-04', {
    ...{ ...audit, findingId: AUDIT_FINDING, answer: 'WILL_CORRECT', dueOn: '2021-12-20' },
  }),
  tell(streamOf.audit(AUDIT), 'AuditFindingResolved', '2021-12-05', {
    ...{ ...audit, findingId: AUDIT_FINDING, outcome: 'CONFIRMED' },
  }),
  tell(streamOf.audit(AUDIT), 'AuditClosed', '2021-12-06', {
    ...{ ...audit, number: '1-А', checked: 1, findings: 1, confirmed: 1 },
  }),
  // Of the municipality, still open.
  ...[id(843), id(844)].flatMap((auditId) => [
    tell(streamOf.audit(auditId), 'AuditOpened', '2021-12-07', {
      ...{ auditId, organisationId: MUNICIPALITY, seed: 'Тираж 1235', position: '120' },
      ...{ population: 2, size: 1 },
    }),
    tell(streamOf.audit(auditId), 'SampleDrawn', '2021-12-07', {
      ...{ auditId, organisationId: MUNICIPALITY, pairIds: [COMPLETED] },
    }),
  ]),
];
