/** What rows of a register mean for a school: acts to be carried out, or that nothing is to be done. */
import { v5 } from 'uuid';
import type { RehearsedAct } from '@nastavnik/commands';
import { type ParticipantState, type RegisteredParticipant } from '@nastavnik/domain';
import type { Stamp, Uuid } from '@nastavnik/kernel';
import type { SealedRecord, Vault, VaultData } from '@nastavnik/platform/vault';
import { plain } from '../commands/acting';
import { IMPORT_COLUMNS, type ImportRegister, lined, PERSON_CELLS, type RowData } from './columns';
import type { ImportRow } from './rows';

/** A command before it is stamped; that of a registration gets its sealed person when it is carried out. */
export type PlannedCommand = {
  readonly of: RehearsedAct['aggregate'];
  readonly type: RehearsedAct['command']['type'];
  readonly data: VaultData;
  /** Tells commands of one type in one row apart. */
  readonly nth?: number;
};
export interface PlannedRow {
  readonly row: number;
  /** Whose row it is; of a pair: the pair. */
  readonly subjectId: Uuid;
  /** Of somebody the school does not know yet. */
  readonly person?: VaultData;
  /** The successful experience of a mentor in words. */
  readonly evidence?: VaultData;
  readonly commands: readonly PlannedCommand[];
}
/** Why a row asks for nothing, or for what an import does not do. */
export type Meaning =
  { readonly planned: PlannedRow } | { readonly unchanged: string } | { readonly conflict: string };

export const importedId = (importId: Uuid, row: number): Uuid => v5(`row ${row}`, importId);

const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(Array.isArray(a) ? [...(a as string[])].sort() : (a ?? null)) ===
  JSON.stringify(Array.isArray(b) ? [...(b as string[])].sort() : (b ?? null));

/** The last of them that says something: what an entry leaves out, it leaves as it was. */
const latest = <T, K extends keyof T>(of: readonly T[], key: K): T[K] | undefined =>
  of.findLast((one) => one[key] !== undefined)?.[key];

/** What the school holds of a person: the acts, and what the vault has. */
export interface Known {
  readonly state: ParticipantState;
  readonly person: { readonly [cell: string]: string | undefined };
  /** Words of the successful experience. */
  readonly evidence?: string;
}

/** Headings of personal data that the school holds otherwise than the row says; an empty cell says nothing. */
const otherPerson = (data: RowData, { person }: Known): readonly string[] =>
  PERSON_CELLS.filter(
    (cell) =>
      data[cell] !== undefined &&
      !['familyName', 'givenName', 'patronymic', 'birthDate'].includes(cell) &&
      lined(person[cell] ?? '') !== data[cell],
  ).map((cell) => IMPORT_COLUMNS.mentees[cell].heading);

/** Headings of what the school holds otherwise than the row says; `undefined` of somebody who never was in this base. */
const differences = (
  data: RowData,
  held: RegisteredParticipant,
  known: Known,
  register: ImportRegister,
): readonly string[] | undefined => {
  const { menteeBase, mentorBase } = held;
  const last = register === 'mentees' ? menteeBase.at(-1) : mentorBase.at(-1);
  if (last === undefined) return undefined;
  const [mentee, mentor] = [menteeBase.at(-1), mentorBase.at(-1)];
  const facts: [string, unknown, unknown][] =
    register === 'mentees'
      ? [
          ['Категория', data.categories ?? [], mentee?.categories],
          ['Задачи', data.tasks, mentee?.tasks],
          ['Стаж, лет', data.experienceYears, latest(menteeBase, 'experienceYears')],
          ['Уровень образования', data.educationStage, latest(menteeBase, 'educationStage')],
          [
            'Адаптация',
            data.adaptation ?? latest(menteeBase, 'adaptation'),
            latest(menteeBase, 'adaptation'),
          ],
        ]
      : [
          ['Категория', data.category, mentor?.category],
          ['Опыт решения задач', data.experience ?? [], mentor?.experience],
          [
            'Уровень образования',
            data.educationStage ?? latest(mentorBase, 'educationStage'),
            latest(mentorBase, 'educationStage'),
          ],
          ['Описание опыта', data.evidence ?? known.evidence, known.evidence],
        ];
  return [
    ['Кто', data.kind, held.kind],
    ['Должность', data.position ?? held.position, held.position],
    ['Работник организации', data.employed ?? held.employed, held.employed],
    ['Дата вхождения', data.enteredOn, last.from],
    ['Дата обновления', data.refreshedOn ?? last.confirmedOn ?? last.from, last.confirmedOn ?? last.from],
    ['Дата исключения', data.leftOn, last.until],
    ...facts,
  ]
    .filter(([, said, there]) => !same(said, there))
    .map(([heading]) => heading as string)
    .concat(otherPerson(data, known));
};

