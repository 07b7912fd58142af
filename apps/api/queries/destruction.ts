/** What the destruction act and the extract of the event log say (Роскомнадзор, order № 179 of 28.10.2022). Pure. */
import { DATA_CATEGORY_RU, type DataCategory, DATA_SYSTEM_RU, ERASURE_REASON_RU } from '@nastavnik/domain';
import type { Destruction, DestructionLine } from '@nastavnik/documents';
import type { IsoDate } from '@nastavnik/kernel';
import type { AccessEntry } from '@nastavnik/platform/vault';
import type { ErasureEvent } from '../personal-data';

const MEANS =
  'уничтожен ключ шифрования субъекта, удалены зашифрованные записи и соль их отпечатков в журнале событий';

const categoryOf = (kind: string): string =>
  Object.hasOwn(DATA_CATEGORY_RU, kind) ? DATA_CATEGORY_RU[kind as DataCategory] : kind;

export const destructionOf = (
  { event, done }: { readonly event: ErasureEvent; readonly done: readonly AccessEntry[] },
  operator: string,
  keptUntil: IsoDate,
): Destruction => {
  const { participantId, reason, categories, systems, records, effectiveOn } = event.data;
  const line: Omit<DestructionLine, 'categories'> = {
    subject: `участник наставничества, запись ${participantId}`,
    system: systems.map((system) => DATA_SYSTEM_RU[system]).join('; '),
    reason: ERASURE_REASON_RU[reason],
  };
  return {
    act: {
      ...line,
      number: event.id,
      operator,
      categories: categories.map(categoryOf),
      decidedOn: effectiveOn,
      decidedBy: { id: event.stamp.actor.id, role: event.stamp.actor.role },
      means: MEANS,
      records,
      done: done.length > 0 || records === 0,
      keptUntil,
    },
    extract: [...done].reverse().map(({ id, at, fields, recordIds }) => ({
      ...line,
      categories: fields.map(categoryOf),
      at: at.toISOString(),
      entry: id,
      records: recordIds.length,
    })),
  };
};

const LINE_EXAMPLE = {
  subject: 'участник наставничества, запись 33333333-3333-4333-8333-333333333333',
  categories: [DATA_CATEGORY_RU.person],
  system: DATA_SYSTEM_RU.VAULT,
  reason: ERASURE_REASON_RU.CONSENT_WITHDRAWN,
};
/** For the OpenAPI document. */
export const DESTRUCTION_EXAMPLE: Destruction = {
  act: {
    ...LINE_EXAMPLE,
    number: '44444444-4444-4444-8444-444444444444',
    operator: 'МОУ СОШ № 62',
    decidedOn: '2021-06-01',
    decidedBy: { id: '22222222-2222-4222-8222-222222222222', role: 'director' },
    means: MEANS,
    records: 1,
    done: true,
    keptUntil: '2024-06-01',
  },
  extract: [{ ...LINE_EXAMPLE, at: '2021-06-01T09:00:00.000Z', entry: '1042', records: 1 }],
};
