/** The evidence of each aggregate's `decide`, assembled from streams: the same for a decision and for an audit. */
import { type Command, dateOf, type IsoDate, unreachable, type Uuid } from '@nastavnik/kernel';
import {
  type AgreementCommand,
  type AgreementEvidence,
  type AppealCommand,
  type AppealEvidence,
  arbitrationOf,
  type ConsentCommand,
  type ConsentEvidence,
  type GovernanceCommand,
  type GovernanceEvidence,
  hasCouncilOn,
  type IndicatorsCommand,
  type IndicatorsEvidence,
  judgedBy,
  type MunicipalityCommand,
  type MunicipalityEvidence,
  type OrderCommand,
  type OrderEvidence,
  type PairCommand,
  type PairEvidence,
  type PairState,
  PAIR_ROLES,
  type ParticipantCommand,
  type ParticipantEvidence,
  type PracticeCommand,
  type PracticeEvidence,
  type RegulationCommand,
  type RegulationEvidence,
  type RoadmapCommand,
  type RoadmapEvidence,
  type SchoolCommand,
  type SchoolEvidence,
  type SiteCommand,
  type SiteEvidence,
} from '@nastavnik/domain';
import {
  expertBaseFormFact,
  consentsOf,
  retainedOf,
  councilsOf,
  documentsFact,
  type Facts,
  materialFact,
  municipalityOf,
  networkMentored,
  orderFact,
  organisationFact,
  ownerOf,
  personEvidence,
  personFact,
  practiceFact,
  profileOf,
  profileOfVersion,
  publicPersonFact,
  recordFact,
  rolesOf,
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

/** What every act of an organisation, a school or a municipality, is judged by. */
export const ofOrganisation = async (
  { reader }: Facts,
  {
    data,
    stamp,
  }: {
    readonly data: { readonly organisationId: Uuid; readonly effectiveOn: IsoDate };
    readonly stamp: { readonly recordedAt: string };
  },
) => {
  const [profile, fact] = await Promise.all([
    profileOf(reader, data.organisationId, data.effectiveOn),
    organisationFact(reader, data.organisationId, stamp.recordedAt),
  ]);
  return { profile, ...fact };
};

/**
 * Begins to read what nearly every act is judged by, so that it travels beside the act's own stream. What fails here fails again where
 * it is needed.
 */
export const beginReading = ({ reader }: Facts, { data }: Command): void => {
  const { schoolId, organisationId, effectiveOn } = data as {
    readonly schoolId?: Uuid;
    readonly organisationId?: Uuid;
    readonly effectiveOn?: IsoDate;
  };
  const id = schoolId ?? organisationId;
  if (id === undefined || effectiveOn === undefined) return;
  profileOf(reader, id, effectiveOn).catch(() => undefined);
};

/** An optional member, absent rather than undefined. */
const maybe = <Name extends string, T>(name: Name, value: T | undefined): { readonly [N in Name]?: T } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: T };

export const citedOrder = async ({ reader }: Facts, data: object) =>
  'orderId' in data && typeof data.orderId === 'string'
    ? maybe('order', await orderFact(reader, data.orderId))
    : {};

export const municipalityEvidence = async (
  { reader }: Facts,
  { type, data, stamp }: MunicipalityCommand,
): Promise<MunicipalityEvidence> => ({
  today:
    type === 'RegisterMunicipality'
      ? dateOf(stamp.recordedAt, data.utcOffsetMinutes)
      : todayAt(await municipalityOf(reader, data.municipalityId), stamp.recordedAt),
});

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
): Promise<Omit<OrderEvidence, 'effects'>> => {
  const by = 'by' in command.data ? command.data.by : undefined;
  const [known, order] = await Promise.all([
    ofOrganisation(facts, command),
    by === undefined ? undefined : orderFact(facts.reader, by),
  ]);
  return { ...known, ...maybe('order', order) };
};

export const participantEvidence = async (
  facts: Facts,
  command: ParticipantCommand,
): Promise<ParticipantEvidence> => {
  const { participantId, schoolId, effectiveOn } = command.data;
  const [known, age, form] = await Promise.all([
    common(facts, command),
    facts.ageOf(participantId, effectiveOn),
    command.type === 'ListAsExpert' || command.type === 'UpdateExpertEntry'
      ? expertBaseFormFact(facts.reader, schoolId, effectiveOn)
      : undefined,
  ]);
  return {
    ...known,
    ...maybe('age', age),
    ...maybe('expertBaseForm', form),
    ...(await personalDataFacts(facts, command)),
  };
};

