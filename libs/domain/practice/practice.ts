/** Bank of practices and programmes of an organisation: submitted, reviewed, selected, published on its site. Rules in `practice.rules.ts`. */
import {
  isRefusal,
  unreachable,
  type Command,
  type Decider,
  type IsoDate,
  type Refusal,
  type Rule,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  fault,
  introducedAtSchool,
  notInFuture,
  organisationKnown,
  refuse,
  type Form,
  type MaterialKind,
  type OfOrganisation,
  type OrganisationEvidence,
  type PracticeReviewer,
  type ProfileSlice,
  type Setting,
  type SiteExtra,
  type SiteRubric,
  type VaultRef,
} from '../vocabulary';
import type { PracticeCard, PracticeEvent, PracticeText, PracticeWithdrawn } from './practice.events';
import {
  authorsKnown,
  authorsNamed,
  cardFilled,
  formKnown,
  inOrderOfTime,
  intoMunicipalBank,
  namedWithConsent,
  ofThisBank,
  onSite,
  partsAccepted,
  placedInItsRubric,
  reviewedThenSelected,
  reviewerOfLevel,
  sourceAccepted,
  textGiven,
} from './practice.rules';

// Commands and evidence

interface OfPractice extends OfOrganisation {
  readonly practiceId: Uuid;
}
export type SubmitPractice = Command<'SubmitPractice', OfPractice & PracticeCard>;
/** The card is the source's own; the level and the topics are the municipality's. */
export type IdentifyPractice = Command<
  'IdentifyPractice',
  OfPractice & Pick<PracticeCard, 'level' | 'topics'> & { readonly sourceId: Uuid }
>;
export type ReviewPractice = Command<
  'ReviewPractice',
  OfPractice & {
    readonly reviewer: PracticeReviewer;
    /** Absent: it is accepted. */ readonly reasons?: VaultRef;
  }
>;
export type RevisePractice = Command<'RevisePractice', OfPractice & { readonly text: PracticeText }>;
export type SelectPractice = Command<'SelectPractice', OfPractice>;
export type PublishPractice = Command<
  'PublishPractice',
  OfPractice & { readonly materialId: Uuid; readonly namedIds: readonly Uuid[] }
>;
export type WithdrawPractice = Command<
  'WithdrawPractice',
  OfPractice & { readonly reason: PracticeWithdrawn['data']['reason'] }
>;
export type PracticeCommand =
  | SubmitPractice
  | IdentifyPractice
  | ReviewPractice
  | RevisePractice
  | SelectPractice
  | PublishPractice
  | WithdrawPractice;

export type PracticeProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly forms: Setting<{ readonly codes: readonly Form[]; readonly open: boolean }>;
  readonly siteSection: Setting<{
    readonly title: string | null;
    readonly extras: readonly SiteExtra[];
  } | null>;
  readonly practiceSelection: Setting<boolean>;
}>;

/** A practice of another bank, or another of this one, as far as an act looks at it. */
export interface KnownPractice {
  readonly practiceId: Uuid;
  readonly organisationId: Uuid;
  /** Of the school in whose bank it stands. */
  readonly municipalityId?: Uuid;
  /** First day on which it stood accepted; absent while it does not. */
  readonly acceptedOn?: IsoDate;
  readonly card: PracticeCard;
}

export interface PracticeEvidence extends OrganisationEvidence<PracticeProfile> {
  /** Participants named by the command, by id; whoever is not registered is absent. */
  readonly people: {
    readonly [participantId: string]: {
      readonly schoolId: Uuid;
      readonly municipalityId?: Uuid;
      /** A consent to be named in public covers the day. */
      readonly mayBeNamed: boolean;
    };
  };
  /** Practices the command speaks of, by id. */
  readonly practices: { readonly [practiceId: string]: KnownPractice };
  /** The material of the organisation's site, or its municipality's, standing on the day. */
  readonly material?: { readonly materialId: Uuid; readonly rubric: SiteRubric; readonly kind: MaterialKind };
}

// State

/** In the bank. */
export interface BankedPractice extends PracticeCard {
  readonly practiceId: Uuid;
  readonly organisationId: Uuid;
  /** Day of the latest act. */
  readonly lastOn: IsoDate;
}
/** SUBMITTED waits for a review; RETURNED for its author; SELECTED was chosen among the accepted. */
export type LivingPractice = BankedPractice &
  (
    | { readonly stage: 'SUBMITTED' | 'RETURNED' }
    | { readonly stage: 'ACCEPTED' | 'SELECTED'; readonly acceptedOn: IsoDate }
    | {
        readonly stage: 'PUBLISHED';
        /** Absent where the regulation asks for no review. */
        readonly acceptedOn?: IsoDate;
        readonly publishedOn: IsoDate;
        readonly materialId: Uuid;
        readonly namedIds: readonly Uuid[];
      }
  );
