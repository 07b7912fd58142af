/** Parts that papers of several kinds share: whose paper it is, what it cites, who signs. */
import {
  FORM_RU,
  type Form,
  type PersonKind,
  POSITION_RU,
  PERSON_KIND_RU,
  russianDate,
  type Setting,
} from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import type { Block, Signature, Stamp } from '@nastavnik/platform/documents';
import { blank } from '@nastavnik/platform/documents';
import type { Desk } from './desk';

/** A school or a municipality by its names. */
export interface Organisation {
  readonly name: string;
  readonly shortName: string;
  readonly level: 'SCHOOL' | 'MUNICIPALITY';
}

/** `undefined` for an organisation nobody registered. */
export const organisationOf = async (desk: Desk, id: Uuid): Promise<Organisation | undefined> => {
  for (const event of await desk.events('school', id)) {
    if (event.type !== 'SchoolRegistered') continue;
    const { name, shortName } = event.data;
    return { name, shortName, level: 'SCHOOL' };
  }
  for (const event of await desk.events('municipality', id)) {
    if (event.type === 'MunicipalityRegistered')
      return { name: event.data.name, shortName: event.data.name, level: 'MUNICIPALITY' };
  }
  return undefined;
};

/** Clauses that settings rest on, a line for each document, whole clauses only: `МОУ СОШ № 62, п. 4.10, 4.13`. */
export const cited = (...settings: readonly Setting<unknown>[]): readonly string[] => {
  const byDocument = new Map<string, Set<string>>();
  for (const { document, clause } of settings.flatMap(({ clauses }) => clauses)) {
    const whole = clause.replace(/^(\d[\d.]*), абз\..*$/, '$1');
    byDocument.set(document, (byDocument.get(document) ?? new Set()).add(whole));
  }
  return [...byDocument].map(([document, clauses]) => {
    const [numbered, named] = [[...clauses].filter(isNumber), [...clauses].filter((one) => !isNumber(one))];
    return [document, ...(numbered.length === 0 ? [] : [`п. ${numbered.join(', ')}`]), ...named].join(', ');
  });
};
const isNumber = (clause: string): boolean => /^[\dIVX]/.test(clause);

/** ` (МОУ СОШ № 62, п. 4.13)`; nothing where the document is silent. */
export const inBrackets = (...settings: readonly Setting<unknown>[]): string => {
  const clauses = cited(...settings);
  return clauses.length === 0 ? '' : ` (${clauses.join('; ')})`;
};

/** What a person is to the school, as registered: `заместитель директора`, `обучающийся`. */
export const positionOf = async (desk: Desk, id: Uuid): Promise<string | undefined> => {
  for (const event of await desk.events('participant', id)) {
    if (event.type !== 'ParticipantRegistered') continue;
    const { position, kind } = event.data;
    return position === undefined ? PERSON_KIND_RU[kind] : POSITION_RU[position];
  }
  return undefined;
};

export const kindOfPerson = async (desk: Desk, id: Uuid): Promise<PersonKind | undefined> => {
  for (const event of await desk.events('participant', id))
    if (event.type === 'ParticipantRegistered') return event.data.kind;
  return undefined;
};

/** An order as cited: `№ 15-Д от 25.01.2021`. */
export const orderCited = async (desk: Desk, orderId: Uuid | undefined): Promise<string | undefined> => {
  if (orderId === undefined) return undefined;
  for (const event of await desk.events('order', orderId)) {
    if (event.type === 'OrderIssued') return `№ ${event.data.number} от ${russianDate(event.data.issuedOn)}`;
  }
  return undefined;
};

/** The head of the organisation approves: position and name are written by hand, the day where it is known. */
export const approval = (desk: Desk, { shortName }: Organisation, on: IsoDate | undefined): Stamp => {
  desk.ask(undefined, 'signatory-name');
  return {
    word: 'УТВЕРЖДАЮ',
    lines: [
      `Руководитель ${shortName}`,
      `${blank(10)} ${blank(14)}`,
      `${desk.say(on && russianDate(on), 'approval', `«${blank(3)}» ${blank(10)} 20${blank(2)} г.`)}`,
    ],
  };
};

/** Lines for those whom a paper names. */
export const acquaintance = (names: readonly string[], paper: string): readonly Block[] => [
  { kind: 'centred', text: 'Лист ознакомления', bold: true },
  { kind: 'centred', text: `с ${paper}` },
  {
    kind: 'table',
    columns: [
      { heading: '№', width: 7 },
      { heading: 'Фамилия, имя, отчество', width: 48 },
      { heading: 'Дата ознакомления', width: 20 },
      { heading: 'Подпись', width: 25 },
    ],
    rows: names.map((name, at) => [String(at + 1), name, null, null]),
  },
];

/** The form as it stands in a sentence. */
export const formWords = (form: Form | 'ALL'): string =>
  form === 'ALL' ? 'все формы наставничества' : FORM_RU[form];

/** Head of the organisation, where no official is named. */
export const head = (desk: Desk, { shortName }: Organisation): Signature => ({
  who: `Руководитель ${shortName}`,
  name: desk.ask(undefined, 'signatory-name'),
});

export const text = (words: string): Block => ({ kind: 'text', text: words });
export const heading = (words: string): Block => ({ kind: 'heading', text: words });
export const points = (sentences: readonly string[]): readonly Block[] =>
  sentences.map((sentence, at) => ({ kind: 'point', number: `${at + 1}.`, text: sentence }));

/** Words of a person under a heading; empty lines where there are none. */
export const told = (title: string, words: string | null, lines = 4): readonly Block[] => [
  heading(title),
  ...(words === null ? [{ kind: 'lines', count: lines } as const] : words.split(/\n+/).map(text)),
];
