/** Rules of consents: who gives which document, in what form; who takes it back. */
import type { Rule } from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  fault,
  houseRule,
  LEGAL_TERMS,
  lawInForce,
  PAIR_ROLES,
  russianDate,
  type ConsentPurpose,
} from '../vocabulary';
import type { ConsentEvidence, ConsentProfile, GivingFacts, WithdrawalFacts } from './consent';

const ADULT = LEGAL_TERMS.majority.value;

/** Clauses of the document itself: S62-4.10 for participation, S62-4.11 for personal data; of distribution only the law speaks. */
const clausesOf = (parameters: ConsentProfile['parameters'], purpose: ConsentPurpose) =>
  ({
    PARTICIPATION: parameters.participationConsent.clauses,
    PERSONAL_DATA: parameters.personalDataConsent.clauses,
    DISTRIBUTION: [],
  })[purpose];

const ageUnknown = (participantId: string) =>
  fault(
    bilingual('Возраст участника неизвестен', 'The age of the participant is unknown'),
    bilingual('Внесите дату рождения участника', 'Enter the birth date of the participant'),
    { kind: 'age', subject: participantId },
  );

/**
 * Invariants 9 and 10. An adult consents in person. For a minor the legal representative does (S62-4.11-2); only where the
 * regulation leaves one role out (KIL: minor mentors), or asks for a minor's own word from an age on, may a minor consent too, and
 * the pair judges whether that suffices.
 */
export const givenByWhoMay: Rule<ConsentProfile, GivingFacts> = {
  name: 'consent-given-by-who-may',
  invariant: 9,
  title: bilingual(
    'Совершеннолетний даёт согласие сам, за несовершеннолетнего — законный представитель',
    'An adult consents in person, for a minor the legal representative does',
  ),
  demandedBy: ({ parameters }, { command, evidence }) =>
    evidence.age !== undefined && evidence.age < ADULT && command.data.purpose !== 'DISTRIBUTION'
      ? parameters.minorConsentRoles.clauses
      : clausesOf(parameters, command.data.purpose),
  violations: ({ command: { data }, evidence }, { parameters }) => {
    if (evidence.age === undefined) return [ageUnknown(data.participantId)];
    if (evidence.age >= ADULT) {
      return data.by === 'SELF'
        ? []
        : [
            fault(
              bilingual(
                'За совершеннолетнего согласие не даёт никто другой',
                'Nobody else consents for an adult',
              ),
              bilingual('Получите согласие самого участника', "Take the participant's own consent"),
              {
                kind: 'consent',
                subject: data.participantId,
                detail: { purpose: data.purpose, by: 'SELF' },
              },
            ),
          ];
    }
    const representativeAlways =
      data.purpose === 'DISTRIBUTION' ||
      PAIR_ROLES.every((role) => parameters.minorConsentRoles.value.includes(role));
    const { minorOwnConsentFrom } = parameters;
    const ownToo = minorOwnConsentFrom.value !== null && evidence.age >= minorOwnConsentFrom.value;
    return data.by === 'LEGAL_REPRESENTATIVE' || ownToo || !representativeAlways
      ? []
      : [
          fault(
            bilingual(
              'За несовершеннолетнего согласие даёт законный представитель',
              'The legal representative consents for a minor',
            ),
            bilingual(
              'Получите согласие законного представителя',
              'Take the consent of the legal representative',
            ),
            {
              kind: 'consent',
              subject: data.participantId,
              detail: { purpose: data.purpose, by: 'LEGAL_REPRESENTATIVE' },
            },
          ),
        ];
  },
};

/** Invariant 8: KIL-2.1.2 asks for the written form of participation; S62-4.10 for a voluntary consent of any form. */
export const participationWritten: Rule<ConsentProfile, GivingFacts> = {
  name: 'participation-consent-written',
  invariant: 8,
  title: bilingual('Согласие на участие дают письменно', 'The consent to participation is in writing'),
  demandedBy: ({ parameters: { participationConsent } }, { command }) =>
    demanded(
      participationConsent,
      participationConsent.value === 'WRITTEN' && command.data.purpose === 'PARTICIPATION',
    ),
  violations: ({ command: { data } }) => (data.written ? [] : [notWritten(data.purpose, data.participantId)]),
};

/** Invariant 10: S62-4.11, «заполняются согласия»: a filled-in document, not a word. */
export const filledInWriting: Rule<ConsentProfile, GivingFacts> = {
  name: 'personal-data-consent-written',
  invariant: 10,
  title: bilingual(
    'Согласие на обработку персональных данных заполняют письменно',
    'The consent to personal data is filled in',
  ),
  demandedBy: ({ parameters: { personalDataConsent } }, { command }) =>
    demanded(personalDataConsent, personalDataConsent.value && command.data.purpose === 'PERSONAL_DATA'),
  violations: ({ command: { data } }) => (data.written ? [] : [notWritten(data.purpose, data.participantId)]),
};

