/** Consents of one participant: given by the adult, by the representative of a minor; withdrawn. Rules stand in `consent.rules.ts`. */
import {
  isRefusal,
  unreachable,
  type Command,
  type Decider,
  type IsoDate,
  type Refusal,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  examineHouse,
  fault,
  notInFuture,
  refuse,
  type ConsentGiver,
  type ConsentPurpose,
  type PairRole,
  type ProfileSlice,
  type Setting,
  type VaultRef,
} from '../vocabulary';
import { answerByLater, missingOwn, ofAge, ownConsentMissing } from './consent.of-age';
import { decideDuty, dutiesAfter, type Duty, type DutyCommand, withdrawalDeadlines } from './consent.duties';
import type { ConsentEvent } from './consent.events';
import {
  consentIdNew,
  consentStanding,
  distributionWritten,
  filledInWriting,
  givenByWhoMay,
  notGivenTwice,
  ofKnownParticipant,
  participationWritten,
  representativeNamed,
  sameConsent,
  separateDocument,
  textIdentified,
  validityInOrder,
  withdrawnByWhoMay,
} from './consent.rules';

// Commands and evidence

interface OfConsent {
  readonly consentId: Uuid;
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type GiveConsent = Command<
  'GiveConsent',
  OfConsent & {
    readonly purpose: ConsentPurpose;
    readonly by: ConsentGiver;
    readonly written: boolean;
    readonly textHash: string;
    readonly representative?: VaultRef;
    readonly validUntil?: IsoDate;
  }
>;
export type WithdrawConsent = Command<'WithdrawConsent', OfConsent & { readonly by: ConsentGiver }>;
/** The person has come of age. Which purposes, is read off the representative's standing consents. */
export type RequestOwnConsent = Command<
  'RequestOwnConsent',
  Omit<OfConsent, 'consentId'> & { readonly answerBy: IsoDate }
>;
export type ConsentCommand = GiveConsent | WithdrawConsent | RequestOwnConsent | DutyCommand;

export type ConsentProfile = ProfileSlice<{
  readonly participationConsent: Setting<'NONE' | 'ANY' | 'WRITTEN'>;
  readonly personalDataConsent: Setting<boolean>;
  readonly minorConsentRoles: Setting<readonly PairRole[]>;
  readonly minorOwnConsentFrom: Setting<number | null>;
}>;

export interface ConsentEvidence {
  readonly profile: ConsentProfile;
  readonly today: IsoDate;
  /** Whether the participant is registered in this school. */
  readonly participantKnown: boolean;
  /** Full years on the date of the document, from the vault. */
  readonly age?: number;
}

// State

interface Document {
  readonly consentId: Uuid;
  readonly schoolId: Uuid;
  readonly purpose: ConsentPurpose;
  readonly by: ConsentGiver;
  readonly written: boolean;
  readonly textHash: string;
  readonly givenOn: IsoDate;
  /** Last day of validity; open when absent. */
  readonly validUntil?: IsoDate;
}
export type ConsentDocument = Document &
  (
    | { readonly stage: 'STANDING' }
    /** From `withdrawnOn` on it covers nothing. */
    | { readonly stage: 'WITHDRAWN'; readonly withdrawnOn: IsoDate }
  );
/** Every document of one participant, in the order given, and what their personal data oblige the school to. */
export interface ConsentState {
  readonly documents: readonly ConsentDocument[];
  /** The own consents asked for at the age of eighteen, by when; of the last request. */
  readonly ownAskedFor?: { readonly purposes: readonly ConsentPurpose[]; readonly answerBy: IsoDate };
  readonly duties: readonly Duty[];
  readonly grounds: readonly { readonly groundId: Uuid; readonly until: IsoDate }[];
}

const evolve = (state: ConsentState, event: ConsentEvent): ConsentState => {
  switch (event.type) {
    case 'ConsentGiven': {
      const { consentId, schoolId, purpose, by, written, textHash, effectiveOn, validUntil } = event.data;
      return {
        ...state,
        documents: [
          ...state.documents,
          {
            stage: 'STANDING',
            consentId,
            schoolId,
            purpose,
            by,
            written,
            textHash,
            givenOn: effectiveOn,
            ...(validUntil === undefined ? {} : { validUntil }),
          },
        ],
      };
    }
    case 'ConsentWithdrawn':
      return {
        ...state,
        duties: dutiesAfter(state.duties, event),
        documents: state.documents.map((document) =>
          document.consentId === event.data.consentId
            ? { ...document, stage: 'WITHDRAWN', withdrawnOn: event.data.effectiveOn }
            : document,
        ),
      };
    case 'OwnConsentRequested': {
      const { purposes, answerBy } = event.data;
      return { ...state, ownAskedFor: { purposes, answerBy } };
    }
    case 'DataDemandReceived':
    case 'DataDutyDischarged':
    case 'DataDutyPostponed':
      return { ...state, duties: dutiesAfter(state.duties, event) };
    case 'RetentionGroundRecorded': {
      const { groundId, until } = event.data;
      return { ...state, grounds: [...state.grounds, { groundId, until }] };
    }
    default:
      return unreachable(event);
  }
};

// Decision

/** What the rules of giving look at. */
export interface GivingFacts {
  readonly command: GiveConsent;
  readonly state: ConsentState;
  readonly evidence: ConsentEvidence;
}
/** What the rules of withdrawal look at. */
export interface WithdrawalFacts {
  readonly command: WithdrawConsent;
  readonly document: ConsentDocument;
  readonly evidence: ConsentEvidence;
}

const ages = ({ age }: ConsentEvidence, participantId: Uuid) =>
  age === undefined ? {} : { ages: { [participantId]: age } };

/** Keeps the consents of one participant. */
export const consent: Decider<ConsentState, ConsentCommand, ConsentEvent, ConsentEvidence> = {
  initial: { documents: [], duties: [], grounds: [] },
  evolve,
  decide: (command, state, evidence) => {
    switch (command.type) {
      case 'GiveConsent': {
        const basis = examine(
          evidence.profile,
          {
            law: [givenByWhoMay, participationWritten, filledInWriting],
            house: [
              notInFuture,
              ofKnownParticipant,
              consentIdNew,
              notGivenTwice,
              representativeNamed,
              validityInOrder,
              textIdentified,
              distributionWritten,
              separateDocument,
            ],
          },
          { command, state, evidence },
          ages(evidence, command.data.participantId),
        );
        return isRefusal(basis) ? basis : [{ type: 'ConsentGiven', data: { ...command.data, basis } }];
      }
      case 'WithdrawConsent': {
        const document = state.documents.find(({ consentId }) => consentId === command.data.consentId);
        if (document === undefined) return unknown(command.data.consentId);
        const basis = examine(
          evidence.profile,
          { law: [withdrawnByWhoMay], house: [notInFuture, sameConsent, consentStanding] },
          { command, document, evidence },
          ages(evidence, command.data.participantId),
        );
        return isRefusal(basis)
          ? basis
          : [
              {
                type: 'ConsentWithdrawn',
                data: {
                  ...command.data,
                  purpose: document.purpose,
                  // Of personal data only.
                  ...(document.purpose === 'PARTICIPATION'
                    ? {}
                    : { deadlines: withdrawalDeadlines(command.data.effectiveOn) }),
                  basis,
                },
              },
            ];
      }
      case 'RequestOwnConsent': {
        const facts = { command, state, evidence };
        const basis = examineHouse(
          [notInFuture, ofKnownParticipant, ofAge, ownConsentMissing, answerByLater],
          facts,
          ages(evidence, command.data.participantId),
        );
        return isRefusal(basis)
          ? basis
          : [
              {
                type: 'OwnConsentRequested',
                data: { ...command.data, purposes: missingOwn(state, command.data.effectiveOn), basis },
              },
            ];
      }
      case 'ReceiveDemand':
      case 'DischargeDuty':
      case 'PostponeDuty':
      case 'RecordRetentionGround':
        return decideDuty(command, state, evidence);
      default:
        return unreachable(command);
    }
  },
};

const unknown = (consentId: Uuid): Refusal =>
  refuse(
    'consent-known',
    fault(
      bilingual('Такого согласия участник не давал', 'The participant has given no such consent'),
      bilingual('Проверьте, какое согласие отзывается', 'Check which consent is withdrawn'),
      { kind: 'consent', subject: consentId },
    ),
  );
