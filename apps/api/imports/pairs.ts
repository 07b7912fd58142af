/**
 * What rows of the register of pairs mean for a school: pairs proposed, members who learnt the programmes and chose, and for each order
 * that fixes them one order with all its pairs. What the school has already changes nothing.
 */
import { ERASED_RU } from '@nastavnik/domain/vocabulary';
import type { Actor, Uuid } from '@nastavnik/kernel';
import type { VaultData } from '@nastavnik/platform/vault';
import type { PairEntry } from '@nastavnik/read-models';
import { plain } from '../commands/acting';
import { orderIdOf } from '../commands/order.controller';
import { policy } from '../policy';
import { type PairRowData, PAIR_IMPORT_COLUMNS } from './columns';
import { fixedBy } from './fixing';
import type { RowNote } from './import-process';
import type { KnownPeople } from './people';
import { importedId, type PlannedCommand, type PlannedRow } from './plan';
import { type CellError, type ImportRow, type ReadRows, REQUIRED, rowError } from './rows';

interface Meant {
  readonly planned: readonly PlannedRow[];
  readonly unchanged: readonly RowNote[];
  readonly errors: readonly CellError[];
}
interface Of {
  readonly sheet: string;
  readonly wrong: ReadRows['wrong'];
  readonly importId: Uuid;
  readonly schoolId: Uuid;
  readonly actor: Actor;
  readonly known: KnownPeople;
  readonly pairs: readonly PairEntry[];
  /** Whether there is an order of this id. */
  readonly issued: (orderId: Uuid) => Promise<boolean>;
}

type Key = keyof typeof PAIR_IMPORT_COLUMNS;
type Problem = readonly [Key, string];
const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

/** People a row names: by ids that the school knows, else by names, each with a date of birth in parentheses where two share a name. */
const membersOf = (
  data: PairRowData,
  role: 'mentor' | 'mentee',
  known: KnownPeople,
): { readonly ids: readonly Uuid[]; readonly problems: readonly Problem[] } => {
  const [idsKey, namesKey] =
    role === 'mentor' ? (['mentorIds', 'mentors'] as const) : (['menteeIds', 'mentees'] as const);
  const ids = (data[idsKey] ?? '').split(/[\s,;]+/).filter((id) => id !== '');
  const names = (data[namesKey] ?? '')
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (ids.length > 0 && (ids.every((id) => known.has(id)) || names.length === 0)) {
    const strange = ids.filter((id) => !known.has(id));
    return {
      ids: [...new Set(ids)],
      problems: strange.map((id) => [idsKey, `школа не знает человека ${id}`] as const),
    };
  }
  const problems: Problem[] = [];
  const found = names.flatMap((said, at) => {
    const [, name = '', day] = /^(.*?)\s*\(?\s*(\d{2}\.\d{2}\.\d{4})?\s*\)?$/.exec(said) ?? [];
    const people = known.named(name, day?.split('.').reverse().join('-'));
    if (people.length === 1) return people;
    problems.push([
      namesKey,
      people.length === 0
        ? `человека № ${at + 1} с таким именем школа не знает: проверьте имя и дату рождения`
        : `людей с именем № ${at + 1} несколько (${people.join(', ')}): добавьте дату рождения в скобках или укажите идентификатор`,
    ]);
    return [];
  });
  return { ids: [...new Set(found)], problems };
};

/** Headings of what the school holds otherwise than the row says; where it may, an empty cell says nothing. */
const differences = (
  data: PairRowData,
  held: PairEntry,
  orderId: Uuid | undefined,
  members: Members,
): readonly string[] => {
  const fixing = fixedBy(held);
  const facts: readonly (readonly [Key, boolean])[] = [
    ['kind', data.kind === held.kind],
    ['form', data.form === held.form],
    ['roleModel', (data.roleModel ?? null) === held.roleModel],
    ['mentors', sameSet(members.mentorIds, held.mentorIds)],
    ['mentees', sameSet(members.menteeIds, held.menteeIds)],
    ['tasks', sameSet(data.tasks ?? [], held.tasks)],
    ['proposedOn', (data.proposedOn ?? held.proposedOn) === held.proposedOn],
    ['familiarisedOn', (data.familiarisedOn ?? held.familiarisedOn) === held.familiarisedOn],
    ['chosenOn', (data.chosenOn ?? held.chosenOn) === held.chosenOn],
    ['orderNumber', (orderId ?? fixing?.orderId) === fixing?.orderId],
    ['fixedOn', (data.fixedOn ?? held.fixedOn) === held.fixedOn],
    ['startsOn', (data.startsOn ?? held.startsOn) === held.startsOn],
    ['endsOn', (data.endsOn ?? held.endsOn) === held.endsOn],
    ['status', (data.status ?? held.status) === held.status],
  ];
  return facts.filter(([, same]) => !same).map(([key]) => PAIR_IMPORT_COLUMNS[key].heading);
};

