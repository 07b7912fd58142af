/** Answers every register alike: a page, a page by name, a whole file; with names for the people of the school alone. */
import { Injectable } from '@nestjs/common';
import { type ParticipantEvent, streamOf } from '@nastavnik/domain';
import { ERASED_RU, SENSITIVE_CATEGORIES, type VaultRef } from '@nastavnik/domain/vocabulary';
import type { Actor, Instant, IsoDate, Uuid } from '@nastavnik/kernel';
import { type FieldError, problems } from '@nastavnik/platform/http';
import { type SheetFormat, writeSheet } from '@nastavnik/platform/sheets';
import { Vault } from '@nastavnik/platform/vault';
import {
  BadCursor,
  type JsonText,
  MAX_LIMIT,
  OrganisationRegisterQuery,
  type Page,
  parse,
  PracticeRegisterQuery,
} from '@nastavnik/read-models';
import { evidenceOf } from '../../imports/evidence';
import { accessOf } from '../../personal-data';
import { fieldsShown } from '../../personal-views';
import { fullName, type PersonRecord, Reading, seesNames, withoutSensitive } from '../reading';
import { identityIn, type Look, RegisterDefinition } from './definition';
import { bearsName, byName } from './search';

/** Who asks for what, of whom, on which day. */
export interface Asked {
  readonly organisations: readonly Uuid[];
  readonly actor: Actor;
  readonly after: bigint | undefined;
  readonly on: IsoDate;
}
export interface Question {
  readonly limit?: number;
  readonly cursor?: string;
  readonly sort?: string;
  readonly [filter: string]: string | number | boolean | undefined;
}
export interface RegisterFile {
  readonly bytes: Buffer;
  readonly asOf: string;
  readonly at: Instant | null;
  readonly title: string;
}
type Definition = RegisterDefinition<unknown>;

const PAGING: ReadonlySet<string> = new Set(['limit', 'cursor', 'sort']);
const DEFAULT_LIMIT = 50;

/**
 * The question as the register can answer it.
 * @throws Problem 400 for a filter, a code or an order that the register does not have; 403 for a look at who is in a sensitive category
 */
const checkedFor = (
  register: Definition,
  question: Question,
  actor: Actor,
  sorts = register.sorts,
): Question => {
  const wrong: FieldError[] = [];
  const said = Object.entries(question).filter(([, value]) => value !== undefined);
  for (const [parameter, value] of said) {
    if (PAGING.has(parameter)) continue;
    const codes = register.filters[parameter];
    if (codes === undefined) {
      wrong.push({
        parameter,
        detail: { ru: 'в этом реестре такого отбора нет', en: 'is no filter of this register' },
      });
    } else if (typeof codes !== 'string' && !codes.includes(String(value))) {
      const list = codes.join(', ');
      wrong.push({ parameter, detail: { ru: `допустимо: ${list}`, en: `must be one of: ${list}` } });
    }
  }
  const { sort } = question;
  if (sort !== undefined && !sorts.includes(sort.replace(/^-/, ''))) {
    const list = sorts.join(', ');
    wrong.push({ parameter: 'sort', detail: { ru: `допустимо: ${list}`, en: `must be one of: ${list}` } });
  }
  if (wrong.length > 0) throw problems.badRequest(wrong);
  if (!seesNames(actor) && (SENSITIVE_CATEGORIES as readonly unknown[]).includes(question['category'])) {
    throw problems.forbidden({
      ru: 'Отбор по этой категории доступен только школе.',
      en: 'Only the school itself may filter by this category.',
    });
  }
  return Object.fromEntries(said);
};

/** The place of the last entry shown: its id, and its number where the entry is there no more. Holds no name. */
const cursorOf = (index: number, id: string): string =>
  Buffer.from(JSON.stringify([index, id])).toString('base64url');
