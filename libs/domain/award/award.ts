/** An incentive of one participant: nominated, presented to those above where they decide, granted or declined. Rules stand in `award.rules.ts`. */
import {
  isRefusal,
  unreachable,
  type Basis,
  type Command,
  type Decider,
  type Decision,
  type IsoDate,
  type Json,
  type Refusal,
  type Rule,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  fault,
  houseRule,
  introducedAtSchool,
  notInFuture,
  organisationKnown,
  refuse,
  type AwardKind,
  type AwardLevel,
  type BadgeGround,
  type OfOrganisation,
  type OrganisationEvidence,
  type PairRole,
  type PersonKind,
  type ProfileSlice,
  type Setting,
} from '../vocabulary';
import {
  badgeForWorkers,
  badgeGrounds,
  badgeMerit,
  contestNamed,
  contestOfLevel,
  inOrderOfTime,
  kindOfRegulation,
  municipalMeasure,
  ownByOrder,
  parentsOfStudentMentors,
  presentedFirst,
  presentedUpward,
  recipientTakesPart,
  roleRewarded,
  somethingToCount,
  type AwardFacts,
} from './award.rules';
import type { AwardEvent } from './award.events';
import { mentoringDays, type MentoringStay } from './tenure';

// Commands and evidence

interface OfAward extends OfOrganisation {
  readonly awardId: Uuid;
}
export type DefineMeasure = Command<
  'DefineMeasure',
  OfAward & { readonly title: string; readonly material: boolean }
>;
export type NominateForAward = Command<
  'NominateForAward',
  OfAward & {
    readonly recipientId: Uuid;
    readonly role: PairRole;
    readonly kind: AwardKind;
    readonly level: AwardLevel;
    readonly contest?: string;
    readonly grounds?: readonly BadgeGround[];
    readonly measureId?: Uuid;
  }
>;
export type PresentForAward = Command<'PresentForAward', OfAward & { readonly to: string }>;
export type GrantAward = Command<
  'GrantAward',
  OfAward & { readonly orderId?: Uuid; readonly publishedAt?: string }
>;
export type DeclineAward = Command<'DeclineAward', OfAward>;
type Following = PresentForAward | GrantAward | DeclineAward;
export type AwardCommand = DefineMeasure | NominateForAward | Following;

export type AwardProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly incentiveKinds: Setting<readonly string[]>;
  readonly rewardedRoles: Setting<readonly PairRole[]>;
  readonly contestNominationLevels: Setting<readonly AwardLevel[]>;
  readonly badgeMeritYears: Setting<number | null>;
  readonly badgeGrounds: Setting<readonly BadgeGround[]>;
}>;

export interface AwardEvidence extends OrganisationEvidence<AwardProfile> {
  /** Who is nominated, of the organisation or of a school of the municipality: the roles they have had by the day; absent for a stranger. */
  readonly recipient?: { readonly kind: PersonKind; readonly roles: readonly PairRole[] };
  /** Their stays in pairs as a mentor. */
  readonly mentoring: readonly MentoringStay[];
  /** The municipal measure cited was defined by the organisation. */
  readonly measureDefined: boolean;
}

// State

interface Known {
  readonly awardId: Uuid;
  readonly recipientId: Uuid;
  readonly role: PairRole;
  readonly kind: AwardKind;
  readonly lastOn: IsoDate;
}
export type Nominated = Known & { readonly stage: 'NOMINATED' | 'PRESENTED' };
export type AwardState =
  | { readonly stage: 'NONE' }
  | { readonly stage: 'MEASURE' }
  | Nominated
  | (Known & { readonly stage: 'GRANTED' | 'DECLINED' });

const evolve = (_: AwardState, event: AwardEvent): AwardState => {
  if (event.type === 'MeasureDefined') return { stage: 'MEASURE' };
  const { awardId, recipientId, role, kind, effectiveOn: lastOn } = event.data;
  const known = { awardId, recipientId, role, kind, lastOn };
  switch (event.type) {
    case 'AwardNominated':
      return { ...known, stage: 'NOMINATED' };
    case 'AwardPresented':
      return { ...known, stage: 'PRESENTED' };
    case 'AwardGranted':
      return { ...known, stage: 'GRANTED' };
    case 'AwardDeclined':
      return { ...known, stage: 'DECLINED' };
    default:
      return unreachable(event);
  }
};

// Decision

