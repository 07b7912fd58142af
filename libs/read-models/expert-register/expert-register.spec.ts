/** One base of mentors and experts for the whole municipality, by area, deficit and channel, with the day it was last renewed. */
import {
  beginning,
  GRADUATE,
  Ledger,
  MUNICIPALITY,
  OTHER_SCHOOL,
  SCHOOL,
  shared,
  TEACHER,
  tell,
} from '../read-models.testing';
import { streamOf } from '@nastavnik/domain';
import { parse } from '../register';
import { type ExpertRegisterQuestion, ExpertRegisterQuery } from './expert-register';

describe('SEV-IV-7c, SEV-V-2.1: the unified base of mentors and experts', () => {
  let ledger: Ledger;
  let query: ExpertRegisterQuery;
  beforeAll(async () => {
    ledger = await Ledger.open();
    query = new ExpertRegisterQuery(ledger.postgres);
    await ledger.tell(beginning, shared);
  });
  afterAll(() => ledger.close());

  const ids = async (question: Partial<ExpertRegisterQuestion> = {}) =>
    parse(await query.find({ organisationId: OTHER_SCHOOL, ...question })).items.map(
      ({ participantId }) => participantId,
    );

  it('is the same from every school of the municipality and from the municipality', async () => {
    for (const organisationId of [SCHOOL, OTHER_SCHOOL, MUNICIPALITY])
      expect(await ids({ organisationId })).toEqual([GRADUATE, TEACHER]);
    expect(parse(await query.find({ organisationId: OTHER_SCHOOL, sort: '-updatedOn' })).items[0]).toEqual({
      ...{ participantId: TEACHER, schoolId: SCHOOL, areas: ['Математика'] },
      ...{ deficits: ['Оценивание', 'Темп урока'], channel: 'MIXED', scope: 'MUNICIPAL' },
      ...{ listedOn: '2021-05-02', updatedOn: '2021-09-02', formVersion: 1 },
    });
  });
  it('is searched by educational area and by deficit', async () => {
    expect(await ids({ area: 'математика' })).toEqual([TEACHER]);
    expect(await ids({ deficit: 'Темп урока' })).toEqual([TEACHER]);
    expect(await ids({ area: 'Физика', deficit: 'Темп урока' })).toEqual([]);
    expect(await ids({ area: 'Оценивание' })).toEqual([]);
  });
  it('finds help by the internet, from the country, the region or the municipality', async () => {
    expect(await ids({ channel: 'ONLINE', scope: 'NATIONAL' })).toEqual([GRADUATE]);
    expect(await ids({ scope: 'REGIONAL' })).toEqual([]);
  });
  it('SEV-IV-7b: tells which entries were not brought up to date, and the form in use', async () => {
    expect(await ids({ updatedBefore: '2021-09-01' })).toEqual([GRADUATE]);
    expect(await query.form(OTHER_SCHOOL)).toEqual({
      ...{ version: 1, approvedOn: '2021-05-01', columns: ['Область'], waysOfFilling: ['Анкета'] },
    });
    expect(await query.form(id404)).toBeNull();
  });
  it('forgets who was removed', async () => {
    await ledger.tell([
      tell(streamOf.participant(GRADUATE), 'ExpertEntryRemoved', '2021-10-01', {
        ...{ participantId: GRADUATE, schoolId: SCHOOL },
      }),
    ]);
    expect(await ids()).toEqual([TEACHER]);
  });
});

const id404 = '00000000-0000-4000-8000-000000000404';