export type PracticeState =
  { readonly stage: 'NONE' } | LivingPractice | (BankedPractice & { readonly stage: 'WITHDRAWN' });

/** First day on which the practice stood accepted; `undefined` for one that does not, or not any more. */
export const acceptedSince = (practice: PracticeState): IsoDate | undefined =>
  practice.stage === 'ACCEPTED' || practice.stage === 'SELECTED' || practice.stage === 'PUBLISHED'
    ? practice.acceptedOn
    : undefined;

/** The card alone. */
export const cardOf = (from: PracticeCard): PracticeCard => {
  const { kind, title, authorIds, form, level, topics, text, partIds } = from;
  return {
    ...{ kind, title, authorIds, level, topics, text },
    ...(form === undefined ? {} : { form }),
    ...(partIds === undefined ? {} : { partIds }),
  };
};

const banked = (from: BankedPractice, lastOn: IsoDate): BankedPractice => ({
  ...cardOf(from),
  practiceId: from.practiceId,
  organisationId: from.organisationId,
  lastOn,
});

const evolve = (state: PracticeState, event: PracticeEvent): PracticeState => {
  const on = event.data.effectiveOn;
  if (event.type === 'PracticeSubmitted' || event.type === 'PracticeIdentified') {
    return { ...banked({ ...event.data, lastOn: on }, on), stage: 'SUBMITTED' };
  }
  if (state.stage === 'NONE') return state;
  const same = banked(state, on);
  switch (event.type) {
    case 'PracticeReviewed':
      return event.data.outcome === 'ACCEPTED'
        ? { ...same, stage: 'ACCEPTED', acceptedOn: on }
        : { ...same, stage: 'RETURNED' };
    case 'PracticeRevised':
      return { ...same, stage: 'SUBMITTED', text: event.data.text };
    case 'PracticeSelected':
      return { ...same, stage: 'SELECTED', acceptedOn: acceptedSince(state) ?? on };
    case 'PracticePublished': {
      const { materialId, namedIds } = event.data;
      const acceptedOn = acceptedSince(state);
      return {
        ...same,
        ...{ stage: 'PUBLISHED', publishedOn: on, materialId, namedIds },
        ...(acceptedOn === undefined ? {} : { acceptedOn }),
      };
    }
    case 'PracticeWithdrawn':
      return { ...same, stage: 'WITHDRAWN' };
    default:
      return unreachable(event);
  }
};

// Decision

/** What the rules of every act look at. */
export interface PracticeFacts<Cmd extends PracticeCommand = PracticeCommand> {
  readonly command: Cmd;
  readonly evidence: PracticeEvidence;
}
/** What the rules of acts on a practice in the bank look at. */
export interface LivingFacts<Cmd extends PracticeCommand = PracticeCommand> extends PracticeFacts<Cmd> {
  readonly practice: LivingPractice;
}

/** Judged by the rules of every act of an organisation, and by those of this one. */
const judged = <Facts extends PracticeFacts>(
  facts: Facts,
  law: readonly Rule<PracticeProfile, Facts>[],
  house: readonly Rule<unknown, Facts>[],
) =>
  examine(
    facts.evidence.profile,
    { law: [introducedAtSchool, ...law], house: [organisationKnown, notInFuture, ...house] },
    facts,
    {},
  );

/** Keeps one practice of a bank. */
export const practice: Decider<PracticeState, PracticeCommand, PracticeEvent, PracticeEvidence> = {
  initial: { stage: 'NONE' },
  evolve,
  decide: (command, state, evidence) => {
    switch (command.type) {
      case 'SubmitPractice': {
        if (state.stage !== 'NONE') return bankedAlready(command.data.practiceId);
        const basis = judged(
          { command, evidence },
          [formKnown],
          [cardFilled, textGiven, authorsNamed, authorsKnown, partsAccepted],
        );
        return isRefusal(basis) ? basis : [{ type: 'PracticeSubmitted', data: { ...command.data, basis } }];
      }
      case 'IdentifyPractice': {
        if (state.stage !== 'NONE') return bankedAlready(command.data.practiceId);
        const { sourceId, level, topics, ...of } = command.data;
        const source = evidence.practices[sourceId];
        const basis = judged({ command, evidence }, [], [intoMunicipalBank, sourceAccepted]);
        if (isRefusal(basis)) return basis;
        if (source === undefined) return notInBank(sourceId, false);
        return [
          {
            type: 'PracticeIdentified',
            data: {
              ...of,
              ...cardOf(source.card),
              ...{ level, topics, basis },
              source: { practiceId: sourceId, schoolId: source.organisationId },
            },
          },
        ];
      }
      default:
        if (state.stage === 'NONE' || state.stage === 'WITHDRAWN') {
          return notInBank(command.data.practiceId, state.stage === 'WITHDRAWN');
        }
        return onBanked(command, state, evidence);
    }
  },
};

