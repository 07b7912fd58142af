/** What streams say that an act is judged by, on the day the act takes effect. */
import {
  ageOn,
  dateOf,
  type DomainEvent,
  fold,
  type Instant,
  type IsoDate,
  type RegulationVersion,
  type Uuid,
} from '@nastavnik/kernel';
import {
  acceptedSince,
  cardOf,
  type Category,
  type CitedOrder,
  consentCovers,
  coordinatorOn,
  council,
  type CouncilState,
  curatorsOn,
  expertBaseFormOn,
  type DocumentKind,
  DOCUMENTS_OF_ORDER,
  introducedFrom,
  type KnownPractice,
  materialOn,
  menteeStayOn,
  mentorStayOn,
  municipality,
  type MunicipalityState,
  order,
  type OrderKind,
  type OrganisationEvidence,
  type PairRole,
  participant,
  refreshedOn,
  type ParticipantEvidence,
  type PersonEvidence,
  practice,
  type ProfileInForce,
  regulation,
  type RegulationEvent,
  type RegulationState,
  resolveProfile,
  roadmap,
  school,
  type SchoolState,
  site,
  streamOf,
} from '@nastavnik/domain';
import type { StreamReader } from './stream-reader';

/** Full years of a participant on a day; the birth date itself never passes through here. `undefined` when nobody can tell. */
export type AgeOf = (participantId: Uuid, on: IsoDate) => Promise<number | undefined>;

/** The streams of an organisation, and up to which position of the log these are all of them. */
export type StreamsOf = (
  organisationId: Uuid,
  /** Of a municipality: those of its schools as well. */
  below?: boolean,
) => Promise<{ readonly position: bigint; readonly streams: readonly string[] }>;

/** Where an act finds its facts. */
export interface Facts {
  readonly reader: StreamReader;
  readonly ageOf: AgeOf;
  /** Where figures are counted; absent where nothing is. */
  readonly streamsOf?: StreamsOf;
}

/** Who a participant is to the school, on a day. */
export type PersonFact = Omit<PersonEvidence, 'age' | 'consents' | 'agreements' | 'networkMentored'> & {
  readonly agreementIds: readonly Uuid[];
};

type Foldable<State, Event extends DomainEvent> = {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
};

/** The state of a stream; with `on`, of what had taken effect by that day. */
const stateOf = async <State, Event extends DomainEvent>(
  reader: StreamReader,
  category: Category,
  id: Uuid,
  aggregate: Foldable<State, Event>,
  on?: IsoDate,
): Promise<State> => {
  const events = await reader.read(streamOf[category](id));
  const inEffect = on === undefined ? events : events.filter((event) => event.data.effectiveOn <= on);
  return fold(aggregate, inEffect as readonly DomainEvent[] as readonly Event[]);
};

export const schoolOf = (reader: StreamReader, schoolId: Uuid): Promise<SchoolState> =>
  stateOf(reader, 'school', schoolId, school);

export const municipalityOf = (reader: StreamReader, municipalityId: Uuid): Promise<MunicipalityState> =>
  stateOf(reader, 'municipality', municipalityId, municipality);

/** Councils of mentors of an organisation. */
export const councilsOf = (reader: StreamReader, organisationId: Uuid): Promise<CouncilState> =>
  stateOf(reader, 'council', organisationId, council);

const regulationOf = (reader: StreamReader, organisationId: Uuid, on: IsoDate): Promise<RegulationState> =>
  stateOf(reader, 'regulation', organisationId, regulation, on);

/** The regulation in force at a school on a day: its own, else its municipality's, else the defaults. */
export const profileOf = async (
  reader: StreamReader,
  schoolId: Uuid,
  on: IsoDate,
): Promise<ProfileInForce> => {
  const parentOf = async (): Promise<RegulationState | undefined> => {
    const known = await schoolOf(reader, schoolId);
    return known.stage === 'UNREGISTERED' ? undefined : regulationOf(reader, known.municipalityId, on);
  };
  const [own, parent] = await Promise.all([regulationOf(reader, schoolId, on), parentOf()]);
  return resolveProfile(schoolId, own, parent);
};

