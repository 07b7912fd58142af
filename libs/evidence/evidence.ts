/** The evidence of each aggregate's `decide`, assembled from streams: the same for a decision and for an audit. */
import { type Command, dateOf, type IsoDate, unreachable, type Uuid } from '@nastavnik/kernel';
import type {
  AgreementCommand,
  AgreementEvidence,
  AppealCommand,
  AppealEvidence,
  ConsentCommand,
  ConsentEvidence,
  MunicipalityCommand,
  MunicipalityEvidence,
  OrderCommand,
  OrderEvidence,
  PairCommand,
  PairEvidence,
  PairState,
  ParticipantCommand,
  ParticipantEvidence,
  RegulationCommand,
  RegulationEvidence,
  SchoolCommand,
  SchoolEvidence,
} from '@nastavnik/domain';
import {
  type Facts,
  municipalityOf,
  orderFact,
  personEvidence,
  personFact,
  profileOf,
  schoolFact,
  schoolOf,
  todayAt,
} from './facts';

/** Streams of the school that every act in mentoring is judged by. */
const common = async (
  { reader }: Facts,
  {
    data,
    stamp,
  }: {
    readonly data: { readonly schoolId: Uuid; readonly effectiveOn: IsoDate };
    readonly stamp: { readonly recordedAt: string };
  },
) => {
  const [profile, fact] = await Promise.all([
    profileOf(reader, data.schoolId, data.effectiveOn),
    schoolFact(reader, data.schoolId, data.effectiveOn, stamp.recordedAt),
  ]);
  return { profile, ...fact };
};

/**
 * Begins to read what nearly every act is judged by, so that it travels beside the act's own stream. What fails here fails again where
 * it is needed.
 */
export const beginReading = ({ reader }: Facts, { data }: Command): void => {
  const { schoolId, effectiveOn } = data as { readonly schoolId?: Uuid; readonly effectiveOn?: IsoDate };
  if (schoolId === undefined || effectiveOn === undefined) return;
  profileOf(reader, schoolId, effectiveOn).catch(() => undefined);
};

/** An optional member, absent rather than undefined. */
const maybe = <Name extends string, T>(name: Name, value: T | undefined): { readonly [N in Name]?: T } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: T };

const citedOrder = async ({ reader }: Facts, data: object) =>
  'orderId' in data && typeof data.orderId === 'string'
    ? maybe('order', await orderFact(reader, data.orderId))
    : {};

export const municipalityEvidence = async (
  _facts: Facts,
  { data, stamp }: MunicipalityCommand,
): Promise<MunicipalityEvidence> => ({ today: dateOf(stamp.recordedAt, data.utcOffsetMinutes) });

export const schoolEvidence = async (facts: Facts, command: SchoolCommand): Promise<SchoolEvidence> => {
  const { reader } = facts;
  const { data, stamp } = command;
  if (command.type === 'RegisterSchool') {
    const municipality = await municipalityOf(reader, command.data.municipalityId);
    return {
      today: dateOf(stamp.recordedAt, command.data.utcOffsetMinutes),
      municipalityExists: municipality.stage !== 'UNREGISTERED',
      people: {},
    };
  }
  const named =
    command.type === 'Appoint'
      ? [...maybeId(command.data.coordinatorId), ...command.data.curators.map(({ personId }) => personId)]
      : [];
  const [profile, school, order, people] = await Promise.all([
    profileOf(reader, data.schoolId, data.effectiveOn),
    schoolOf(reader, data.schoolId),
    citedOrder(facts, data),
    Promise.all([...new Set(named)].map((id) => personFact(reader, id, data.effectiveOn))),
  ]);
  return {
    today: todayAt(school, stamp.recordedAt),
    municipalityExists: true,
    profile,
    ...order,
    people: Object.fromEntries(
      people.flatMap((person) =>
        person === undefined
          ? []
          : [
              [
                person.participantId,
                {
                  schoolId: person.schoolId,
                  employed: person.employed,
                  ...maybe('position', person.position),
                },
              ],
            ],
      ),
    ),
  };
};

const maybeId = (id: Uuid | undefined): readonly Uuid[] => (id === undefined ? [] : [id]);

export const regulationEvidence = async (
  facts: Facts,
  { data, stamp }: RegulationCommand,
): Promise<RegulationEvidence> => {
  const [school, municipality, order] = await Promise.all([
    schoolOf(facts.reader, data.organisationId),
    municipalityOf(facts.reader, data.organisationId),
    citedOrder(facts, data),
  ]);
  const organisation = school.stage === 'UNREGISTERED' ? municipality : school;
  return {
    today: todayAt(organisation, stamp.recordedAt),
    organisationKnown: organisation.stage !== 'UNREGISTERED',
    ...order,
  };
};