const placeAfter = (cursor: string | undefined, ids: readonly string[]): number => {
  if (cursor === undefined) return 0;
  try {
    const [index, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof id === 'string' && typeof index === 'number' && Number.isSafeInteger(index) && index >= 0) {
      const found = ids.indexOf(id);
      return found < 0 ? index : found + 1;
    }
  } catch {
    // falls through to the one error a reader can act on
  }
  throw new BadCursor();
};
@Injectable()
export class RegisterReading {
  constructor(
    private readonly reading: Reading,
    private readonly vault: Vault,
    private readonly organisations: OrganisationRegisterQuery,
    private readonly practices: PracticeRegisterQuery,
  ) {}

  /** @throws Problem 400 or 403, see {@link checkedFor} */
  async page(register: Definition, question: Question, asked: Asked): Promise<string> {
    const checked = checkedFor(register, question, asked.actor);
    const asOf = await this.reading.asOf(register.model, asked.after);
    const page: Page<unknown> = parse(
      await this.reading.page(() => register.find(asked.organisations, checked, asked.on)),
    );
    const items = this.shown(register, page.items, asked.actor);
    const people = await this.reading.names(
      this.ownPeople(register, page.items, asked.actor),
      asked.actor,
      `register:${register.name}`,
    );
    return JSON.stringify({ asOf, items, next: page.next, ...(people === undefined ? {} : { people }) });
  }

  /**
   * Entries whose people bear a name, or all of them, in the order of names. The vault writes down who searched and whom the page showed.
   * @param name beginnings of words of a name; absent: everybody
   * @throws Problem 400 for a cursor that no search gave, see also {@link checkedFor}
   */
  async search(
    register: Definition,
    name: string | undefined,
    question: Question,
    asked: Asked,
  ): Promise<string> {
    const { limit = DEFAULT_LIMIT, cursor, sort = 'name', ...filters } = question;
    const inOrder = checkedFor(register, { ...filters, sort }, asked.actor, ['name', ...register.sorts]);
    const asOf = await this.reading.asOf(register.model, asked.after);
    const descending = sort === '-name';
    const ordered = sort.endsWith('name') ? filters : inOrder;
    const entries = await this.all(register, ordered, asked);
    const people = entries.flatMap((entry) => register.people(entry));
    let answer: { items: readonly unknown[]; next: string | null } = { items: [], next: null };
    const access = accessOf(
      asked.actor,
      `search:${register.name}`,
      fieldsShown(asked.actor.role, ['listed']),
    );
    const found = await this.reading.page(() =>
      this.vault.choose<PersonRecord>(people, access, (records) => {
        const personOf = (id: Uuid | undefined): PersonRecord | undefined =>
          id === undefined ? undefined : records.get(id)?.data;
        const matching = entries.filter(
          (entry) =>
            name === undefined || register.people(entry).some((id) => bearsName(personOf(id) ?? {}, name)),
        );
        if (sort.endsWith('name')) {
          const first = (entry: unknown) => personOf(register.people(entry)[0]);
          matching.sort((a, b) => (descending ? -1 : 1) * byName(first(a), first(b)));
        }
        const identityOf = identityIn(register);
        const from = placeAfter(cursor, matching.map(identityOf));
        const items = matching.slice(from, from + limit);
        const more = matching.length > from + limit;
        const last = items.at(-1);
        answer = { items, next: more && last ? cursorOf(from + limit, identityOf(last)) : null };
        return items.flatMap((entry) => register.people(entry));
      }),
    );
    const names = Object.fromEntries([...found].map(([id, { data }]) => [id, { name: fullName(data) }]));
    return JSON.stringify({ asOf, ...answer, people: names });
  }