/** A regulation as one of its versions has it, whatever came after. */
const versionIn = async (
  reader: StreamReader,
  { organisationId, version }: RegulationVersion,
): Promise<RegulationState> => {
  const events = (await reader.read(streamOf.regulation(organisationId))) as readonly DomainEvent[];
  return fold(
    regulation,
    (events as readonly RegulationEvent[]).filter(({ data }) => data.version <= version),
  );
};

/**
 * The regulation at a school by its version, and its municipality's by its own.
 * @param since from which day it has been meant: an event from before the municipality's version was named says only the day
 */
export const profileOfVersion = async (
  reader: StreamReader,
  cited: RegulationVersion,
  since: IsoDate,
): Promise<ProfileInForce> => {
  const known = await schoolOf(reader, cited.organisationId);
  const parentOf = async (): Promise<RegulationState | undefined> => {
    if (cited.parent !== undefined) return versionIn(reader, cited.parent);
    return known.stage === 'UNREGISTERED' ? undefined : regulationOf(reader, known.municipalityId, since);
  };
  const [own, parent] = await Promise.all([versionIn(reader, cited), parentOf()]);
  return resolveProfile(cited.organisationId, own, parent);
};

/** The calendar date at the school at a moment; in UTC for a school nobody knows. */
export const todayAt = (known: SchoolState | MunicipalityState, recordedAt: Instant): IsoDate =>
  dateOf(recordedAt, known.stage === 'UNREGISTERED' ? 0 : known.utcOffsetMinutes);

/** What pairs and everyone in them are judged by at their school. */
export const schoolFact = async (reader: StreamReader, schoolId: Uuid, on: IsoDate, recordedAt: Instant) => {
  const known = await schoolOf(reader, schoolId);
  const from = introducedFrom(known);
  const coordinatorId = coordinatorOn(known, on);
  return {
    today: todayAt(known, recordedAt),
    school: {
      schoolId,
      curators: curatorsOn(known, on),
      ...(from === undefined ? {} : { introducedFrom: from }),
      ...(coordinatorId === undefined ? {} : { coordinatorId }),
    },
  };
};

/** A school or a municipality on a day, and the calendar date there; no organisation where neither is registered. */
export const organisationFact = async (
  reader: StreamReader,
  organisationId: Uuid,
  recordedAt: Instant,
): Promise<Pick<OrganisationEvidence, 'today' | 'organisation'>> => {
  const asSchool = await schoolOf(reader, organisationId);
  if (asSchool.stage !== 'UNREGISTERED') {
    const from = introducedFrom(asSchool);
    return {
      today: todayAt(asSchool, recordedAt),
      organisation: {
        organisationId,
        level: 'SCHOOL',
        municipalityId: asSchool.municipalityId,
        ...(asSchool.organisationType === undefined ? {} : { organisationType: asSchool.organisationType }),
        ...(from === undefined ? {} : { introducedFrom: from }),
      },
    };
  }
  const asMunicipality = await municipalityOf(reader, organisationId);
  return {
    today: todayAt(asMunicipality, recordedAt),
    ...(asMunicipality.stage === 'UNREGISTERED'
      ? {}
      : { organisation: { organisationId, level: 'MUNICIPALITY' } }),
  };
};

/** The order, when it has been issued. */
export const orderFact = async (reader: StreamReader, orderId: Uuid): Promise<CitedOrder | undefined> => {
  const known = await stateOf(reader, 'order', orderId, order);
  if (known.stage === 'NOT_ISSUED') return undefined;
  const { organisationId, kind, issuedOn, cancelled } = known;
  return { orderId, organisationId, kind, issuedOn, ...(cancelled && { cancelledOn: cancelled.on }) };
};

/** The event that began a record; `undefined` for a record nobody began. */
export const recordOf = async (reader: StreamReader, category: Category, id: Uuid) =>
  (await reader.read(streamOf[category](id)))[0];

/** The organisation that a record was begun in. */
export const ownerOf = async (
  reader: StreamReader,
  category: Category,
  id: Uuid,
): Promise<Uuid | undefined> => {
  const data = (await recordOf(reader, category, id))?.data as
    { readonly organisationId?: Uuid; readonly schoolId?: Uuid } | undefined;
  return data?.organisationId ?? data?.schoolId;
};

