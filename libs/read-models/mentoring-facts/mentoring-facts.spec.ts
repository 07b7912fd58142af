/** Facts that reports count: events in, rows out, and figures as of any day of the year that the rows tell. */
import type { IsoDate } from '@nastavnik/kernel';
import {
  ANNA,
  beginning,
  COMPLETED,
  end,
  ENDED,
  Ledger,
  middle,
  MUNICIPALITY,
  PAIRS_ORDER,
  PROPOSED,
  SCHOOL,
  tell,
} from '../read-models.testing';
import { amount, figuresOf, inForce, programmeInAction } from './figures';
import { MentoringFactsQuery } from './mentoring-facts';

const YEAR = { from: '2021-01-01', until: '2021-12-31' };
const PROGRAMME_ORDER = '00000000-0000-4000-8000-0000000000f1';
const CANCELLING_ORDER = '00000000-0000-4000-8000-0000000000f2';
const programme = tell(`order-${PROGRAMME_ORDER}`, 'OrderIssued', '2021-01-20', {
  ...{ orderId: PROGRAMME_ORDER, organisationId: SCHOOL, number: '7-Д', register: 'MAIN' },
  ...{ issuedOn: '2021-01-20', legalBasis: ['273-ФЗ'], content: { kind: 'PROGRAMME', title: 'Программа' } },
});
const cancelled = tell(`order-${PROGRAMME_ORDER}`, 'OrderCancelled', '2021-12-01', {
  ...{ orderId: PROGRAMME_ORDER, organisationId: SCHOOL, by: CANCELLING_ORDER, reason: 'Издан с ошибкой' },
});

describe('facts that reports count', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, middle, end, [programme, cancelled]);
  });
  afterAll(() => ledger.close());

  const school = async (until: IsoDate = YEAR.until) =>
    (await new MentoringFactsQuery(ledger.postgres).find(SCHOOL, { ...YEAR, until }))!.own;

  it('a municipality has its schools beside it, a school itself alone, and nobody what is not registered', async () => {
    const query = new MentoringFactsQuery(ledger.postgres);
    const found = await query.find(MUNICIPALITY, YEAR);
    expect(found!.own).toMatchObject({ level: 'MUNICIPALITY', type: null, pairs: [] });
    expect(found!.schools.map(({ name }) => name)).toEqual(['Лицей № 1', 'МОУ СОШ № 62']);
    expect((await query.find(SCHOOL, YEAR))!.schools).toEqual([]);
    expect(await query.find(ANNA, YEAR)).toBeUndefined();
  });

  it('each figure is the list of acts it counts, with their days and positions', async () => {
    const figures = figuresOf(await school(), YEAR);
    expect(figures.PAIRS_FIXED.map(({ id }) => id)).toEqual(expect.arrayContaining([COMPLETED, ENDED]));
    expect(figures.PAIRS_FIXED.map(({ id }) => id)).not.toContain(PROPOSED);
    expect(figures.PAIRS_COMPLETED.map(({ id }) => id)).toEqual([COMPLETED]);
    expect(figures.PAIRS_ENDED_EARLY.map(({ id }) => id)).toEqual([ENDED]);
    for (const { on, at } of figures.MEETINGS_HELD) {
      expect(on >= YEAR.from && on <= YEAR.until).toBe(true);
      expect(at).toMatch(/^\d+$/);
    }
    const { pairs } = await school();
    const kept = pairs.flatMap(({ meetings }) => meetings);
    expect(amount(figures.MEETINGS_HELD)).toBe(kept.length);
  });

  it('S62-4.13: a pair is in force from its first day by order to the day it is closed, both included', async () => {
    const pair = (await school()).pairs.find(({ pairId }) => pairId === COMPLETED)!;
    expect(pair.fixed!.orderId).toBe(PAIRS_ORDER);
    const dayBefore = (day: IsoDate) =>
      new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    const dayAfter = (day: IsoDate) =>
      new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    const closed = pair.closed!.on;
    expect(
      [dayBefore(pair.from!), pair.from!, closed, dayAfter(closed)].map((day) => inForce(pair, day)),
    ).toEqual([false, true, true, false]);
  });

  it('SEV-IV-4a: a programme is in action while its order stands and a pair is in force, and says what is missing', async () => {
    const told = async (day: IsoDate) => {
      const { counted, missing, acts } = programmeInAction(await school(), day);
      return { counted, missing, by: acts.map(({ kind, id }) => [kind, id]) };
    };
    const during = await told('2021-03-01');
    expect(during).toMatchObject({ counted: true, missing: [] });
    expect(during.by[0]).toEqual(['order', PROGRAMME_ORDER]);
    expect(await told('2021-01-19')).toEqual({ counted: false, missing: ['PROGRAMME', 'PAIRS'], by: [] });
    expect(await told('2021-01-21')).toMatchObject({ counted: false, missing: ['PAIRS'] });
    expect((await told('2021-12-01')).missing).toContain('PROGRAMME');
  });
});