  /** The whole register as a file. */
  async file(
    register: Definition,
    question: Question,
    format: SheetFormat,
    asked: Asked,
  ): Promise<RegisterFile> {
    const checked = checkedFor(register, question, asked.actor);
    const asOf = await this.reading.asOf(register.model, asked.after);
    const entries = await this.all(register, checked, asked);
    const look = await this.lookOf(register, entries, asked);
    const rows = this.shown(register, entries, asked.actor);
    const columns = register.columns.map(({ cell, ...column }) => ({
      ...column,
      cell: (entry: unknown, index: number) => cell(entry, look, index),
    }));
    return {
      bytes: await writeSheet({ title: register.title, columns, rows }, format),
      asOf,
      at: this.reading.timeOf(asOf),
      title: register.title,
    };
  }

  private async all(register: Definition, question: object, asked: Asked): Promise<unknown[]> {
    const entries: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: JsonText<Page<unknown>> = await register.find(
        asked.organisations,
        { ...question, limit: MAX_LIMIT, ...(cursor === null ? {} : { cursor }) },
        asked.on,
      );
      const { items, next }: Page<unknown> = parse(page);
      entries.push(...items);
      cursor = next;
    } while (cursor !== null);
    return entries;
  }

  /** Above the school: without the sensitive categories, and without what the register keeps at the school (invariant 34). */
  private shown(register: Definition, entries: readonly unknown[], actor: Actor): readonly unknown[] {
    if (seesNames(actor)) return entries;
    return withoutSensitive(register.above === undefined ? entries : entries.map(register.above));
  }

  /** People of the entries of the reader's own organisation. */
  private ownPeople(register: Definition, entries: readonly unknown[], actor: Actor): readonly Uuid[] {
    return entries.flatMap((entry) =>
      register.organisation(entry) === actor.organisationId ? register.people(entry) : [],
    );
  }

  private async lookOf(register: Definition, entries: readonly unknown[], asked: Asked): Promise<Look> {
    const { actor, on } = asked;
    const fields = fieldsShown(actor.role, ['school', 'listed']);
    const own = seesNames(actor) ? [...new Set(this.ownPeople(register, entries, actor))] : [];
    const [persons, organisations, links] = await Promise.all([
      this.vault.read<PersonRecord>(own, accessOf(actor, `export:${register.name}`, fields)),
      this.organisations.names(entries.map(register.organisation)),
      this.practices.linksOf(own),
    ]);
    const missing = own.filter((id) => !persons.has(id));
    const erased = missing.length === 0 ? new Set<string>() : await this.vault.erasedAmong(missing);
    const experience = await this.experience(register, entries, actor);
    const person = (id: Uuid): PersonRecord | undefined => persons.get(id)?.data;
    return {
      person,
      name: (id) => {
        const known = person(id);
        if (known === undefined) return erased.has(id) ? ERASED_RU : id;
        return fullName(known);
      },
      organisation: (id) => organisations.get(id) ?? id,
      erased: (id) => erased.has(id),
      experience: (id) => experience.get(id) ?? null,
      links: (id) => links.get(id) ?? [],
      on,
    };
  }

  /** Words of the experience of the mentors a file names, for those who read the records of the school's people. */
  private async experience(
    register: Definition,
    entries: readonly unknown[],
    actor: Actor,
  ): Promise<ReadonlyMap<Uuid, string>> {
    const { experienceOf } = register;
    if (experienceOf === undefined || !fieldsShown(actor.role, ['school']).includes('competences')) {
      return new Map();
    }
    const ids = entries
      .filter((entry) => register.organisation(entry) === actor.organisationId)
      .flatMap((entry) => experienceOf(entry) ?? []);
    const log = this.reading.log();
    const notes = new Map<Uuid, VaultRef>();
    for (const id of ids) {
      const events = await log.read(streamOf.participant(id));
      const note = evidenceOf(events as readonly { type: string }[] as readonly ParticipantEvent[]);
      if (note !== undefined) notes.set(id, note);
    }
    const words = await this.reading.words([...notes.values()], actor, `export:${register.name}`);
    return new Map(
      [...notes].flatMap(([id, { recordId }]): [Uuid, string][] => {
        const said = words?.get(recordId)?.data['text'];
        return typeof said === 'string' ? [[id, said]] : [];
      }),
    );
  }
}
