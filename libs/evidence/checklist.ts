/** What a pair must have by its own regulation, and whether the log has it: the checklist of a sampling audit. */
import type { Recorded, Uuid } from '@nastavnik/kernel';
import {
  type AuditItem,
  type CheckResult,
  consentCovers,
  type FixedLife,
  type PairCheck,
  type PairEvent,
  type PairState,
  streamOf,
} from '@nastavnik/domain';
import { auditPair } from './audit';
import { consentsOf, orderFact, personFact, profileOfVersion } from './facts';
import { replay } from './life';
import type { StreamReader } from './stream-reader';

type Results = { readonly [Item in AuditItem]: CheckResult };
type Profile = Awaited<ReturnType<typeof profileOfVersion>>;

const NOTHING_DUE: Results = {
  ...{ CONSENTS: 'NOT_DUE', AGREEMENT: 'NOT_DUE', FAMILIARISATION: 'NOT_DUE', ORDER: 'NOT_DUE' },
  ...{
    ENTRY: 'NOT_DUE',
    PROGRAMME: 'NOT_DUE',
    MEETINGS: 'NOT_DUE',
    MONITORING: 'NOT_DUE',
    REPORT: 'NOT_DUE',
  },
};

const isFixed = (state: PairState): state is Exclude<PairState, { stage: 'none' | 'proposed' }> =>
  state.stage !== 'none' && state.stage !== 'proposed';

/** Those whom the order fixed: what had to be there had to be there for them. */
const fixedMembers = ({ members, from }: FixedLife) =>
  members.filter((member) => member.from <= from || member.until === undefined);

const consents = async (reader: StreamReader, life: FixedLife, { parameters }: Profile) => {
  const { participationConsent, personalDataConsent } = parameters;
  const purposes = [
    ...(participationConsent.value === 'NONE' ? [] : (['PARTICIPATION'] as const)),
    ...(personalDataConsent.value ? (['PERSONAL_DATA'] as const) : []),
  ];
  const found = await Promise.all(
    fixedMembers(life).map(async ({ participantId, from }) => {
      const given = await consentsOf(reader, participantId);
      return purposes.every((purpose) =>
        given.some((consent) => consent.purpose === purpose && consentCovers(consent, from)),
      );
    }),
  );
  return { demanded: purposes.length > 0, due: true, present: found.every(Boolean) };
};

const agreement = async (reader: StreamReader, life: FixedLife, { parameters }: Profile) => {
  const mentors = fixedMembers(life).filter(({ role }) => role === 'MENTOR');
  const people = await Promise.all(
    mentors.map(({ participantId, from }) => personFact(reader, participantId, from)),
  );
  const outside = people.filter((person) => person !== undefined && !person.employed);
  return {
    demanded: parameters.externalMentorAgreement.value === 'REQUIRED' && outside.length > 0,
    due: true,
    present: outside.every((person) => (person?.agreementIds.length ?? 0) > 0),
  };
};

const told = ({
  demanded,
  due,
  present,
}: {
  demanded: boolean;
  due: boolean;
  present: boolean;
}): CheckResult => (!demanded ? 'NOT_DEMANDED' : present ? 'PRESENT' : due ? 'MISSING' : 'NOT_DUE');

/**
 * The checklist of a pair in the log as the reader has it. What comes with the order is due once it is fixed; what comes with the end, once the
 * programme is completed; the programme, with the first regular meeting.
 */
export const checkPair = async (reader: StreamReader, pairId: Uuid): Promise<PairCheck> => {
  const own = (await reader.read(streamOf.pair(pairId))) as readonly Recorded<PairEvent>[];
  const audit = await auditPair(reader, pairId);
  const violating = (audit?.events ?? [])
    .filter(({ verdict }) => verdict === 'VIOLATES')
    .map(({ eventId }) => eventId);
  const { state } = replay(own);
  if (!isFixed(state)) return { results: NOTHING_DUE, violating };
  const cited = state.regulations.at(-1);
  if (cited === undefined) return { results: NOTHING_DUE, violating };
  const profile = await profileOfVersion(reader, cited, cited.from);
  const { parameters } = profile;
  const completed = state.stage === 'completed';
  const members = fixedMembers(state);
  const [order, consented, agreed] = await Promise.all([
    orderFact(reader, state.orderId),
    consents(reader, state, profile),
    agreement(reader, state, profile),
  ]);
  const familiarised = parameters.familiarisationBeforePair.value;
  const sequence = parameters.meetingSequence.value;
  const kinds = 'general' in sequence ? (sequence.byForm[state.form] ?? sequence.general) : sequence;
  const { perPair } = parameters.monitoringSchedule.value;
  const results: Results = {
    CONSENTS: told(consented),
    AGREEMENT: told(agreed),
    FAMILIARISATION: told({
      demanded: familiarised !== false,
      due: true,
      present: members
        .filter(
          ({ role }) => familiarised === true || (familiarised !== false && familiarised.includes(role)),
        )
        .every(({ participantId }) => state.familiarised[participantId] !== undefined),
    }),
    ORDER: told({
      demanded: parameters.pairOrder.value,
      due: true,
      present: order !== undefined && (order.cancelledOn === undefined || state.stage === 'ended'),
    }),
    ENTRY: told({
      demanded: parameters.entryExitComparison.value,
      due: completed || state.meetings.length > 0,
      present: members
        .filter(({ role }) => role === 'MENTEE')
        .every(({ participantId }) => state.entry[participantId] !== undefined),
    }),
    PROGRAMME: told({
      demanded: true,
      due: completed || state.meetings.some(({ kind }) => kind === 'REGULAR'),
      present: state.approved !== undefined,
    }),
    MEETINGS: told({
      demanded: kinds.length > 0,
      due: completed,
      present: kinds.every((kind) => state.meetings.some((meeting) => meeting.kind === kind)),
    }),
    MONITORING: told({
      demanded: perPair.length > 0,
      due: completed,
      present: perPair.every((kind) => state.monitoring[kind] !== undefined),
    }),
    REPORT: told({
      demanded: parameters.finalReportBy.value.includes('MENTOR'),
      due: completed,
      present: Object.keys(state.reports).length > 0,
    }),
  };
  return { results, violating };
};