/** Without the effects: what an order would do is found out by a dry run. */
export const orderEvidence = async (
  facts: Facts,
  command: OrderCommand,
): Promise<Omit<OrderEvidence, 'effects'>> => common(facts, command);

export const participantEvidence = async (
  facts: Facts,
  command: ParticipantCommand,
): Promise<ParticipantEvidence> => {
  const { participantId, effectiveOn } = command.data;
  const [known, age] = await Promise.all([common(facts, command), facts.ageOf(participantId, effectiveOn)]);
  return { ...known, ...maybe('age', age) };
};

export const consentEvidence = async (facts: Facts, command: ConsentCommand): Promise<ConsentEvidence> => {
  const { participantId, schoolId, effectiveOn } = command.data;
  const [{ profile, today }, person, age] = await Promise.all([
    common(facts, command),
    personFact(facts.reader, participantId, effectiveOn),
    facts.ageOf(participantId, effectiveOn),
  ]);
  return { profile, today, participantKnown: person?.schoolId === schoolId, ...maybe('age', age) };
};

export const agreementEvidence = async (
  facts: Facts,
  command: AgreementCommand,
): Promise<AgreementEvidence> => {
  const named = command.type === 'ConcludeAgreement' ? command.data.mentorIds : [];
  const [known, people] = await Promise.all([
    common(facts, command),
    Promise.all([...new Set(named)].map((id) => personFact(facts.reader, id, command.data.effectiveOn))),
  ]);
  return {
    ...known,
    mentors: Object.fromEntries(
      people.flatMap((person) => {
        if (person === undefined) return [];
        const { participantId, schoolId, kind, employed, inMentorBase } = person;
        return [[participantId, { schoolId, kind, employed, inMentorBase }]];
      }),
    ),
  };
};

export const appealEvidence = async (facts: Facts, command: AppealCommand): Promise<AppealEvidence> => {
  const [known, mentor] = await Promise.all([
    common(facts, command),
    command.type === 'RegisterComplaint'
      ? personFact(facts.reader, command.data.mentorId, command.data.effectiveOn)
      : undefined,
  ]);
  return {
    ...known,
    mentorKnown: command.type !== 'RegisterComplaint' || mentor?.schoolId === command.data.schoolId,
  };
};

/** Everyone the command and the pair name, where the act is judged by people at all. */
const peopleOf = (command: PairCommand, state: PairState): readonly Uuid[] => {
  const ids = new Set<Uuid>();
  const add = (...more: readonly Uuid[]): void => more.forEach((id) => ids.add(id));
  if (state.stage === 'proposed') add(...state.menteeIds, ...state.candidateIds);
  else if (state.stage !== 'none') add(...state.members.map((member) => member.participantId));
  switch (command.type) {
    case 'ProposePair':
      add(...command.data.menteeIds);
      break;
    case 'OfferCandidates':
      add(...command.data.mentorIds);
      break;
    case 'ChooseMentor':
      add(command.data.mentorId, command.data.menteeId);
      break;
    case 'FamiliariseParticipants':
      add(...command.data.participantIds);
      break;
    case 'DraftPlan':
      add(...command.data.authorIds);
      break;
    case 'HoldMeeting':
      add(...command.data.attendeeIds);
      break;
    case 'AssessEntry':
    case 'AssessExit':
      add(...command.data.assessments.map(({ menteeId }) => menteeId));
      break;
    case 'ReplaceMember':
      add(command.data.leavingId, command.data.joiningId);
      break;
    case 'SuspendPair':
      add(command.data.participantId);
      break;
    case 'FixPair':
    case 'ApprovePlan':
    case 'CompleteMonitoring':
    case 'ResumePair':
      break;
    // Judged by the pair and the school alone.
    case 'CancelMeetingRecord':
    case 'SubmitMentorReport':
    case 'CompletePair':
    case 'EndPair':
    case 'OpenFollowUp':
    case 'CloseFollowUp':
      return [];
    default:
      unreachable(command);
  }
  return [...ids];
};

export const pairEvidence = async (
  facts: Facts,
  command: PairCommand,
  state: PairState,
): Promise<PairEvidence> => {
  const ids = peopleOf(command, state);
  const [known, order, people] = await Promise.all([
    common(facts, command),
    citedOrder(facts, command.data),
    Promise.all(ids.map((id) => personEvidence(facts, id, command.data.effectiveOn))),
  ]);
  return {
    ...known,
    ...order,
    people: Object.fromEntries(
      people.flatMap((person) => (person === undefined ? [] : [[person.participantId, person]])),
    ),
  };
};