interface Members {
  readonly mentorIds: readonly Uuid[];
  readonly menteeIds: readonly Uuid[];
}
/** A row that asks for a pair. */
interface NewPair extends Members {
  readonly row: number;
  readonly pairId: Uuid;
  readonly data: PairRowData;
  readonly orderId?: Uuid;
}

/** What a row of a pair that the school does not have must say. */
const lacking = ({ data, mentorIds, menteeIds, orderId }: NewPair): readonly Problem[] => [
  ...(menteeIds.length === 0 ? [['mentees', REQUIRED] as const] : []),
  ...(data.proposedOn === undefined && data.fixedOn === undefined ? [['proposedOn', REQUIRED] as const] : []),
  ...(data.status !== undefined && data.status !== 'ACTIVE' && data.status !== 'PROPOSED'
    ? [
        [
          'status',
          'импорт заводит пары, которые предложены или действуют: эта уже приостановлена или закрыта',
        ] as const,
      ]
    : []),
  ...(data.chosenOn !== undefined && mentorIds.length !== 1
    ? [
        [
          'chosenOn',
          'выбор среди нескольких наставников записывается действием каждого наставляемого',
        ] as const,
      ]
    : []),
  ...(orderId === undefined
    ? (['fixedOn', 'startsOn', 'endsOn'] as const)
        .flatMap((key) =>
          data[key] === undefined
            ? []
            : [['orderNumber', `нужен вместе с «${PAIR_IMPORT_COLUMNS[key].heading}»`] as const],
        )
        .slice(0, 1)
    : [
        ...(mentorIds.length === 0 ? [['mentors', REQUIRED] as const] : []),
        ...(['startsOn', 'endsOn'] as const).flatMap((key) =>
          data[key] === undefined ? [[key, REQUIRED] as const] : [],
        ),
      ]),
];

const commandsOf = (
  { pairId, data, mentorIds, menteeIds }: NewPair,
  schoolId: Uuid,
): readonly PlannedCommand[] => {
  const { proposedOn = data.fixedOn, familiarisedOn, chosenOn, kind, form, tasks, roleModel } = data;
  const command = (
    type: PlannedCommand['type'],
    effectiveOn: string | undefined,
    facts: object,
    nth?: number,
  ): PlannedCommand => ({
    ...{ of: 'pair', type, ...(nth === undefined ? {} : { nth }) },
    data: plain({ pairId, schoolId, effectiveOn, ...facts }) as VaultData,
  });
  return [
    command('ProposePair', proposedOn, { kind, form, menteeIds, tasks, roleModel }),
    ...(mentorIds.length === 0 ? [] : [command('OfferCandidates', proposedOn, { mentorIds })]),
    ...(familiarisedOn === undefined
      ? []
      : [
          command('FamiliariseParticipants', familiarisedOn, {
            participantIds: [...mentorIds, ...menteeIds],
          }),
        ]),
    ...(chosenOn === undefined
      ? []
      : menteeIds.map((menteeId, nth) =>
          command('ChooseMentor', chosenOn, { mentorId: mentorIds[0], menteeId, through: 'SELF' }, nth),
        )),
  ];
};

/** One order for all pairs that rest on it. */
const orderOf = (orderId: Uuid, pairs: readonly NewPair[], organisationId: Uuid): PlannedCommand => {
  const [{ data }] = pairs as readonly [NewPair];
  const legalBasis = pairs.flatMap((one) => (one.data.legalBasis ?? '').split(';').map((act) => act.trim()));
  return {
    ...{ of: 'order', type: 'IssueOrder' },
    data: plain({
      ...{ orderId, organisationId, number: data.orderNumber, register: data.register ?? 'MAIN' },
      effectiveOn: data.fixedOn,
      legalBasis: [...new Set(legalBasis)].filter((act) => act !== ''),
      content: {
        kind: 'PAIRS',
        pairs: pairs.map((one) => ({ pairId: one.pairId, from: one.data.startsOn, until: one.data.endsOn })),
      },
    }) as VaultData,
  };
};

