/** Everything held on a person as one file: JSON for programs, a Russian text for the person (152-ФЗ, ст. 14 ч. 7). Pure. */
import { strToU8, zipSync } from 'fflate';
import {
  describeEvent,
  type DomainEvents,
  PERSON_FIELD_RU,
  type PersonField,
  russianDate,
  streamOf,
} from '@nastavnik/domain';
import type { Recorded, Uuid } from '@nastavnik/kernel';
import type { AccessEntry, VaultRecord } from '@nastavnik/platform/vault';

export interface Held {
  readonly participantId: Uuid;
  readonly operator: string;
  readonly records: readonly VaultRecord[];
  readonly events: readonly Recorded<DomainEvents>[];
  readonly accesses: readonly AccessEntry[];
  /** Names of the systems that public events are sent to. */
  readonly receivers: readonly string[];
}

/** Public events name nobody: what a receiver has of a person are opaque ids and facts of pairs. */
const SENT =
  'Получателям уходят события о парах без имён, дат рождения, контактов и текстов: только идентификаторы.';

const ACTION_RU = { READ: 'чтение', ERASE: 'уничтожение' } as const;

const fieldRu = (name: string): string =>
  Object.hasOwn(PERSON_FIELD_RU, name) ? PERSON_FIELD_RU[name as PersonField] : name;

/** Members of a record as lines, nested ones by their path. */
const lines = (value: unknown, name = ''): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) =>
        lines(member, name === '' ? fieldRu(key) : `${name}, ${key}`),
      )
    : [`  ${name}: ${String(value)}`];

const day = (at: Date | string): string =>
  russianDate((typeof at === 'string' ? at : at.toISOString()).slice(0, 10));

const text = ({ participantId, operator, records, events, accesses, receivers }: Held): string => {
  const consents = events.filter(({ stream }) => stream.startsWith(streamOf.consent('' as Uuid)));
  const others = events.filter((event) => !consents.includes(event));
  const told = (event: Recorded<DomainEvents>): string =>
    `  ${day(event.data.effectiveOn)}  ${describeEvent(event)}`;
  const part = (title: string, body: readonly string[]): readonly string[] => [
    title,
    ...(body.length === 0 ? ['  нет'] : body),
    '',
  ];
  return [
    'Сведения, которые хранятся о вас',
    '',
    `Оператор: ${operator}`,
    `Ваша запись: ${participantId}`,
    'Правовое основание: согласие на обработку персональных данных; цель: организация наставничества.',
    '',
    ...part(
      'Ваши данные',
      records.flatMap(({ kind, version, storedAt, data }) => [
        `  ${kind === 'person' ? 'Учётные сведения' : 'Текст'}, версия ${version}, записано ${day(storedAt)}`,
        ...lines(data).map((line) => `  ${line}`),
      ]),
    ),
    ...part('Согласия', consents.map(told)),
    ...part('События', others.map(told)),
    ...part(
      'Кто обращался к вашим данным',
      accesses.map(
        ({ at, action, role, actorId, purpose, fields }) =>
          `  ${day(at)} ${at.toISOString().slice(11, 16)} UTC  ${ACTION_RU[action]}, ${role ?? 'роль не записана'} ${actorId}: ${purpose} (${fields.map((field) => (field === '*' ? 'все сведения' : fieldRu(field))).join(', ')})`,
      ),
    ),
    ...part('Кому передаются сведения', [...receivers.map((name) => `  ${name}`), `  ${SENT}`]),
  ].join('\n');
};

/** A ZIP file of `данные.json` and `сведения.txt`. */
export const subjectFile = (held: Held): Buffer => {
  const { participantId, operator, records, events, accesses, receivers } = held;
  const json = JSON.stringify(
    {
      ...{ participantId, operator },
      records: records.map(({ recordId, kind, version, storedAt, also, data }) => ({
        ...{ recordId, kind, version, storedAt, data },
        aboutOthersToo: also.length > 0,
      })),
      events: events.map(({ id, stream, type, data, stamp }) => ({
        ...{ id, stream, type, data },
        recordedAt: stamp.recordedAt,
        actor: stamp.actor,
      })),
      accesses,
      receivers: { names: receivers, sent: SENT },
    },
    null,
    2,
  );
  return Buffer.from(
    zipSync({ 'данные.json': strToU8(json), 'сведения.txt': strToU8(`\ufeff${text(held)}`) }),
  );
};