type OnBanked = Exclude<PracticeCommand, SubmitPractice | IdentifyPractice>;

const onBanked = (
  command: OnBanked,
  state: LivingPractice,
  evidence: PracticeEvidence,
): readonly PracticeEvent[] | Refusal => {
  const { practiceId, organisationId, effectiveOn } = command.data;
  const said = { practiceId, organisationId, effectiveOn };
  const always = [ofThisBank, inOrderOfTime] as const;
  switch (command.type) {
    case 'ReviewPractice': {
      if (state.stage !== 'SUBMITTED') return notAt(state, ['SUBMITTED']);
      const facts = { command, practice: state, evidence };
      const basis = judged(facts, [], [...always, reviewerOfLevel]);
      if (isRefusal(basis)) return basis;
      const { reviewer, reasons } = command.data;
      const reviewed = { ...said, reviewer, basis };
      return [
        {
          type: 'PracticeReviewed',
          data:
            reasons === undefined
              ? { ...reviewed, outcome: 'ACCEPTED' }
              : { ...reviewed, outcome: 'RETURNED', reasons },
        },
      ];
    }
    case 'RevisePractice': {
      if (state.stage !== 'RETURNED') return notAt(state, ['RETURNED']);
      const basis = judged({ command, practice: state, evidence }, [], [...always, textGiven]);
      return isRefusal(basis) ? basis : [{ type: 'PracticeRevised', data: { ...command.data, basis } }];
    }
    case 'SelectPractice': {
      if (state.stage === 'SELECTED') return [];
      if (state.stage !== 'ACCEPTED') return notAt(state, ['ACCEPTED']);
      const basis = judged({ command, practice: state, evidence }, [], always);
      return isRefusal(basis) ? basis : [{ type: 'PracticeSelected', data: { ...said, basis } }];
    }
    case 'PublishPractice': {
      if (state.stage === 'PUBLISHED' || state.stage === 'RETURNED') {
        return notAt(state, ['SUBMITTED', 'ACCEPTED', 'SELECTED']);
      }
      const basis = judged(
        { command, practice: state, evidence },
        [reviewedThenSelected, onSite, placedInItsRubric],
        [...always, namedWithConsent],
      );
      return isRefusal(basis) ? basis : [{ type: 'PracticePublished', data: { ...command.data, basis } }];
    }
    case 'WithdrawPractice': {
      const basis = judged({ command, practice: state, evidence }, [], always);
      return isRefusal(basis) ? basis : [{ type: 'PracticeWithdrawn', data: { ...command.data, basis } }];
    }
    default:
      return unreachable(command);
  }
};

const bankedAlready = (practiceId: Uuid): Refusal =>
  refuse(
    'practice-banked-once',
    fault(
      bilingual('Запись с таким номером уже есть в банке', 'The bank has this record already'),
      bilingual('Используйте существующую запись', 'Use the existing record'),
      { kind: 'practice', subject: practiceId },
    ),
  );

const notInBank = (practiceId: Uuid, isWithdrawn: boolean): Refusal =>
  refuse(
    'practice-in-bank',
    fault(
      isWithdrawn
        ? bilingual('Запись исключена из банка', 'The record was withdrawn from the bank')
        : bilingual('Такой записи в банке нет', 'The bank has no such record'),
      bilingual('Внесите практику или программу в банк', 'Submit the practice or programme'),
      { kind: 'practice', subject: practiceId },
    ),
  );

const STAGE_RU: { readonly [S in LivingPractice['stage']]: string } = {
  SUBMITTED: 'ожидает рассмотрения',
  RETURNED: 'возвращена на доработку',
  ACCEPTED: 'принята',
  SELECTED: 'отобрана для распространения',
  PUBLISHED: 'размещена на сайте',
};
const notAt = ({ stage, practiceId }: LivingPractice, wanted: readonly LivingPractice['stage'][]): Refusal =>
  refuse(
    'practice-act-in-its-stage',
    fault(
      bilingual(`Запись уже ${STAGE_RU[stage]}`, `The record is at the stage ${stage} already`),
      bilingual(
        `Это действие возможно, когда запись ${wanted.map((one) => STAGE_RU[one]).join(' или ')}`,
        `The act is for records at the stage ${wanted.join(' or ')}`,
      ),
      { kind: 'stage', subject: practiceId, detail: { stage, wanted } },
    ),
  );
