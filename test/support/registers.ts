/** Registers and reports as they stand after everything that was done so far. For acceptance tests. */
import { connectEventStore } from '@nastavnik/platform/event-store';
import type { House, Person } from './house';

/** One line of a register. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- scenarios look into whatever came
export type Line = any;

/** Position that an answer must have seen so that it speaks of everything done so far. */
const headOf = async (house: House): Promise<bigint | undefined> => {
  const store = connectEventStore(house.standalone.eventStoreUrl);
  try {
    return await store.lastPosition();
  } finally {
    await store.close();
  }
};

const read = async <Name extends string, Answer>(
  names: readonly Name[],
  ask: (name: Name) => Promise<{ readonly status: number; readonly body: Answer }>,
): Promise<{ readonly [N in Name]: Answer }> => {
  const answers = names.map(async (name) => {
    const { status, body } = await ask(name);
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
    return [name, body] as const;
  });
  return Object.fromEntries(await Promise.all(answers)) as { readonly [N in Name]: Answer };
};

/**
 * Reads registers under their names: `await readRegisters(house, director, at, 'pairs', 'consents')`, one page of 200 each.
 * @param at `/v1/organisations/…` of a school, or of a municipality with its schools
 */
export const readRegisters = async <const Name extends string>(
  house: House,
  reader: Person,
  at: string,
  ...names: readonly Name[]
): Promise<{ readonly [N in Name]: readonly Line[] }> => {
  const head = await headOf(house);
  return read(names, async (name) => {
    const { status, body } = await reader.get(`${at}/registers/${name}?limit=200&after=${head}`);
    return { status, body: status === 200 ? body.items : body };
  });
};

/** Reads reports of a year in the same way; `year` as the question says it: `year=2021`. */
export const readReports = async <const Name extends string>(
  house: House,
  reader: Person,
  at: string,
  year: string,
  ...names: readonly Name[]
): Promise<{ readonly [N in Name]: Line }> => {
  const head = await headOf(house);
  return read(names, (name) => reader.get(`${at}/reports/${name}?${year}&after=${head}`));
};

/** What a regulation requires to be kept, each register filled or still empty. */
export const requiredRegisters = (documents: readonly Line[]): { readonly [title: string]: boolean } =>
  Object.fromEntries(
    documents
      .filter(({ kind }: Line) => kind === 'REGISTER')
      .map(({ title, there }: Line): [string, boolean] => [title, there]),
  );