/**
 * @param known the person of the same name and birth date, or of the id in the row, at this school
 */
export const meaningOf = (
  { row, data }: ImportRow,
  register: ImportRegister,
  of: { readonly importId: Uuid; readonly schoolId: Uuid },
  known: Known | undefined,
): Meaning => {
  const held = known?.state.stage === 'REGISTERED' ? known.state : undefined;
  if (known !== undefined && held !== undefined) {
    const different = differences(data, held, known, register);
    if (different?.length === 0) return { unchanged: 'человек уже стоит в реестре с этими данными' };
    if (different !== undefined) {
      return {
        conflict: `человек уже стоит в реестре с другими данными (${different.join(', ')}): измените их действиями, импорт только добавляет`,
      };
    }
    if (held.kind !== data.kind) return { conflict: 'школа знает этого человека в другом качестве (Кто)' };
    const other = otherPerson(data, known);
    if (other.length > 0) {
      return {
        conflict: `школа знает об этом человеке другое (${other.join(', ')}): исправьте это действием, импорт только добавляет`,
      };
    }
  }
  if (data.leftOn !== undefined && data.leftReason === undefined) {
    return { conflict: 'для «Дата исключения» нужна «Причина исключения»' };
  }
  const participantId = held?.participantId ?? importedId(of.importId, row);
  const base = { participantId, schoolId: of.schoolId, effectiveOn: data.enteredOn };
  const command = (type: PlannedCommand['type'], facts: object): PlannedCommand => ({
    ...{ of: 'participant', type },
    data: plain({ ...base, ...facts }) as VaultData,
  });
  const { educationStage, evidence, enteredOn, refreshedOn } = data;
  const role = register === 'mentees' ? 'MENTEE' : 'MENTOR';
  return {
    planned: {
      row,
      subjectId: participantId,
      ...(held === undefined
        ? { person: plain(Object.fromEntries(PERSON_CELLS.map((cell) => [cell, data[cell]]))) as VaultData }
        : {}),
      ...(evidence === undefined ? {} : { evidence: { text: evidence } }),
      commands: [
        ...(held !== undefined
          ? []
          : [
              command('RegisterParticipant', {
                kind: data.kind,
                position: data.position,
                employed: data.employed ?? data.kind === 'PEDAGOGUE',
              }),
            ]),
        register === 'mentees'
          ? command('EnterMenteeBase', {
              categories: data.categories ?? [],
              tasks: data.tasks,
              experienceYears: data.experienceYears,
              ...{ educationStage, adaptation: data.adaptation },
            })
          : command('EnterMentorBase', {
              category: data.category,
              experience: data.experience ?? [],
              educationStage,
            }),
        ...(refreshedOn === undefined || refreshedOn === enteredOn
          ? []
          : [command('ConfirmEntry', { base: role, effectiveOn: refreshedOn })]),
        ...(data.leftOn === undefined
          ? []
          : [
              command('LeaveBase', {
                base: role,
                reason: data.leftReason,
                effectiveOn: data.leftOn,
              }),
            ]),
      ],
    },
  };
};

/** Sealed records that a command brings along, by what refers to them. */
export interface Brought {
  readonly person?: SealedRecord;
  readonly evidence?: SealedRecord;
}

/** What a command of a row brings into the vault. Sealed anew each time; a record that is there already stays. */
export const broughtBy = (
  vault: Vault,
  importId: Uuid,
  { row, subjectId, person, evidence }: PlannedRow,
  { type }: PlannedCommand,
): Brought => {
  const of = { subjectId };
  if (type === 'RegisterParticipant' && person !== undefined) {
    return { person: vault.seal({ ...of, recordId: subjectId, kind: 'person', data: person }) };
  }
  if (type === 'EnterMentorBase' && evidence !== undefined) {
    const recordId = v5(`row ${row} evidence`, importId);
    return { evidence: vault.seal({ ...of, recordId, kind: 'text', data: evidence }) };
  }
  return {};
};

/** The act as it is sent: the same one however often. */
export const stamped = (
  importId: Uuid,
  { row }: PlannedRow,
  { of, type, data, nth }: PlannedCommand,
  by: Pick<Stamp, 'recordedAt' | 'actor'>,
  { person, evidence }: Brought,
): RehearsedAct =>
  ({
    aggregate: of,
    command: {
      type,
      data: {
        ...data,
        ...(person === undefined ? {} : { person: person.ref }),
        ...(evidence === undefined ? {} : { evidenceNote: evidence.ref }),
      },
      stamp: { ...by, commandId: v5(`row ${row} ${type}${nth === undefined ? '' : ` ${nth}`}`, importId) },
    },
  }) as unknown as RehearsedAct;
