/** Papers around mentoring at the school of the common story: agreements, appointments, consents to additional duties. */
import { streamOf } from '@nastavnik/domain';
import type { Uuid } from '@nastavnik/kernel';
import { BORIS, GRADUATE, PAIRS_ORDER, SCHOOL, TEACHER, tell, type Told } from './read-models.testing';

const id = (n: number): Uuid => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const [ADDENDUM, REFUSED_ADDENDUM] = [id(901), id(902)];
export const [APPOINTMENT, SECOND_APPOINTMENT, CANCELLATION] = [id(911), id(912), id(913)];
export const DISTRIBUTION = id(921);

const sealed = { recordId: id(99), commitment: 'ab'.repeat(32) };
const at = { schoolId: SCHOOL };
const order = { organisationId: SCHOOL, register: 'MAIN' as const, legalBasis: ['273-ФЗ'] };
const addendum = (agreementId: Uuid, number: string): Told =>
  tell(streamOf.agreement(agreementId), 'AgreementConcluded', '2021-08-25', {
    ...{ ...at, agreementId, kind: 'CONTRACT_ADDENDUM', number, mentorIds: [TEACHER], gratuitous: false },
    ...{ from: '2021-09-01', until: '2022-08-31' },
    terms: { content: 'Наставничество', form: 'очно', pay: sealed, consentedOn: '2021-08-20' },
  });
const appointment = (orderId: Uuid, number: string, issuedOn: string): Told =>
  tell(streamOf.order(orderId), 'OrderIssued', issuedOn, {
    ...{ ...order, orderId, number, issuedOn },
    content: { kind: 'APPOINTMENT', curators: [{ personId: TEACHER, form: 'ALL' }] },
  });

/** After `beginning`, `middle` and `end`. */
export const papers: readonly Told[] = [
  appointment(APPOINTMENT, '70-Д', '2021-08-01'),
  tell(streamOf.school(SCHOOL), 'CoordinatorAppointed', '2021-08-01', {
    ...{ ...at, personId: GRADUATE, orderId: APPOINTMENT },
  }),
  tell(streamOf.school(SCHOOL), 'CuratorAppointed', '2021-08-01', {
    ...{ ...at, personId: GRADUATE, form: 'ALL', orderId: APPOINTMENT },
  }),
  appointment(SECOND_APPOINTMENT, '71-Д', '2021-08-10'),
  tell(streamOf.school(SCHOOL), 'CuratorAppointed', '2021-08-10', {
    ...{ ...at, personId: TEACHER, form: 'ALL', orderId: SECOND_APPOINTMENT },
  }),
  addendum(ADDENDUM, '5/ТД'),
  addendum(REFUSED_ADDENDUM, '6/ТД'),
  tell(streamOf.agreement(REFUSED_ADDENDUM), 'MentoringRefused', '2021-09-10', {
    ...{ ...at, agreementId: REFUSED_ADDENDUM, by: 'MENTOR', until: '2021-09-15' },
  }),
  tell(streamOf.governance(SCHOOL), 'PartnershipConcluded', '2021-08-15', {
    ...{ organisationId: SCHOOL, partner: 'Моторный завод', subject: 'PRACTICE', number: '7' },
    from: '2021-09-01',
  }),
  tell(streamOf.consent(BORIS), 'ConsentGiven', '2021-08-16', {
    ...{ ...at, consentId: DISTRIBUTION, participantId: BORIS, purpose: 'DISTRIBUTION' },
    ...{ by: 'SELF', written: true, textHash: 'cd'.repeat(32) },
  }),
  tell(streamOf.consent(BORIS), 'ConsentWithdrawn', '2021-08-17', {
    ...{ ...at, consentId: DISTRIBUTION, participantId: BORIS, purpose: 'DISTRIBUTION', by: 'SELF' },
    deadlines: [{ duty: 'DESTROY', by: '2021-09-16', source: '152-ФЗ' }],
  }),
  tell(streamOf.order(PAIRS_ORDER), 'OrderCancelled', '2021-12-28', {
    ...{ organisationId: SCHOOL, orderId: PAIRS_ORDER, by: CANCELLATION, reason: 'Ошибка в номере' },
  }),
];