/** 152-FZ art. 9 and 10.1: what lets others publish a name is a document. */
export const distributionWritten = houseRule<GivingFacts>(
  'distribution-consent-written',
  bilingual(
    'Согласие на распространение персональных данных дают письменно',
    'The consent to distribution is in writing',
  ),
  ({ command: { data } }) =>
    data.purpose !== 'DISTRIBUTION' || data.written ? [] : [notWritten(data.purpose, data.participantId)],
);
const notWritten = (purpose: ConsentPurpose, participantId: string) =>
  fault(
    bilingual('Согласие дано не в письменной форме', 'The consent is not in writing'),
    bilingual('Оформите письменный документ', 'Draw up a document'),
    { kind: 'consent', subject: participantId, detail: { purpose, written: true } },
  );

export const ofKnownParticipant = houseRule<{
  readonly command: { readonly data: { readonly participantId: string } };
  readonly evidence: ConsentEvidence;
}>(
  'participant-registered',
  bilingual('Участник учтён в этой школе', 'The participant is registered in this school'),
  ({ command, evidence }) =>
    evidence.participantKnown
      ? []
      : [
          fault(
            bilingual('Участник не учтён в этой школе', 'The participant is not registered in this school'),
            bilingual('Сначала зарегистрируйте участника', 'Register the participant first'),
            { kind: 'participant', subject: command.data.participantId },
          ),
        ],
);

export const consentIdNew = houseRule<GivingFacts>(
  'consent-given-once',
  bilingual('Документ записан один раз', 'A document is recorded once'),
  ({ command: { data }, state }) =>
    state.documents.every(({ consentId }) => consentId !== data.consentId)
      ? []
      : [
          fault(
            bilingual('Это согласие уже записано', 'The consent is recorded already'),
            bilingual('Новый документ записывают под новым номером', 'A new document has a new id'),
            { kind: 'consent', subject: data.consentId },
          ),
        ],
);

/** 152-FZ art. 9 as of 01.09.2025: each purpose has a document of its own, with a text of its own. */
export const separateDocument = houseRule<GivingFacts>(
  'consent-separate-document',
  bilingual('Согласия на разные цели — отдельные документы', 'Each purpose is a document of its own'),
  ({ command: { data }, state }) =>
    !lawInForce(LEGAL_TERMS.separateConsents, data.effectiveOn)
      ? []
      : state.documents
          .filter(({ textHash, purpose }) => textHash === data.textHash && purpose !== data.purpose)
          .map(({ consentId, purpose }) =>
            fault(
              bilingual(
                `Под этим же текстом уже дано согласие на другую цель (${LEGAL_TERMS.separateConsents.source})`,
                'The same text has been consented to for another purpose',
              ),
              bilingual(
                'Оформите отдельный документ на каждую цель',
                'Draw up a document of its own for each purpose',
              ),
              { kind: 'consent', subject: consentId, detail: { purpose } },
            ),
          ),
);

/** The same purpose twice at once proves nothing more; a document that runs out may be followed by the next. */
export const notGivenTwice = houseRule<GivingFacts>(
  'consent-not-given-twice',
  bilingual('Такого действующего согласия ещё нет', 'No such consent stands yet'),
  ({ command: { data }, state }) =>
    state.documents
      .filter(
        (document) =>
          document.stage === 'STANDING' &&
          document.purpose === data.purpose &&
          document.by === data.by &&
          document.written === data.written &&
          overlap(document.givenOn, document.validUntil, data.effectiveOn, data.validUntil),
      )
      .map(({ consentId, givenOn }) =>
        fault(
          bilingual(
            `Такое согласие уже действует с ${russianDate(givenOn)}`,
            `Such a consent stands since ${givenOn}`,
          ),
          bilingual(
            'Второе не нужно; чтобы заменить документ, сначала отзовите прежний',
            'A second one is not needed; to replace the document, withdraw the former first',
          ),
          { kind: 'consent', subject: consentId },
        ),
      ),
);
const overlap = (
  from: string,
  until: string | undefined,
  from2: string,
  until2: string | undefined,
): boolean => (until2 === undefined || from <= until2) && (until === undefined || from2 <= until);

export const representativeNamed = houseRule<GivingFacts>(
  'representative-named',
  bilingual(
    'Представитель назван ровно тогда, когда согласие даёт он',
    'The representative is named exactly when consenting',
  ),
  ({ command: { data } }) =>
    (data.by === 'LEGAL_REPRESENTATIVE') === (data.representative !== undefined)
      ? []
      : [
          data.by === 'SELF'
            ? fault(
                bilingual(
                  'Участник согласен сам, а назван представитель',
                  'A representative is named for an own consent',
                ),
                bilingual('Уберите сведения о представителе', 'Leave the representative out'),
              )
            : fault(
                bilingual(
                  'Не указано, кто представитель и чем подтверждены его права',
                  'The representative is not named',
                ),
                bilingual('Внесите сведения о представителе', 'Enter the representative'),
                { kind: 'representative', subject: data.participantId },
              ),
        ],
);