/** What the act leads to when nothing speaks against it. */
const act = <Cmd extends AwardCommand, Facts extends AwardFacts<Cmd>>(
  facts: Facts,
  rules: {
    readonly law?: readonly Rule<AwardProfile, Facts>[];
    readonly house?: readonly Rule<unknown, Facts>[];
  },
  event: (basis: Basis) => AwardEvent,
  evidence: { readonly [fact: string]: Json } = {},
): Decision<AwardEvent> => {
  const basis = examine(
    facts.evidence.profile,
    {
      law: [introducedAtSchool, ...(rules.law ?? [])],
      house: [organisationKnown, notInFuture, ...(rules.house ?? [])],
    },
    facts,
    evidence,
  );
  return isRefusal(basis) ? basis : [event(basis)];
};

const nominate = (command: NominateForAward, evidence: AwardEvidence): Decision<AwardEvent> => {
  const { data } = command;
  const days =
    data.role === 'MENTOR' ? { mentoringDays: mentoringDays(evidence.mentoring, data.effectiveOn) } : {};
  return act(
    { command, evidence },
    {
      law: [
        kindOfRegulation,
        roleRewarded,
        parentsOfStudentMentors,
        contestOfLevel,
        badgeMerit,
        badgeGrounds,
        badgeForWorkers,
        municipalMeasure,
      ],
      house: [recipientTakesPart, somethingToCount, contestNamed],
    },
    (basis) => ({ type: 'AwardNominated', data: { ...data, ...days, basis } }),
    days,
  );
};

const follow = (command: Following, state: Nominated, evidence: AwardEvidence): Decision<AwardEvent> => {
  const { recipientId, role, kind } = state;
  const whose = { recipientId, role, kind };
  switch (command.type) {
    case 'PresentForAward':
      if (state.stage === 'PRESENTED') return [];
      return act(
        { command, state, evidence },
        { house: [inOrderOfTime, presentedUpward, addresseeNamed] },
        (basis) => ({ type: 'AwardPresented', data: { ...command.data, ...whose, basis } }),
      );
    case 'GrantAward': {
      const { orderId } = command.data;
      return act(
        { command, state, evidence },
        { house: [inOrderOfTime, presentedFirst, ownByOrder] },
        (basis) => ({ type: 'AwardGranted', data: { ...command.data, ...whose, basis } }),
        orderId === undefined ? {} : { orderId },
      );
    }
    case 'DeclineAward':
      return act({ command, state, evidence }, { house: [inOrderOfTime] }, (basis) => ({
        type: 'AwardDeclined',
        data: { ...command.data, ...whose, basis },
      }));
    default:
      return unreachable(command);
  }
};

/** Keeps an incentive from the nomination to the decision, and the measures a municipality defines. */
export const award: Decider<AwardState, AwardCommand, AwardEvent, AwardEvidence> = {
  initial: { stage: 'NONE' },
  evolve,
  decide: (command, state, evidence) => {
    const { awardId } = command.data;
    switch (command.type) {
      case 'DefineMeasure':
        if (state.stage !== 'NONE') return recordedAlready(awardId);
        return act(
          { command, evidence },
          { law: [kindOfRegulation, municipalMeasure], house: [measureNamed] },
          (basis) => ({ type: 'MeasureDefined', data: { ...command.data, basis } }),
        );
      case 'NominateForAward':
        return state.stage === 'NONE' ? nominate(command, evidence) : recordedAlready(awardId);
      case 'PresentForAward':
      case 'GrantAward':
      case 'DeclineAward':
        return state.stage === 'NOMINATED' || state.stage === 'PRESENTED'
          ? follow(command, state, evidence)
          : notOpen(awardId);
      default:
        return unreachable(command);
    }
  },
};

const named = (what: string, words: string) =>
  words.trim() !== ''
    ? []
    : [
        fault(
          bilingual('Название пусто', 'The name is blank'),
          bilingual('Укажите название', 'Give the name'),
          { kind: what },
        ),
      ];
const measureNamed = houseRule<AwardFacts<DefineMeasure>>(
  'measure-named',
  bilingual('Мера названа', 'The measure is named'),
  ({ command }) => named('title', command.data.title),
);
const addresseeNamed = houseRule<AwardFacts<PresentForAward>>(
  'addressee-named',
  bilingual('Указано, кому направлено представление', 'Whom it was presented to is said'),
  ({ command }) => named('addressee', command.data.to),
);

const recordedAlready = (awardId: Uuid): Refusal =>
  refuse(
    'award-recorded-once',
    fault(
      bilingual('Поощрение или мера уже записаны', 'The award or the measure is recorded already'),
      bilingual('Используйте существующую запись', 'Use the existing record'),
      { kind: 'award', subject: awardId },
    ),
  );
const notOpen = (awardId: Uuid): Refusal =>
  refuse(
    'award-open',
    fault(
      bilingual(
        'Такого выдвижения нет, или решение уже принято',
        'There is no such nomination, or it is decided',
      ),
      bilingual('Выдвиньте к поощрению', 'Nominate for an award'),
      { kind: 'award', subject: awardId },
    ),
  );
