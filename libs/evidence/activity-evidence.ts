/** What an activity is judged on: its people and pairs on the day of the act, the order and the monitoring it cites. */
import { type DomainEvent, fold, type IsoDate, type Uuid } from '@nastavnik/kernel';
import {
  type ActivityCommand,
  type ActivityContent,
  type ActivityEvidence,
  type ActivityPair,
  type ActivityPerson,
  type ActivityState,
  type CitedAnalysis,
  membersOn,
  pair,
  type PairEvent,
  type PairRole,
  streamOf,
} from '@nastavnik/domain';
import { citedOrder, ofOrganisation } from './evidence';
import { type Facts, personFact, schoolOf } from './facts';
import type { StreamReader } from './stream-reader';

/** A school and its municipality. */
const organisationsOf = async (reader: StreamReader, schoolId: Uuid): Promise<readonly Uuid[]> => {
  const school = await schoolOf(reader, schoolId);
  return school.stage === 'UNREGISTERED' ? [schoolId] : [schoolId, school.municipalityId];
};

const personOf = async (
  reader: StreamReader,
  participantId: Uuid,
  on: IsoDate,
): Promise<ActivityPerson | undefined> => {
  const person = await personFact(reader, participantId, on);
  if (person === undefined) return undefined;
  const { schoolId, kind, position, employed, inMentorBase, inMenteeBase } = person;
  return {
    organisationIds: await organisationsOf(reader, schoolId),
    ...{ kind, employed, inMentorBase, inMenteeBase },
    ...(position === undefined ? {} : { position }),
  };
};

/** A pair that an order has fixed. */
const pairOf = async (reader: StreamReader, pairId: Uuid, on: IsoDate): Promise<ActivityPair | undefined> => {
  const events = await reader.read(streamOf.pair(pairId));
  const state = fold(pair, events as readonly DomainEvent[] as readonly PairEvent[]);
  if (state.stage === 'none' || state.stage === 'proposed') return undefined;
  const inRole = (wanted: PairRole): readonly Uuid[] =>
    membersOn(state, on).flatMap(({ role, participantId }) => (role === wanted ? [participantId] : []));
  return {
    organisationIds: await organisationsOf(reader, state.schoolId),
    mentorIds: inRole('MENTOR'),
    menteeIds: inRole('MENTEE'),
  };
};

/** The analysis of a campaign, completed by a day (invariant 29). */
const analysisOf = async (
  reader: StreamReader,
  cited: Uuid | undefined,
  on: IsoDate,
): Promise<CitedAnalysis | undefined> => {
  if (cited === undefined) return undefined;
  const events = await reader.read(streamOf.campaign(cited));
  const analysed = events.find(({ type, data }) => type === 'CampaignAnalysed' && data.effectiveOn <= on);
  if (analysed?.type !== 'CampaignAnalysed') return undefined;
  const { campaignId, organisationId, year } = analysed.data;
  return { campaignId, organisationId, year };
};

/** Whom the act names, and whom the plan did. */
const namedIn = (
  { type, data }: ActivityCommand,
  state: ActivityState,
): { readonly people: readonly Uuid[]; readonly pairs: readonly Uuid[] } => {
  const content: ActivityContent | undefined =
    type === 'PlanActivity' ? data.content : state.stage === 'NONE' ? undefined : state.plan.content;
  const host = content !== undefined && 'hostId' in content ? [content.hostId] : [];
  const ofPair = content?.kind === 'PSYCHOLOGICAL_SUPPORT' ? [content.pairId ?? []].flat() : [];
  return {
    people: type === 'EnterParticipants' || type === 'HoldActivity' ? data.participantIds : host,
    pairs: [...ofPair, ...(type === 'EnterParticipants' ? data.pairIds : [])],
  };
};

/** Each of them that is known, by id. */
const known = async <T>(
  ids: readonly Uuid[],
  read: (id: Uuid) => Promise<T | undefined>,
): Promise<{ readonly [id: Uuid]: T }> => {
  const found = await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const one = await read(id);
      return one === undefined ? [] : [[id, one] as const];
    }),
  );
  return Object.fromEntries(found.flat());
};

export const activityEvidence = async (
  facts: Facts,
  command: ActivityCommand,
  state: ActivityState,
): Promise<ActivityEvidence> => {
  const { reader } = facts;
  const { data } = command;
  const named = namedIn(command, state);
  const on = data.effectiveOn;
  const [organisation, order, people, pairs, analysis] = await Promise.all([
    ofOrganisation(facts, command),
    citedOrder(facts, data),
    known(named.people, (id) => personOf(reader, id, on)),
    known(named.pairs, (id) => pairOf(reader, id, on)),
    analysisOf(reader, 'basedOn' in data ? data.basedOn : undefined, on),
  ]);
  return { ...organisation, ...order, people, pairs, ...(analysis === undefined ? {} : { analysis }) };
};