export const validityInOrder = houseRule<GivingFacts>(
  'consent-validity-in-order',
  bilingual('Срок согласия не кончается до его даты', 'A consent does not end before its date'),
  ({ command: { data } }) =>
    data.validUntil === undefined || data.validUntil >= data.effectiveOn
      ? []
      : [
          fault(
            bilingual('Срок согласия кончается раньше его даты', 'The consent ends before its date'),
            bilingual('Исправьте срок', 'Mend the term'),
          ),
        ],
);

export const textIdentified = houseRule<GivingFacts>(
  'consent-text-identified',
  bilingual('Известно, под каким текстом дано согласие', 'It is known which text was consented to'),
  ({ command: { data } }) =>
    /^[0-9a-f]{64}$/u.test(data.textHash)
      ? []
      : [
          fault(
            bilingual('Нет отпечатка SHA-256 текста согласия', 'The SHA-256 of the text is missing'),
            bilingual(
              'Укажите SHA-256 текста, 64 шестнадцатеричных знака',
              'Give the SHA-256 of the text, 64 hex digits',
            ),
            { kind: 'text-hash' },
          ),
        ],
);

/**
 * Voluntariness (S62-4.10, S62-4.11): who consented may withdraw. What a representative gave, the participant
 * withdraws once of age; what a minor gave, the representative may withdraw too.
 */
export const withdrawnByWhoMay: Rule<ConsentProfile, WithdrawalFacts> = {
  name: 'consent-withdrawn-by-who-may',
  invariant: 11,
  title: bilingual('Согласие отзывает тот, кто вправе', 'A consent is withdrawn by who may'),
  demandedBy: ({ parameters }, { document }) => clausesOf(parameters, document.purpose),
  violations: ({ command: { data }, document, evidence }) => {
    // A person whose birth date was erased still withdraws: who signed the document may.
    const may =
      evidence.age === undefined
        ? data.by === document.by
        : evidence.age >= ADULT
          ? data.by === 'SELF'
          : data.by === 'LEGAL_REPRESENTATIVE' || document.by === 'SELF';
    const who =
      evidence.age === undefined ? document.by : evidence.age >= ADULT ? 'SELF' : 'LEGAL_REPRESENTATIVE';
    return may
      ? []
      : [
          fault(
            who === 'SELF'
              ? bilingual(
                  'Согласие отзывает сам участник, а не представитель',
                  'The participant withdraws the consent, not a representative',
                )
              : bilingual(
                  'Согласие отзывает законный представитель',
                  'The legal representative withdraws the consent',
                ),
            bilingual('Отзыв подписывает тот, кто вправе', 'The withdrawal is signed by who may'),
            {
              kind: 'withdrawal',
              subject: data.consentId,
              detail: { by: who },
            },
          ),
        ];
  },
};

export const sameConsent = houseRule<WithdrawalFacts>(
  'consent-of-this-school',
  bilingual('Согласие дано этой школе', 'The consent was given to this school'),
  ({ command: { data }, document }) =>
    data.schoolId === document.schoolId
      ? []
      : [
          fault(
            bilingual('Согласие дано другой школе', 'The consent was given to another school'),
            bilingual('Проверьте школу', 'Check the school'),
            { kind: 'consent', subject: data.consentId },
          ),
        ],
);

export const consentStanding = houseRule<WithdrawalFacts>(
  'consent-standing',
  bilingual('Отзывают действующее согласие', 'A standing consent is withdrawn'),
  ({ command: { data }, document }) => {
    if (document.stage === 'WITHDRAWN') {
      return [
        fault(
          bilingual(
            `Согласие уже отозвано ${russianDate(document.withdrawnOn)}`,
            `The consent was withdrawn on ${document.withdrawnOn}`,
          ),
          bilingual('Повторный отзыв не нужен', 'A second withdrawal is not needed'),
          { kind: 'consent', subject: data.consentId },
        ),
      ];
    }
    return data.effectiveOn >= document.givenOn
      ? []
      : [
          fault(
            bilingual(
              `Согласие дано ${russianDate(document.givenOn)}, позже отзыва`,
              `The consent was given on ${document.givenOn}, after the withdrawal`,
            ),
            bilingual('Исправьте дату отзыва', 'Mend the date'),
            { kind: 'consent', subject: data.consentId },
          ),
        ];
  },
);
