/** Consents: whose, for what and by whom (invariants 8–11). */
import type { ClauseRef, IsoDate } from '@nastavnik/kernel';
import {
  consentCovers,
  LEGAL_TERMS,
  type ConsentGiver,
  type ConsentPurpose,
  type PairRole,
} from '../../vocabulary';
import type { EndPair, FixPair, PairProfile, PersonEvidence, ReplaceMember } from '../pair.commands';
import type { ActivePair, PairState } from '../pair.state';
import {
  clausesOf,
  type Known,
  knownPeople,
  type PairFacts,
  type PairRule,
  ru,
  text,
  unless,
  when,
} from './facts';

/** Civil majority in Russia. */
export const ADULT = LEGAL_TERMS.majority.value;
type Consent = PersonEvidence['consents'][number];

/** A minor in a role for which the regulation demands the legal representative (S62-4.11: mentees and mentors). */
const represented = (profile: PairProfile, role: PairRole, person: PersonEvidence): boolean =>
  person.age < ADULT && profile.parameters.minorConsentRoles.value.includes(role);

const purposesDemanded = ({ parameters }: PairProfile): readonly ConsentPurpose[] => [
  ...(parameters.participationConsent.value === 'NONE' ? [] : (['PARTICIPATION'] as const)),
  ...(parameters.personalDataConsent.value ? (['PERSONAL_DATA'] as const) : []),
];

const goodForm = (consent: Consent, profile: PairProfile): boolean =>
  consent.written ||
  consent.purpose !== 'PARTICIPATION' ||
  profile.parameters.participationConsent.value !== 'WRITTEN';

interface Wanted {
  readonly purpose: ConsentPurpose;
  /** Whoever of them gave it; any giver when absent. */
  readonly by?: ConsentGiver;
}

/** An order rests on consents dated no later than itself and standing on the day it takes effect. */
const givenInTime = (
  { person }: Known,
  wanted: Wanted,
  { command, evidence }: PairFacts<FixPair | ReplaceMember>,
): boolean => {
  const on = command.data.effectiveOn;
  const ordered = evidence.order !== undefined && evidence.order.issuedOn < on ? evidence.order.issuedOn : on;
  return person.consents.some(
    (consent) =>
      consent.purpose === wanted.purpose &&
      (wanted.by === undefined || consent.by === wanted.by) &&
      goodForm(consent, evidence.profile) &&
      consent.givenOn <= ordered &&
      consentCovers(consent, on),
  );
};

const lacking = (known: readonly Known[], purpose: ConsentPurpose, by: (of: Known) => ConsentGiver) =>
  known.map((of) => ({
    kind: 'consent',
    subject: of.participantId,
    detail: { purpose, by: by(of), role: of.role },
  }));

/** Invariant 8, S62-4.10: nobody is put into a pair before consenting. */
export const consentsBeforePairOrder: PairRule<FixPair | ReplaceMember> = {
  name: 'consents-before-pair-order',
  invariant: 8,
  title: text('Согласие каждого участника до приказа', 'Every participant consents before the order'),
  demandedBy: when('participationConsent', (value) => value !== 'NONE'),
  violations: (facts, profile) => {
    const without = knownPeople(facts).filter(
      (of) =>
        !givenInTime(
          of,
          // For minors it is the rule on legal representatives that says who has to give it.
          of.person.age < ADULT ? { purpose: 'PARTICIPATION' } : { purpose: 'PARTICIPATION', by: 'SELF' },
          facts,
        ),
    );
    const written = profile.parameters.participationConsent.value === 'WRITTEN';
    return unless(
      without.length === 0,
      text(
        `На дату приказа нет действующего ${written ? 'письменного ' : ''}согласия на участие: не хватает ${without.length}.`,
        `No ${written ? 'written ' : ''}consent to participation stands on the date of the order: ${without.length} missing.`,
      ),
      text(
        'Получите согласия, датированные не позже приказа, и повторите.',
        'Obtain the consents, dated no later than the order, and try again.',
      ),
      lacking(without, 'PARTICIPATION', ({ role, person }) =>
        represented(profile, role, person) ? 'LEGAL_REPRESENTATIVE' : 'SELF',
      ),
    );
  },
};

