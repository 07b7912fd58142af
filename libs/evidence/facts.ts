/** What streams say that an act is judged by, on the day the act takes effect. */
import {
  ageOn,
  dateOf,
  type DomainEvent,
  fold,
  type Instant,
  type IsoDate,
  type Uuid,
} from '@nastavnik/kernel';
import {
  type Category,
  coordinatorOn,
  curatorsOn,
  introducedFrom,
  menteeStayOn,
  mentorStayOn,
  municipality,
  type MunicipalityState,
  participant,
  type PersonEvidence,
  type Position,
  type ProfileInForce,
  regulation,
  type RegulationState,
  resolveProfile,
  school,
  type SchoolState,
  streamOf,
} from '@nastavnik/domain';
import type { StreamReader } from './stream-reader';

/** Full years of a participant on a day; the birth date itself never passes through here. `undefined` when nobody can tell. */
export type AgeOf = (participantId: Uuid, on: IsoDate) => Promise<number | undefined>;

/** Where an act finds its facts. */
export interface Facts {
  readonly reader: StreamReader;
  readonly ageOf: AgeOf;
}

/** An order that an act cites, as every aggregate sees it. */
export interface OrderFact {
  readonly orderId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: string;
  readonly issuedOn: IsoDate;
}

/** Who a participant is to the school, on a day. */
export type PersonFact = Omit<PersonEvidence, 'age' | 'consents' | 'agreements'> & {
  readonly position?: Position;
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

const regulationOf = (reader: StreamReader, organisationId: Uuid, on: IsoDate): Promise<RegulationState> =>
  stateOf(reader, 'regulation', organisationId, regulation, on);

/** The regulation in force at a school on a day: its own, else its municipality's, else the defaults. */
export const profileOf = async (
  reader: StreamReader,
  schoolId: Uuid,
  on: IsoDate,
): Promise<ProfileInForce> => {
  const own = regulationOf(reader, schoolId, on);
  const known = await schoolOf(reader, schoolId);
  const parent = known.stage === 'UNREGISTERED' ? undefined : regulationOf(reader, known.municipalityId, on);
  return resolveProfile(schoolId, await own, await parent);
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

/** The order, when it has been issued. */
export const orderFact = async (reader: StreamReader, orderId: Uuid): Promise<OrderFact | undefined> => {
  const issued = (await reader.read(streamOf.order(orderId))).find((event) => event.type === 'OrderIssued');
  if (issued?.type !== 'OrderIssued') return undefined;
  const { schoolId, content, issuedOn } = issued.data;
  return { orderId, schoolId, kind: content.kind, issuedOn };
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
  const { schoolId, kind, employed, position, diagnoses, agreementIds } = person;
  const stay = menteeStayOn(person, on);
  const mentoring = mentorStayOn(person, on);
  const educationStage = laterStage(stay, mentoring);
  return {
    ...{ participantId, schoolId, kind, employed, agreementIds },
    ...(position === undefined ? {} : { position }),
    inMenteeBase: stay !== undefined,
    inMentorBase: mentoring !== undefined,
    ...(educationStage === undefined ? {} : { educationStage }),
    categories: stay?.categories ?? [],
    needsDiagnosed: diagnoses.some((diagnosis) => diagnosis.on <= on),
  };
};

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

const agreementFact = async (
  reader: StreamReader,
  agreementId: Uuid,
): Promise<PersonEvidence['agreements']> => {
  const events = await reader.read(streamOf.agreement(agreementId));
  const terminated = events.find((event) => event.type === 'AgreementTerminated')?.data.effectiveOn;
  return events.flatMap((event) => {
    if (event.type !== 'AgreementConcluded') return [];
    const { kind, gratuitous, from, until } = event.data;
    const last = [until, terminated].filter((day) => day !== undefined).sort()[0];
    return [
      {
        ...{ agreementId, gratuitous, from },
        ...(kind === undefined ? {} : { kind }),
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
  const { agreementIds, position: _position, ...of } = person;
  const agreements = await Promise.all(agreementIds.map((id) => agreementFact(reader, id)));
  return { ...of, age, consents, agreements: agreements.flat() };
};