/** True for the organisation itself and for a school of the municipality. */
export const belongsTo = async (
  reader: StreamReader,
  owner: Uuid,
  organisationId: Uuid,
): Promise<boolean> => {
  if (owner === organisationId) return true;
  const known = await schoolOf(reader, owner);
  return known.stage !== 'UNREGISTERED' && known.municipalityId === organisationId;
};

/** Stays of a person in pairs, in one role or in any, begun by a day. */
export const pairStaysOf = async (reader: StreamReader, participantId: Uuid, by: IsoDate) => {
  const person = await stateOf(reader, 'participant', participantId, participant, by);
  return person.stage === 'UNKNOWN' ? [] : person.pairs;
};

/** Roles in which a person is in pairs on a day. */
export const rolesOf = async (
  reader: StreamReader,
  participantId: Uuid,
  on: IsoDate,
): Promise<readonly PairRole[]> =>
  (await pairStaysOf(reader, participantId, on))
    .filter(({ until }) => until === undefined || on <= until)
    .map(({ role }) => role);

/**
 * Documents that an organisation has by a day: the regulation it adopted and the introduction it is in; of orders and roadmaps, those
 * that the act cites.
 */
export const documentsFact = async (
  reader: StreamReader,
  cited: {
    readonly organisationId: Uuid;
    readonly effectiveOn: IsoDate;
    readonly orderIds: readonly Uuid[];
    readonly roadmapIds: readonly Uuid[];
  },
): Promise<readonly DocumentKind[]> => {
  const { organisationId, effectiveOn } = cited;
  const [own, known, orders, roadmaps] = await Promise.all([
    regulationOf(reader, organisationId, effectiveOn),
    schoolOf(reader, organisationId),
    Promise.all(cited.orderIds.map((id) => orderFact(reader, id))),
    Promise.all(cited.roadmapIds.map((id) => stateOf(reader, 'roadmap', id, roadmap, effectiveOn))),
  ]);
  const introduction = known.stage === 'INTRODUCED' ? await orderFact(reader, known.introducedBy) : undefined;
  const kinds = [...orders, introduction].flatMap((order) =>
    order?.organisationId === organisationId &&
    order.issuedOn <= effectiveOn &&
    (order.cancelledOn === undefined || order.cancelledOn > effectiveOn)
      ? (DOCUMENTS_OF_ORDER[order.kind as OrderKind] ?? [])
      : [],
  );
  const approved = roadmaps.some((one) => one.stage === 'APPROVED' && one.organisationId === organisationId);
  return [
    ...new Set<DocumentKind>([
      ...(own.stage === 'IN_FORCE' ? (['REGULATION'] as const) : []),
      ...kinds,
      ...(approved ? (['ROADMAP'] as const) : []),
    ]),
  ];
};

type Stay = NonNullable<ReturnType<typeof menteeStayOn> | ReturnType<typeof mentorStayOn>>;

/** The stage of education that the later of two entries names. */
const laterStage = (...stays: readonly (Stay | undefined)[]) =>
  stays
    .filter((stay) => stay?.educationStage !== undefined)
    .sort((a, b) => ((a?.from ?? '') < (b?.from ?? '') ? -1 : 1))
    .at(-1)?.educationStage;

/** The person as known to the school on a day; `undefined` for somebody never registered. */
export const personFact = async (
  reader: StreamReader,
  participantId: Uuid,
  on: IsoDate,
): Promise<PersonFact | undefined> => {
  const person = await stateOf(reader, 'participant', participantId, participant);
  if (person.stage === 'UNKNOWN') return undefined;
  const { schoolId, kind, employed, position, diagnoses, requests, agreementIds } = person;
  const stay = menteeStayOn(person, on);
  const mentoring = mentorStayOn(person, on);
  const educationStage = laterStage(stay, mentoring);
  const requestId = requests.filter((request) => request.on <= on).at(-1)?.requestId;
  const [asMentee, asMentor] = [refreshedOn(person, 'MENTEE', on), refreshedOn(person, 'MENTOR', on)];
  return {
    ...{ participantId, schoolId, kind, employed, agreementIds },
    ...(position === undefined ? {} : { position }),
    inMenteeBase: stay !== undefined,
    inMentorBase: mentoring !== undefined,
    ...(educationStage === undefined ? {} : { educationStage }),
    categories: stay?.categories ?? [],
    needsDiagnosed: diagnoses.some((diagnosis) => diagnosis.on <= on),
    ...(requestId === undefined ? {} : { requestId }),
    refreshedOn: {
      ...(asMentee === undefined ? {} : { MENTEE: asMentee }),
      ...(asMentor === undefined ? {} : { MENTOR: asMentor }),
    },
  };
};

