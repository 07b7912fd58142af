/** A minor turns eighteen: the representative's consents are followed by the person's own (ст. 21 ГК РФ, ст. 9 152-ФЗ). */
import type { IsoDate } from '@nastavnik/kernel';
import { bilingual, type ConsentPurpose, fault, houseRule, LEGAL_TERMS } from '../vocabulary';
import type { ConsentDocument, ConsentEvidence, ConsentState, RequestOwnConsent } from './consent';

interface RequestFacts {
  readonly command: RequestOwnConsent;
  readonly state: ConsentState;
  readonly evidence: ConsentEvidence;
}

const standsOn = (document: ConsentDocument, on: IsoDate): boolean =>
  document.stage === 'STANDING' && (document.validUntil === undefined || on <= document.validUntil);

/** Purposes that rest on the representative's word alone. */
export const missingOwn = ({ documents }: ConsentState, on: IsoDate): readonly ConsentPurpose[] => {
  const standing = documents.filter((document) => standsOn(document, on));
  const purposes = (by: ConsentDocument['by']) =>
    standing.filter((document) => document.by === by).map(({ purpose }) => purpose);
  const own = purposes('SELF');
  return [...new Set(purposes('LEGAL_REPRESENTATIVE'))].filter((purpose) => !own.includes(purpose));
};

export const ofAge = houseRule<RequestFacts>(
  'person-of-age',
  bilingual('Участнику исполнилось восемнадцать лет', 'The participant has turned eighteen'),
  ({ command: { data }, evidence: { age } }) =>
    age !== undefined && age >= LEGAL_TERMS.majority.value
      ? []
      : [
          fault(
            bilingual(
              'Участник несовершеннолетний, или его возраст неизвестен',
              'A minor, or the age is unknown',
            ),
            bilingual(
              'За несовершеннолетнего согласие даёт представитель',
              'The representative consents for a minor',
            ),
            { kind: 'age', subject: data.participantId, detail: { least: LEGAL_TERMS.majority.value } },
          ),
        ],
);

export const ownConsentMissing = houseRule<RequestFacts>(
  'own-consent-missing',
  bilingual('Собственного согласия ещё нет', 'There is no own consent yet'),
  ({ command: { data }, state }) =>
    missingOwn(state, data.effectiveOn).length > 0
      ? []
      : [
          fault(
            bilingual(
              'Нет действующих согласий представителя, за которыми должно последовать собственное',
              'No standing consent of a representative is to be followed by an own one',
            ),
            bilingual('Запрашивать нечего', 'There is nothing to ask for'),
            { kind: 'consent', subject: data.participantId },
          ),
        ],
);

export const answerByLater = houseRule<RequestFacts>(
  'answer-by-after-the-request',
  bilingual('Срок ответа наступает после запроса', 'The answer is due after the request'),
  ({ command: { data } }) =>
    data.answerBy > data.effectiveOn
      ? []
      : [
          fault(
            bilingual(
              'Срок ответа не позже дня запроса',
              'The answer is due on the day of the request or before',
            ),
            bilingual('Назначьте срок позже', 'Give a later day'),
          ),
        ],
);