/** Every row of a file of pairs: what it asks for, that it asks for nothing, or what is wrong with it. */
export const pairsMeant = async (rows: readonly ImportRow<PairRowData>[], of: Of): Promise<Meant> => {
  const { sheet, wrong, schoolId, importId, known, pairs, actor } = of;
  const errors: CellError[] = [];
  const unchanged: RowNote[] = [];
  const asked: NewPair[] = [];
  const first = new Map<string, number>();
  for (const { row, data } of rows) {
    if (
      (data.orderNumber === undefined) !== (data.fixedOn === undefined) &&
      !pairs.some(({ pairId }) => pairId === data.id)
    ) {
      errors.push(wrong(row, data.orderNumber === undefined ? 'orderNumber' : 'fixedOn', REQUIRED));
      continue;
    }
    const [mentors, mentees] = [membersOf(data, 'mentor', known), membersOf(data, 'mentee', known)];
    const held = pairs.find(({ pairId }) => pairId === data.id);
    if (held === undefined && [data.mentors, data.mentees].some((names) => names?.includes(ERASED_RU))) {
      unchanged.push({ row, reason: 'данные участника уничтожены: переносить нечего' });
      continue;
    }
    const problems = [...mentors.problems, ...mentees.problems];
    if (problems.length > 0) {
      errors.push(...problems.map(([key, reason]) => wrong(row, key, reason)));
      continue;
    }
    const members = { mentorIds: mentors.ids, menteeIds: mentees.ids };
    const orderId =
      data.orderNumber === undefined || data.fixedOn === undefined
        ? undefined
        : orderIdOf(schoolId, data.register ?? 'MAIN', data.fixedOn, data.orderNumber);
    const same =
      held ??
      pairs.find(
        (one) =>
          one.form === data.form &&
          sameSet(one.mentorIds.length === 0 ? one.candidateIds : one.mentorIds, members.mentorIds) &&
          sameSet(one.menteeIds, members.menteeIds) &&
          (orderId === undefined
            ? one.fixedOn === null
            : one.orders.some((order) => order.orderId === orderId)),
      );
    const key =
      same?.pairId ??
      JSON.stringify([data.form, orderId ?? null, [...mentors.ids].sort(), [...mentees.ids].sort()]);
    const earlier = first.get(key);
    if (earlier !== undefined) {
      errors.push(rowError(sheet, row, `та же пара уже стоит в строке ${earlier}`));
      continue;
    }
    first.set(key, row);
    if (same !== undefined) {
      const proposed = same.mentorIds.length === 0 && held === undefined;
      const different = differences(
        data,
        proposed ? { ...same, mentorIds: same.candidateIds } : same,
        orderId,
        members,
      );
      if (different.length === 0) unchanged.push({ row, reason: 'пара уже стоит в реестре с этими данными' });
      else {
        const reason = `пара уже стоит в реестре с другими данными (${different.join(', ')}): измените их действиями, импорт только добавляет`;
        errors.push(rowError(sheet, row, reason));
      }
      continue;
    }
    const pair: NewPair = {
      ...{ row, pairId: importedId(importId, row), data, ...members },
      ...(orderId === undefined ? {} : { orderId }),
    };
    const missing = lacking(pair);
    if (missing.length > 0) errors.push(...missing.map(([at, reason]) => wrong(row, at, reason)));
    else asked.push(pair);
  }

  const orders = new Map<Uuid, NewPair[]>();
  for (const pair of asked) {
    if (pair.orderId !== undefined) orders.set(pair.orderId, [...(orders.get(pair.orderId) ?? []), pair]);
  }
  for (const [orderId, on] of orders) {
    const [{ row, data }] = on as [NewPair];
    if (await of.issued(orderId)) {
      const reason = 'приказ с этим номером уже издан и этой пары не закрепляет: издайте новый приказ';
      errors.push(...on.map((pair) => wrong(pair.row, 'orderNumber', reason)));
    }
    const otherDay = on.filter((pair) => pair.data.fixedOn !== data.fixedOn);
    errors.push(
      ...otherDay.map((pair) => wrong(pair.row, 'fixedOn', `у того же приказа в строке ${row} другая дата`)),
    );
    if (!Object.hasOwn(policy['issue-order'], actor.role)) {
      const reason = 'приказ издаёт руководитель: отправьте файл от его имени или сначала издайте приказ';
      errors.push(...on.map((pair) => wrong(pair.row, 'orderNumber', reason)));
    }
  }
  // An order comes after the last of its pairs.
  const lastRow = new Map([...orders].map(([orderId, on]) => [on.at(-1)!.row, orderId]));
  const broken = new Set(errors.map(({ row }) => row));
  return {
    ...{ errors, unchanged },
    planned: asked
      .filter(({ row }) => !broken.has(row))
      .map((pair): PlannedRow => {
        const orderId = lastRow.get(pair.row);
        return {
          ...{ row: pair.row, subjectId: pair.pairId },
          commands: [
            ...commandsOf(pair, schoolId),
            ...(orderId === undefined ? [] : [orderOf(orderId, orders.get(orderId)!, schoolId)]),
          ],
        };
      }),
  };
};