/**
 * Invariant 9, S62-4.11. The clause leaves open whether the representative consents to the processing of data or to
 * participation: both are asked for, each for the purposes this regulation demands, participation in any case.
 */
export const minorsRepresented: PairRule<FixPair | ReplaceMember> = {
  name: 'minors-represented',
  invariant: 9,
  title: text('Согласие законного представителя', "The legal representative's consent"),
  demandedBy: (profile, facts) =>
    knownPeople(facts).some(({ role, person }) => represented(profile, role, person))
      ? profile.parameters.minorConsentRoles.clauses
      : undefined,
  violations: (facts, profile) => {
    const purposes = new Set<ConsentPurpose>(['PARTICIPATION', ...purposesDemanded(profile)]);
    const minors = knownPeople(facts).filter(({ role, person }) => represented(profile, role, person));
    const missing = [...purposes].flatMap((purpose) =>
      lacking(
        minors.filter((of) => !givenInTime(of, { purpose, by: 'LEGAL_REPRESENTATIVE' }, facts)),
        purpose,
        () => 'LEGAL_REPRESENTATIVE',
      ),
    );
    return unless(
      missing.length === 0,
      text(
        `За несовершеннолетних участников нет согласий законного представителя: не хватает ${missing.length}.`,
        `Consents of the legal representative for minor participants: ${missing.length} missing.`,
      ),
      text(
        'Получите согласия родителя (законного представителя): на участие и на обработку персональных данных.',
        "Obtain the legal representative's consents: to participation and to the processing of personal data.",
      ),
      missing,
    );
  },
};

/** Where the regulation asks a minor of some age too: the own consents beside those of the representative. */
export const minorsConsentThemselves: PairRule<FixPair | ReplaceMember> = {
  name: 'minors-consent-themselves',
  invariant: 9,
  title: text('Собственное согласие несовершеннолетнего', "The minor's own consent"),
  demandedBy: when('minorOwnConsentFrom', (age) => age !== null),
  violations: (facts, profile) => {
    const from = profile.parameters.minorOwnConsentFrom.value ?? ADULT;
    const asked = knownPeople(facts).filter(({ person }) => from <= person.age && person.age < ADULT);
    const missing = purposesDemanded(profile).flatMap((purpose) =>
      lacking(
        asked.filter((of) => !givenInTime(of, { purpose, by: 'SELF' }, facts)),
        purpose,
        () => 'SELF',
      ),
    );
    return unless(
      missing.length === 0,
      text(
        `С ${from} лет участник даёт согласие и сам: не хватает ${missing.length}.`,
        `From the age of ${from} a participant consents too: ${missing.length} missing.`,
      ),
      text('Получите согласия самих участников.', "Obtain the participants' own consents."),
      missing,
    );
  },
};

/** Invariant 10, S62-4.11. A minor whom no representative has to speak for is covered by whoever consented. */
export const personalDataConsented: PairRule<FixPair | ReplaceMember> = {
  name: 'personal-data-consented',
  invariant: 10,
  title: text('Согласие на обработку персональных данных', 'Consent to the processing of personal data'),
  demandedBy: when('personalDataConsent', (demanded) => demanded),
  violations: (facts, profile) => {
    const without = knownPeople(facts).filter(
      (of) =>
        !represented(profile, of.role, of.person) &&
        !givenInTime(
          of,
          of.person.age < ADULT ? { purpose: 'PERSONAL_DATA' } : { purpose: 'PERSONAL_DATA', by: 'SELF' },
          facts,
        ),
    );
    return unless(
      without.length === 0,
      text(
        `Нет согласия на обработку персональных данных от совершеннолетних участников: не хватает ${without.length}.`,
        `Adult participants without their own consent to the processing of personal data: ${without.length}.`,
      ),
      text(
        'Получите согласие на обработку персональных данных, датированное не позже приказа.',
        'Obtain the consent to the processing of personal data, dated no later than the order.',
      ),
      lacking(without, 'PERSONAL_DATA', () => 'SELF'),
    );
  },
};

/**
 * Consents of one member that no longer stand on a day. Who has come of age since goes on under an own consent; where the
 * regulation is milder than that, under the representative's until it is withdrawn.
 */
