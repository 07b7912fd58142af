/** Where one paper is written: reads the log and the vault for it, and keeps the list of what had to be left empty. */
import type { DomainEvents, EventOf, Category, VaultRef } from '@nastavnik/domain';
import { streamOf } from '@nastavnik/domain';
import type { StreamReader } from '@nastavnik/evidence';
import type { Uuid } from '@nastavnik/kernel';
import { BLANK, type Paper } from '@nastavnik/platform/documents';
import type { Vault, VaultAccess, VaultData } from '@nastavnik/platform/vault';
import { type Case, fullName, initialled, PERSON_ON_PAPER, type PersonRecord } from './names';

/** What papers are made of. */
export interface Sources {
  readonly reader: StreamReader;
  readonly vault: Pick<Vault, 'read'>;
  readonly access: VaultAccess;
  /** Whether the reader may see people of a school by name. */
  readonly named: boolean;
}

/** Kinds of what a paper may lack, with their Russian names. */
export const GAPS = {
  'signatory-position': 'должность подписывающего',
  'signatory-name': 'фамилия и инициалы подписывающего',
  'person-name': 'фамилия, имя, отчество участника',
  'person-position': 'должность работника',
  address: 'адрес регистрации субъекта персональных данных',
  'identity-document': 'документ, удостоверяющий личность',
  'birth-date': 'дата рождения',
  representative: 'законный представитель и основание его полномочий',
  'operator-address': 'адрес оператора персональных данных',
  'contract-reference': 'номер и дата трудового договора',
  requisites: 'реквизиты сторон',
  subject: 'предмет соглашения',
  pay: 'размер и условия оплаты',
  terms: 'содержание, форма и срок наставничества',
  order: 'приказ о закреплении пары',
  plan: 'содержание программы',
  goal: 'цель программы',
  approval: 'дата утверждения',
  words: 'текст стёрт или не записан',
  date: 'дата документа',
} as const;
export type Gap = keyof typeof GAPS;

/** A paper, what it lacks, and the Russian name of its file: of its kind, of nobody. */
export interface Written {
  readonly paper: Paper;
  readonly missing: readonly Gap[];
  readonly fileName: string;
}

export class Desk {
  private readonly missing = new Set<Gap>();
  private readonly people = new Map<Uuid, PersonRecord>();

  constructor(private readonly sources: Sources) {}

  get reader(): StreamReader {
    return this.sources.reader;
  }

  /** Events of one record, oldest first. */
  async events<C extends Category>(category: C, id: Uuid): Promise<readonly EventOf[C][]> {
    const events: readonly DomainEvents[] = await this.reader.read(streamOf[category](id));
    return events as readonly EventOf[C][];
  }

  /** The value, or an empty place that the paper is then known to have. */
  ask(value: string | undefined, gap: Gap): string | null {
    if (value !== undefined && value.trim() !== '') return value;
    this.missing.add(gap);
    return null;
  }

  /** The same inside a line of text. @param room what is left empty */
  say(value: string | undefined, gap: Gap, room = BLANK): string {
    return this.ask(value, gap) ?? room;
  }

  /** Reads these people from the vault, in one access; nobody for a reader above the school. */
  async meet(ids: readonly Uuid[]): Promise<void> {
    const { named, vault, access } = this.sources;
    const wanted = [...new Set(ids)].filter((id) => !this.people.has(id));
    if (!named || wanted.length === 0) return;
    const records = await vault.read<PersonRecord>(wanted, { ...access, fields: PERSON_ON_PAPER });
    for (const [id, { data }] of records) this.people.set(id, data);
  }

  /** The name of somebody met, in the nominative. */
  name(id: Uuid | undefined): string {
    return this.say(id && fullName(this.people.get(id) ?? {}), 'person-name');
  }

  /** The same with initials, beside a signature. */
  short(id: Uuid | undefined): string | null {
    return this.ask(id && initialled(this.people.get(id) ?? {}), 'person-name');
  }

  /** The name in a case, where somebody stored it. */
  inCase(id: Uuid, form: Case): string | undefined {
    return this.people.get(id)?.cases?.[form];
  }

  workplace(id: Uuid): string | undefined {
    return this.people.get(id)?.workplace;
  }

  /** Words that an event refers to; none where they were erased or never written. */
  async words<Words extends VaultData = { readonly text?: string }>(
    ref: VaultRef | undefined,
  ): Promise<Partial<Words>> {
    if (ref === undefined) return {};
    const found = await this.sources.vault.read<Words>([ref], this.sources.access);
    return found.get(ref.recordId)?.data ?? {};
  }

  written(fileName: string, paper: Paper): Written {
    return { paper, missing: [...this.missing], fileName: `${fileName}.docx` };
  }
}
