/** Acts on a person's data themselves: corrected, two records of one person merged, destroyed (152-FZ art. 14, 20, 21). */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';
import {
  bilingual,
  type CorrectionReason,
  type DataCategory,
  type DataSystem,
  type ErasureReason,
  fault,
  houseRule,
  type PersonField,
  russianDate,
  type VaultRef,
} from '../vocabulary';
import type { ParticipantFacts } from './participant';

interface OfParticipant {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}

/** `person` is the whole record as it is now right; the former one stays in the vault with its dates. */
export type CorrectPersonalData = Command<
  'CorrectPersonalData',
  OfParticipant & {
    readonly person: VaultRef;
    readonly fields: readonly PersonField[];
    readonly reason: CorrectionReason;
  }
>;
/** The participant's record is a second one of a person whose other record stays. */
export type MergeParticipant = Command<'MergeParticipant', OfParticipant & { readonly survivorId: Uuid }>;
/** Carried to the record that stays. */
export type NoteMerger = Command<
  'NoteMerger',
  OfParticipant & { readonly duplicateId: Uuid; readonly pairs: readonly PastPair[] }
>;
/** `records`: how many versions of records the vault held about the person, of which kinds, when it was decided. */
export type ErasePersonalData = Command<
  'ErasePersonalData',
  OfParticipant & {
    readonly reason: ErasureReason;
    readonly categories: readonly DataCategory[];
    readonly systems: readonly DataSystem[];
    readonly records: number;
  }
>;
export type PersonalCommand = CorrectPersonalData | MergeParticipant | NoteMerger | ErasePersonalData;

/** A pair that the second record was a member of, and is no longer. */
export interface PastPair {
  readonly pairId: Uuid;
  readonly role: 'MENTOR' | 'MENTEE';
}

export const fieldsNamed = houseRule<ParticipantFacts<CorrectPersonalData>>(
  'corrected-fields-named',
  bilingual('Сказано, что исправлено', 'What was corrected is named'),
  ({ command: { data } }) =>
    data.fields.length > 0
      ? []
      : [
          fault(
            bilingual('Новые сведения не отличаются от прежних', 'Nothing differs from what is there'),
            bilingual('Исправьте хотя бы одно сведение', 'Correct at least one field'),
            { kind: 'fields', subject: data.participantId },
          ),
        ],
);

/** The other record stays: of this school, of a person of the same kind, with data, and not this one. */
export const survivorFits = houseRule<ParticipantFacts<MergeParticipant>>(
  'merged-into-a-record-that-stays',
  bilingual('Запись, которая остаётся, — того же человека', 'The record that stays is of the same person'),
  ({ command: { data }, person, evidence: { survivor } }) =>
    data.survivorId !== data.participantId &&
    survivor !== undefined &&
    survivor.schoolId === data.schoolId &&
    survivor.kind === person.kind &&
    survivor.personal === 'KEPT'
      ? []
      : [
          fault(
            bilingual(
              'Остающаяся запись не найдена в этой школе, другого рода, сама объединена или её данные уничтожены',
              'The record that stays is not of this school, of another kind, merged itself or erased',
            ),
            bilingual(
              'Укажите другую запись того же человека в этой школе',
              'Name the other record of the same person in this school',
            ),
            { kind: 'participant', subject: data.survivorId },
          ),
        ],
);

/** Pairs that go on name the member by id in their orders. */
export const noOpenPairAtAll = houseRule<ParticipantFacts<MergeParticipant | ErasePersonalData>>(
  'no-open-pair',
  bilingual('Участник не состоит в действующей паре', 'The participant belongs to no pair'),
  ({ command: { type, data }, state }) =>
    state.stage === 'UNKNOWN'
      ? []
      : state.pairs
          .filter(({ until }) => until === undefined)
          .map(({ pairId }) =>
            fault(
              bilingual('Участник состоит в действующей паре', 'The participant belongs to a pair'),
              type === 'MergeParticipant'
                ? bilingual(
                    'Оставьте эту запись и присоедините к ней вторую, или сначала завершите пару',
                    'Keep this record and merge the other into it, or end the pair first',
                  )
                : bilingual(
                    'Сначала завершите пару или замените участника приказом',
                    'End the pair or replace the member by order first',
                  ),
              { kind: 'pair', subject: pairId, detail: { participantId: data.participantId } },
            ),
          ),
);

/** 152-FZ art. 21: what is destroyed because a consent was withdrawn rests on no other one. */
export const erasureHasItsGround = houseRule<ParticipantFacts<ErasePersonalData>>(
  'erasure-has-its-ground',
  bilingual('Основание уничтожения есть', 'The ground of the erasure is there'),
  ({ command: { data }, evidence: { dataConsents = [] } }) =>
    data.reason !== 'CONSENT_WITHDRAWN' ||
    (dataConsents.length > 0 && dataConsents.every(({ withdrawnOn }) => withdrawnOn !== undefined))
      ? []
      : [
          fault(
            bilingual(
              'Согласие на обработку персональных данных не отозвано',
              'The consent to personal data is not withdrawn',
            ),
            bilingual(
              'Запишите отзыв согласия или укажите другое основание',
              'Record the withdrawal, or give another ground',
            ),
            { kind: 'consent', subject: data.participantId, detail: { purpose: 'PERSONAL_DATA' } },
          ),
        ],
);

/** Labour and archival law keep some data in spite of a withdrawal, until a day. */
export const nothingRetains = houseRule<ParticipantFacts<ErasePersonalData>>(
  'no-lawful-ground-to-retain',
  bilingual('Закон не велит хранить', 'No law demands that the data be kept'),
  ({ command: { data }, evidence: { retained = [] } }) =>
    retained
      .filter(
        ({ from, until }) => from <= data.effectiveOn && (until === undefined || data.effectiveOn <= until),
      )
      .map(({ groundId, law, until }) =>
        fault(
          until === undefined
            ? bilingual(
                `Хранить велит ${law}, без срока`,
                'Law demands that the data be kept, without a term',
              )
            : bilingual(
                `Хранить велит ${law}, по ${russianDate(until)}`,
                `Law demands that the data be kept until ${until}`,
              ),
          bilingual('Дождитесь конца срока хранения', 'Wait for its end'),
          {
            ...{ kind: 'retention', subject: groundId },
            detail: { law, until: until ?? null },
          },
        ),
      ),
);
