/** What every rule of a pair looks at, and the few words rules are written with. */
import type { ClauseRef, Missing, Rule, Text, Uuid, Violation } from '@nastavnik/kernel';
import type { MeetingKind, PairRole } from '../../vocabulary';
import type { PairCommand, PairEvidence, PairProfile, PersonEvidence } from '../pair.commands';
import type { PlanContent } from '../pair.events';
import type { PairState } from '../pair.state';

/** A person an act is about, in the role the act gives them. */
export interface Judged {
  readonly participantId: Uuid;
  readonly role: PairRole;
}

/** An act, the pair it meets and what other streams say. */
export interface PairFacts<Cmd extends PairCommand = PairCommand, State extends PairState = PairState> {
  readonly command: Cmd;
  readonly state: State;
  readonly evidence: PairEvidence;
  /** Whose consents, bases and ages this act is judged by. */
  readonly people: readonly Judged[];
}

export type PairRule<Cmd extends PairCommand = PairCommand, State extends PairState = PairState> = Rule<
  PairProfile,
  PairFacts<Cmd, State>
>;

/** A person of the act together with what is known of them. Who is unknown is left to the rule `people-known`. */
export interface Known extends Judged {
  readonly person: PersonEvidence;
}

/** People of the act whom the evidence knows. */
export const knownPeople = (facts: PairFacts, role?: PairRole): readonly Known[] =>
  facts.people.flatMap((judged) => {
    const person = facts.evidence.people[judged.participantId];
    return person === undefined || (role !== undefined && judged.role !== role)
      ? []
      : [{ ...judged, person }];
  });

/** One violation, or none when nothing is missing. */
export const unless = (
  holds: boolean,
  message: Text,
  next: Text,
  missing: readonly Missing[] = [],
): readonly Violation[] => (holds ? [] : [{ message, missing, next }]);

/** Common sense: demanded under every regulation, cited by none, and no part of the basis of an event. */
export const noClause = (): readonly ClauseRef[] => [];

/** Demanded under every regulation; the clauses say where this one speaks of it, if it does. */
export const always =
  (clauses: (parameters: PairProfile['parameters']) => readonly ClauseRef[]) =>
  (profile: PairProfile): readonly ClauseRef[] =>
    clauses(profile.parameters);

/** Demanded where the parameter says so; cites the parameter's own clauses. */
export const when =
  <Name extends keyof PairProfile['parameters']>(
    name: Name,
    demands: (value: PairProfile['parameters'][Name]['value']) => boolean,
  ) =>
  (profile: PairProfile): readonly ClauseRef[] | undefined => {
    const setting: PairProfile['parameters'][Name] = profile.parameters[name];
    return demands(setting.value) ? setting.clauses : undefined;
  };

/** The form an act belongs to, once there is one. */
export const formOf = ({ command, state }: PairFacts): string | undefined =>
  command.type === 'ProposePair' ? command.data.form : state.stage === 'none' ? undefined : state.form;

/** The order of meetings that a regulation prescribes for a form; empty where it prescribes none. */
export const sequenceFor = (
  { parameters: { meetingSequence } }: PairProfile,
  form: string | undefined,
): readonly MeetingKind[] => {
  const { value } = meetingSequence;
  if (!('general' in value)) return value;
  const byForm: { readonly [form: string]: readonly MeetingKind[] | undefined } = value.byForm;
  return byForm[form ?? ''] ?? value.general;
};

/** Demanded where an order of meetings is prescribed for the form of the pair. */
export const whenInSequence = (profile: PairProfile, facts: PairFacts): readonly ClauseRef[] | undefined =>
  sequenceFor(profile, formOf(facts)).length > 0 ? profile.parameters.meetingSequence.clauses : undefined;

/** Clauses of several parameters, each once. */
export const clausesOf = (
  ...settings: readonly { readonly clauses: readonly ClauseRef[] }[]
): readonly ClauseRef[] => [
  ...new Map(settings.flatMap((setting) => setting.clauses).map((clause) => [clause.id, clause])).values(),
];

export {
  bilingual as text,
  MEETING_KIND_RU as meetingRu,
  PAIR_ROLE_RU as roleRu,
  russianDate as ru,
} from '../../vocabulary';

export const meetingEn: { readonly [Kind in MeetingKind]: string } = {
  ORGANISATIONAL: 'organisational meeting',
  TRIAL: 'trial meeting',
  PLANNING: 'planning meeting',
  REGULAR: 'regular meeting',
  FINAL: 'final meeting',
};

/** Who is missing something, one entry each. */
export const missingOf = (
  kind: string,
  people: readonly Judged[],
  detail: Missing['detail'] = {},
): readonly Missing[] =>
  people.map(({ participantId, role }) => ({ kind, subject: participantId, detail: { role, ...detail } }));

/** What a plan says besides its words, the unsaid left out. */
export const planContent = ({
  parts,
  resources,
  documentForm,
  elements,
  formats,
}: PlanContent): PlanContent => ({
  ...known('parts', parts),
  ...known('resources', resources),
  ...known('documentForm', documentForm),
  ...known('elements', elements),
  ...known('formats', formats),
});

/** An optional property: absent when there is nothing to say. */
export const known = <Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: T });
