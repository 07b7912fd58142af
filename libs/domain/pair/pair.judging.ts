/** How an act on a pair is judged: by the rules the regulation demands, leaving the basis it was decided on. */
import {
  type Basis,
  type Decision,
  type IsoDate,
  judge,
  type Json,
  type Refusal,
  refusal,
  type Uuid,
} from '@nastavnik/kernel';
import { consentCovers, notInFuture, versionOf } from '../vocabulary';
import type { PairCommand, PairEvidence } from './pair.commands';
import type { PairEvent } from './pair.events';
import { type FixedLife, membersOn, type PairState } from './pair.state';
import { rules } from './rules';
import { lastDayOf } from './rules/consents';
import { type Judged, knownPeople, noClause, type PairFacts, type PairRule } from './rules/facts';
import { agreementInForce, isExternal, startOf } from './rules/forming';
import { payBasisInForce } from './rules/members';
import { stageReason } from './rules/stages';

export type PairDecision = Decision<PairEvent>;

/** `ids.map(as('MENTOR'))`. */
export const as =
  <Role extends Judged['role']>(role: Role) =>
  (participantId: Uuid): Judged => ({ participantId, role });

/** Members an act of that day is judged by: on a hand-over day who leaves counts only where the act names them. */
export const atWork = (pair: FixedLife, on: IsoDate, named: readonly Uuid[] = []): readonly Judged[] =>
  membersOn(pair, on).filter(({ until, participantId }) => until !== on || named.includes(participantId));

/** Ids and conclusions the applied rules looked at. Never a name, never a date of birth. */
const evidenceOf = (facts: PairFacts, applied: readonly { readonly rule: string }[]): Basis['evidence'] => {
  const { command, evidence } = facts;
  const on = command.data.effectiveOn;
  const { actor } = command.stamp;
  const looked = (...names: readonly string[]): boolean => applied.some(({ rule }) => names.includes(rule));
  const known = knownPeople(facts);
  const byConsent = looked(
    'consents-before-pair-order',
    'minors-represented',
    'personal-data-consented',
    'consents-stand',
    'consents-restored',
  );
  const found: { [fact: string]: Json } = {};
  if ('orderId' in command.data) found['orderId'] = command.data.orderId;
  if (looked('leader-appointed')) found[actor.role] = actor.id;
  if (byConsent) {
    found['consents'] = known.flatMap(({ person }) =>
      person.consents
        .filter((consent) => consentCovers(consent, on, lastDayOf(facts.state)))
        .map(({ consentId }) => consentId),
    );
  }
  if (byConsent || looked('student-old-enough')) {
    found['ages'] = Object.fromEntries(known.map(({ participantId, person }) => [participantId, person.age]));
  }
  if (
    looked('external-mentor-agreement') &&
    (command.type === 'FixPair' || command.type === 'ReplaceMember')
  ) {
    const gratuitous = evidence.profile.parameters.externalMentorGratuitous.value;
    found['agreements'] = known.flatMap(({ role, person }) => {
      const agreement =
        role === 'MENTOR' && isExternal(person)
          ? agreementInForce(person, on, startOf(command), gratuitous)
          : undefined;
      return agreement === undefined ? [] : [agreement.agreementId];
    });
  }
  if (
    looked('employee-mentor-pay-basis') &&
    (command.type === 'FixPair' || command.type === 'ReplaceMember')
  ) {
    found['payBasis'] = known.flatMap(({ role, person }) => {
      const basis = role === 'MENTOR' ? payBasisInForce(person, on, startOf(command)) : undefined;
      return basis === undefined ? [] : [basis.agreementId];
    });
  }
  if (looked('mentee-request-before-plan')) {
    found['requests'] = known.flatMap(({ person: { requestId } }) =>
      requestId === undefined ? [] : [requestId],
    );
  }
  return found;
};

/** Judges an act; when every demanded rule holds, makes its event with the basis it was decided on. */
export const act = <Cmd extends PairCommand, State extends PairState>(
  demanded: readonly PairRule<Cmd, State>[],
  facts: PairFacts<Cmd, State>,
  make: (basis: Basis) => PairEvent,
): PairDecision => {
  const { profile } = facts.evidence;
  const { applied, reasons } = judge(profile, demanded, facts);
  /** Rules of common sense judge, and do not stand in the basis. */
  const house = new Set(
    demanded
      .filter((rule) => rule.demandedBy === noClause || rule.name === notInFuture.name)
      .map(({ name }) => name),
  );
  return reasons.length > 0
    ? refusal(...reasons)
    : [
        make({
          profile: versionOf(profile),
          rules: applied.filter(({ rule }) => !house.has(rule)),
          evidence: evidenceOf(facts, applied),
        }),
      ];
};

/** The stage of the pair does not know this act; what every act is judged by is said along with it. */
export const wrongStage = (command: PairCommand, state: PairState, evidence: PairEvidence): Refusal => {
  const { reasons } = judge(evidence.profile, rules.everyAct, { command, state, evidence, people: [] });
  return refusal(stageReason(command, state, evidence), ...reasons);
};