/** What acts on a person's data themselves are judged by. */
const personalDataFacts = async (
  { reader }: Facts,
  { type, data }: ParticipantCommand,
): Promise<Pick<ParticipantEvidence, 'survivor' | 'dataConsents' | 'retained'>> => {
  if (type === 'MergeParticipant') return maybe('survivor', await recordFact(reader, data.survivorId));
  if (type !== 'ErasePersonalData') return {};
  const consents = await consentsOf(reader, data.participantId);
  return {
    dataConsents: consents.filter(({ purpose }) => purpose === 'PERSONAL_DATA'),
    retained: await retainedOf(reader, data.participantId),
  };
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

/** Roles a person has at the school: in its bases, or in pairs, on the day of the act. */
const authorOf = async (
  { reader }: Facts,
  authorId: Uuid,
  { schoolId, effectiveOn }: AppealCommand['data'],
): Promise<Pick<AppealEvidence, 'author'>> => {
  const [person, paired] = await Promise.all([
    personFact(reader, authorId, effectiveOn),
    rolesOf(reader, authorId, effectiveOn),
  ]);
  if (person?.schoolId !== schoolId) return {};
  const roles = PAIR_ROLES.filter(
    (role) => paired.includes(role) || (role === 'MENTOR' ? person.inMentorBase : person.inMenteeBase),
  );
  return { author: { roles } };
};

export const appealEvidence = async (facts: Facts, command: AppealCommand): Promise<AppealEvidence> => {
  const { reader } = facts;
  const known = { ...(await common(facts, command)), mentorKnown: true };
  const { schoolId, effectiveOn } = command.data;
  switch (command.type) {
    case 'RegisterComplaint': {
      const mentor = await personFact(reader, command.data.mentorId, effectiveOn);
      return { ...known, mentorKnown: mentor?.schoolId === schoolId };
    }
    case 'SubmitProposal':
      return { ...known, ...(await authorOf(facts, command.data.authorId, command.data)) };
    case 'RaiseDispute': {
      const [author, owner] = await Promise.all([
        authorOf(facts, command.data.raisedById, command.data),
        ownerOf(reader, 'pair', command.data.pairId),
      ]);
      return { ...known, ...author, pairKnown: owner === schoolId };
    }
    case 'ResolveDispute': {
      const councils = await councilsOf(reader, schoolId);
      return {
        ...known,
        ...maybe('arbitration', arbitrationOf(councils, command.data.appealId, effectiveOn)),
      };
    }
    default:
      return known;
  }
};

export const indicatorsEvidence = async (
  facts: Facts,
  command: IndicatorsCommand,
): Promise<IndicatorsEvidence> => {
  const [known, order] = await Promise.all([ofOrganisation(facts, command), citedOrder(facts, command.data)]);
  return { ...known, ...order };
};

export const roadmapEvidence = async (facts: Facts, command: RoadmapCommand): Promise<RoadmapEvidence> => {
  const [known, order] = await Promise.all([ofOrganisation(facts, command), citedOrder(facts, command.data)]);
  return { ...known, ...order };
};
/** Entries by id, without those nobody knows. */
const byId = async <T>(
  ids: readonly Uuid[],
  find: (id: Uuid) => Promise<T | undefined>,
): Promise<{ readonly [id: string]: T }> => {
  const found = await Promise.all([...new Set(ids)].map(async (id) => [id, await find(id)] as const));
  return Object.fromEntries(found.flatMap(([id, one]) => (one === undefined ? [] : [[id, one]])));
};

export const practiceEvidence = async (facts: Facts, command: PracticeCommand): Promise<PracticeEvidence> => {
  const { reader } = facts;
  const { organisationId, effectiveOn } = command.data;
  const named =
    command.type === 'SubmitPractice'
      ? command.data.authorIds
      : command.type === 'PublishPractice'
        ? command.data.namedIds
        : [];
  const cited =
    command.type === 'SubmitPractice'
      ? (command.data.partIds ?? [])
      : command.type === 'IdentifyPractice'
        ? [command.data.sourceId]
        : [];
  const [known, people, practices, material] = await Promise.all([
    ofOrganisation(facts, command),
    byId(named, (id) => publicPersonFact(reader, id, effectiveOn)),
    byId(cited, (id) => practiceFact(reader, id)),
    command.type === 'PublishPractice'
      ? materialFact(reader, organisationId, command.data.materialId, effectiveOn)
      : undefined,
  ]);
  return { ...known, people, practices, ...maybe('material', material) };
};

export const siteEvidence = async (facts: Facts, command: SiteCommand): Promise<SiteEvidence> => {
  const named = command.type === 'PublishMaterial' ? command.data.namedIds : [];
  const [known, people] = await Promise.all([
    ofOrganisation(facts, command),
    byId(named, (id) => publicPersonFact(facts.reader, id, command.data.effectiveOn)),
  ]);
  return { ...known, people };
};

/** Participants that an act of the leadership names. */
const namedInLeadership = (command: GovernanceCommand): readonly Uuid[] => {
  if (command.type === 'ProvideSupport') return command.data.participantIds;
  return command.type === 'SelectParticipants' ? [...command.data.mentorIds, ...command.data.menteeIds] : [];
};

export const governanceEvidence = async (
  facts: Facts,
  command: GovernanceCommand,
): Promise<GovernanceEvidence> => {
  const { effectiveOn } = command.data;
  const [known, order, documents, people] = await Promise.all([
    ofOrganisation(facts, command),
    citedOrder(facts, command.type === 'ApproveDocument' ? command.data.by : command.data),
    command.type === 'CloseStage' ? documentsFact(facts.reader, command.data) : [],
    Promise.all(
      [...new Set(namedInLeadership(command))].map((id) => personFact(facts.reader, id, effectiveOn)),
    ),
  ]);
  return {
    ...known,
    ...order,
    documents,
    people: Object.fromEntries(
      people.flatMap((person) => {
        if (person === undefined) return [];
        const { participantId, schoolId, inMenteeBase, inMentorBase } = person;
        return [[participantId, { schoolId, inMenteeBase, inMentorBase }]];
      }),
    ),
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
    case 'CorrectPlan':
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
    case 'AssessCompatibility':
      add(command.data.psychologistId, ...command.data.mentorIds);
      break;
    case 'RecordReflection':
      add(command.data.participantId);
      break;
    case 'RequestHelp':
      add(command.data.menteeId);
      break;
    case 'GiveHelp':
      add(command.data.mentorId);
      break;
    case 'GiveFeedback':
      add(command.data.mentorId, command.data.menteeId);
      break;
    case 'IssueRecommendation':
      add(...command.data.mentorIds, command.data.menteeId);
      break;
    case 'FixPair':
    case 'ApprovePlan':
    case 'CompleteMonitoring':
    case 'SetGoal':
    case 'CompletePair':
    case 'ResumePair':
    case 'MovePairToRegulation':
    case 'ProlongPair':
      break;
    // Judged by the pair and the school alone.
    case 'CancelMeetingRecord':
    case 'SubmitMentorReport':
    case 'OrganisePlanning':
    case 'EndPair':
    case 'OpenFollowUp':
    case 'CloseFollowUp':
      return [];
    default:
      unreachable(command);
  }
  return [...ids];
};

/** A pair keeps the version of the regulation it was fixed under, until it is moved to the one in force. */
const pairProfile = ({ reader }: Facts, command: PairCommand, state: PairState) => {
  const kept = command.type === 'MovePairToRegulation' ? undefined : judgedBy(state, command);
  return kept === undefined
    ? profileOf(reader, command.data.schoolId, command.data.effectiveOn)
    : profileOfVersion(reader, kept, kept.from);
};

export const pairEvidence = async (
  facts: Facts,
  command: PairCommand,
  state: PairState,
): Promise<PairEvidence> => {
  const ids = peopleOf(command, state);
  const [known, profile, order, people] = await Promise.all([
    common(facts, command),
    pairProfile(facts, command, state),
    citedOrder(facts, command.data),
    Promise.all(ids.map((id) => personEvidence(facts, id, command.data.effectiveOn))),
  ]);
  const { effectiveOn } = command.data;
  const networked =
    command.type === 'CompletePair' && profile.parameters.networkMentorForYoungSpecialist.value
      ? await Promise.all(ids.map((id) => networkMentored(facts.reader, id, effectiveOn)))
      : undefined;
  const councils =
    command.type === 'ApprovePlan' ? await councilsOf(facts.reader, command.data.schoolId) : undefined;
  return {
    ...known,
    profile,
    ...order,
    ...maybe('councilAtWork', councils && hasCouncilOn(councils, effectiveOn)),
    people: Object.fromEntries(
      people.flatMap((person, index) =>
        person === undefined
          ? []
          : [[person.participantId, { ...person, ...maybe('networkMentored', networked?.[index]) }]],
      ),
    ),
  };
};
