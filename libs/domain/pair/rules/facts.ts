/** What every rule of a pair looks at, and the few words rules are written with. */
import type { ClauseRef, IsoDate, Missing, Rule, Text, Uuid, Violation } from '@nastavnik/kernel';
import type { MeetingKind, PairRole } from '../../vocabulary';
import type { PairCommand, PairEvidence, PairProfile, PersonEvidence } from '../pair.commands';
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

export const text = (ru: string, en: string): Text => ({ ru, en });

/** One violation, or none when nothing is missing. */
export const unless = (
  holds: boolean,
  message: Text,
  next: Text,
  missing: readonly Missing[] = [],
): readonly Violation[] => (holds ? [] : [{ message, missing, next }]);

/** Demanded under every regulation; `clauses` says where the regulation speaks of it, if it does. */
export const always =
  (clauses: (parameters: PairProfile['parameters']) => readonly ClauseRef[] = () => []) =>
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

/** Clauses of several parameters, each once. */
export const clausesOf = (
  ...settings: readonly { readonly clauses: readonly ClauseRef[] }[]
): readonly ClauseRef[] => [
  ...new Map(settings.flatMap((setting) => setting.clauses).map((clause) => [clause.id, clause])).values(),
];

/** `2021-03-01` as a Russian document writes it: `01.03.2021`. */
export const ru = (date: IsoDate): string => date.split('-').reverse().join('.');

export const roleRu: { readonly [Role in PairRole]: string } = {
  MENTOR: 'наставник',
  MENTEE: 'наставляемый',
};

export const meetingRu: { readonly [Kind in MeetingKind]: string } = {
  ORGANISATIONAL: 'организационная встреча',
  TRIAL: 'пробная рабочая встреча',
  PLANNING: 'встреча-планирование',
  REGULAR: 'регулярная встреча',
  FINAL: 'заключительная встреча',
};
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