/** A record of a person: whose it is, and whether it still goes on. */
export const recordFact = async (
  reader: StreamReader,
  participantId: Uuid,
): Promise<ParticipantEvidence['survivor']> => {
  const person = await stateOf(reader, 'participant', participantId, participant);
  if (person.stage === 'UNKNOWN') return undefined;
  const { schoolId, kind, personal } = person;
  return { schoolId, kind, personal };
};

/** Lawful grounds to keep the data of a person, each with its last day. */
export const retainedOf = async (
  reader: StreamReader,
  participantId: Uuid,
): Promise<NonNullable<ParticipantEvidence['retained']>> =>
  (await reader.read(streamOf.consent(participantId))).flatMap((event) =>
    event.type === 'RetentionGroundRecorded'
      ? [
          {
            ...{ groundId: event.data.groundId, law: event.data.law },
            ...{ from: event.data.effectiveOn, until: event.data.until },
          },
        ]
      : [],
  );

/** Every consent of a person, given and withdrawn with their dates: the rules compare the days. */
export const consentsOf = async (
  reader: StreamReader,
  participantId: Uuid,
): Promise<PersonEvidence['consents']> => {
  const events = await reader.read(streamOf.consent(participantId));
  const withdrawn = new Map(
    events.flatMap((event) =>
      event.type === 'ConsentWithdrawn' ? [[event.data.consentId, event.data.effectiveOn] as const] : [],
    ),
  );
  return events.flatMap((event) => {
    if (event.type !== 'ConsentGiven') return [];
    const { consentId, purpose, by, written, effectiveOn, validUntil } = event.data;
    const withdrawnOn = withdrawn.get(consentId);
    return [
      {
        ...{ consentId, purpose, by, written, givenOn: effectiveOn },
        ...(validUntil === undefined ? {} : { validUntil }),
        ...(withdrawnOn === undefined ? {} : { withdrawnOn }),
      },
    ];
  });
};

/** The municipality of a school; `undefined` for what is no school. */
export const municipalityOfSchool = async (
  reader: StreamReader,
  schoolId: Uuid,
): Promise<Uuid | undefined> => {
  const known = await schoolOf(reader, schoolId);
  return known.stage === 'UNREGISTERED' ? undefined : known.municipalityId;
};

/** The form of the base of mentors and experts in the school's municipality. */
export const expertBaseFormFact = async (reader: StreamReader, schoolId: Uuid, on: IsoDate) => {
  const municipalityId = await municipalityOfSchool(reader, schoolId);
  if (municipalityId === undefined) return undefined;
  const form = expertBaseFormOn(await municipalityOf(reader, municipalityId), on);
  return form && { version: form.version, approvedOn: form.approvedOn };
};

/** Who is to be named in public: whose participant it is, whether a mentor by that day, whether agreed (152-FZ art. 10.1). */
export const publicPersonFact = async (reader: StreamReader, participantId: Uuid, on: IsoDate) => {
  const person = await stateOf(reader, 'participant', participantId, participant, on);
  if (person.stage === 'UNKNOWN') return undefined;
  const [municipalityId, consents] = await Promise.all([
    municipalityOfSchool(reader, person.schoolId),
    consentsOf(reader, participantId),
  ]);
  return {
    schoolId: person.schoolId,
    ...(municipalityId === undefined ? {} : { municipalityId }),
    isMentor: person.mentorBase.length > 0,
    mayBeNamed: consents.some((consent) => consent.purpose === 'DISTRIBUTION' && consentCovers(consent, on)),
  };
};