export const lapsedConsents = (
  profile: PairProfile,
  role: PairRole,
  person: PersonEvidence,
  on: IsoDate,
  until?: IsoDate,
): readonly { readonly purpose: ConsentPurpose; readonly by: ConsentGiver }[] => {
  const grown = person.age >= ADULT && profile.parameters.majorityEndsRepresentation.value;
  const by = represented(profile, role, person) ? 'LEGAL_REPRESENTATIVE' : grown ? 'SELF' : undefined;
  const stands = (purpose: ConsentPurpose): boolean =>
    person.consents.some(
      (consent) =>
        consent.purpose === purpose &&
        (by === undefined || consent.by === by) &&
        goodForm(consent, profile) &&
        consentCovers(consent, on, until),
    );
  const purposes = new Set<ConsentPurpose>([
    ...(by === 'LEGAL_REPRESENTATIVE' ? (['PARTICIPATION'] as const) : []),
    ...purposesDemanded(profile),
  ]);
  return [...purposes]
    .filter((purpose) => !stands(purpose))
    .map((purpose) => ({ purpose, by: by ?? 'SELF' }));
};

const demandsConsents = ({ parameters }: PairProfile): readonly ClauseRef[] | undefined =>
  parameters.participationConsent.value === 'NONE' &&
  !parameters.personalDataConsent.value &&
  parameters.minorConsentRoles.value.length === 0
    ? undefined
    : clausesOf(
        parameters.participationConsent,
        parameters.personalDataConsent,
        parameters.minorConsentRoles,
      );

/** Last day of the pair, once it is known. */
export const lastDayOf = (state: PairState): IsoDate | undefined =>
  'until' in state ? state.until : undefined;

/** Invariant 11, S62-4.10: a consent that does not stand blocks meetings and whatever else is done with the person. */
export const consentsStand: PairRule = {
  name: 'consents-stand',
  invariant: 11,
  title: text('Согласия участников действуют', 'The consents of the members stand'),
  demandedBy: demandsConsents,
  violations: (facts, profile) => {
    const on = facts.command.data.effectiveOn;
    const missing = knownPeople(facts).flatMap(({ participantId, role, person }) =>
      lapsedConsents(profile, role, person, on, lastDayOf(facts.state)).map((detail) => ({
        kind: 'consent',
        subject: participantId,
        detail: { ...detail, role },
      })),
    );
    return unless(
      missing.length === 0,
      text(
        `На ${ru(on)} не действуют согласия участников: ${missing.length}.`,
        `Consents of members that do not stand on ${on}: ${missing.length}.`,
      ),
      text(
        'Получите согласие вновь, замените участника или прекратите пару приказом.',
        'Obtain the consent anew, replace the member by order, or end the pair by order.',
      ),
      missing,
    );
  },
};

/** Invariant 11: a suspended pair rests. What happened before the suspension can still be recorded. */
export const notSuspended: PairRule<Exclude<PairFacts['command'], EndPair>, ActivePair> = {
  name: 'pair-not-suspended',
  invariant: 11,
  title: text('Пара не приостановлена', 'The pair is not suspended'),
  demandedBy: (profile) => clausesOf(profile.parameters.participationConsent),
  violations: ({ command, state }) => {
    const on = command.data.effectiveOn;
    const resting = suspensionsOn(state, on);
    const blocking =
      command.type === 'CompletePair' && state.stage === 'suspended' && resting.length === 0
        ? state.suspensions.filter((each) => each.resumedOn === undefined)
        : resting;
    return unless(
      blocking.length === 0,
      text(
        `Пара приостановлена с ${ru(blocking[0]?.from ?? on)}: согласие участника не действует.`,
        `The pair has been suspended since ${blocking[0]?.from ?? on}: a member's consent does not stand.`,
      ),
      text(
        'Возобновите пару, когда согласия вновь действуют, замените участника или прекратите пару приказом.',
        'Resume the pair once the consents stand again, replace the member, or end the pair by order.',
      ),
      blocking.map(({ participantId }) => ({ kind: 'consent', subject: participantId })),
    );
  },
};

const suspensionsOn = (state: Extract<PairState, ActivePair>, on: IsoDate) =>
  state.suspensions.filter(
    (each) => each.from <= on && (each.resumedOn === undefined || on < each.resumedOn),
  );