/** A practice of any bank; `undefined` for one never submitted. */
export const practiceFact = async (
  reader: StreamReader,
  practiceId: Uuid,
): Promise<KnownPractice | undefined> => {
  const known = await stateOf(reader, 'practice', practiceId, practice);
  if (known.stage === 'NONE') return undefined;
  const municipalityId = await municipalityOfSchool(reader, known.organisationId);
  const acceptedOn = acceptedSince(known);
  return {
    practiceId,
    organisationId: known.organisationId,
    ...(municipalityId === undefined ? {} : { municipalityId }),
    ...(acceptedOn === undefined ? {} : { acceptedOn }),
    card: cardOf(known),
  };
};

/** A material of the organisation's site, or of its municipality's, as it stands on the day. */
export const materialFact = async (
  reader: StreamReader,
  organisationId: Uuid,
  materialId: Uuid,
  on: IsoDate,
) => {
  const above = await municipalityOfSchool(reader, organisationId);
  for (const owner of [organisationId, above]) {
    if (owner === undefined) continue;
    const material = materialOn(await stateOf(reader, 'site', owner, site), materialId, on);
    if (material !== undefined) return { materialId, rubric: material.rubric, kind: material.kind };
  }
  return undefined;
};

const agreementFact = async (
  reader: StreamReader,
  agreementId: Uuid,
): Promise<PersonEvidence['agreements']> => {
  const events = await reader.read(streamOf.agreement(agreementId));
  const terminated = events.flatMap((event) =>
    event.type === 'AgreementTerminated'
      ? [event.data.effectiveOn]
      : event.type === 'MentoringRefused'
        ? [event.data.until]
        : [],
  );
  return events.flatMap((event) => {
    if (event.type !== 'AgreementConcluded') return [];
    const { kind, gratuitous, from, until, terms } = event.data;
    const last = [until, ...terminated].filter((day) => day !== undefined).sort()[0];
    return [
      {
        ...{ agreementId, gratuitous, from },
        ...(kind === undefined ? {} : { kind }),
        ...(terms === undefined ? {} : { statesTerms: true as const }),
        ...(last === undefined ? {} : { until: last }),
      },
    ];
  });
};

/**
 * The age that earlier acts concluded, for a person whose birth date nobody can read any more: in years full on the day, or one
 * less where a birthday lies in between.
 */
const concludedAge = async (
  reader: StreamReader,
  participantId: Uuid,
  on: IsoDate,
): Promise<number | undefined> => {
  const events = await reader.read(streamOf.participant(participantId));
  const concluded = events.flatMap(({ data }) => {
    const age = (data.basis.evidence['ages'] as { readonly [id: string]: number } | undefined)?.[
      participantId
    ];
    return age === undefined ? [] : [age + ageOn(data.effectiveOn, on)];
  });
  return concluded.length === 0 ? undefined : Math.max(...concluded);
};

/** KIL-4.3.6: whether a pair of the network form has ever been fixed with the person as its mentee, by the day. */
export const networkMentored = async (
  reader: StreamReader,
  participantId: Uuid,
  on: IsoDate,
): Promise<boolean> => {
  const events = await reader.read(streamOf.participant(participantId));
  const pairIds = events.flatMap((event) =>
    event.type === 'JoinedPair' && event.data.role === 'MENTEE' ? [event.data.pairId] : [],
  );
  const lives = await Promise.all(pairIds.map((pairId) => reader.read(streamOf.pair(pairId))));
  return lives
    .flat()
    .some(
      (event) => event.type === 'PairFixed' && event.data.form === 'NETWORK' && event.data.effectiveOn <= on,
    );
};

/** Everything that pair rules look at in one person; `undefined` for somebody unknown. */
export const personEvidence = async (
  { reader, ageOf }: Facts,
  participantId: Uuid,
  on: IsoDate,
): Promise<PersonEvidence | undefined> => {
  const [person, consents, known] = await Promise.all([
    personFact(reader, participantId, on),
    consentsOf(reader, participantId),
    ageOf(participantId, on),
  ]);
  const age = known ?? (await concludedAge(reader, participantId, on));
  if (person === undefined || age === undefined) return undefined;
  const { agreementIds, ...of } = person;
  const agreements = await Promise.all(agreementIds.map((id) => agreementFact(reader, id)));
  return { ...of, age, consents, agreements: agreements.flat() };
};
