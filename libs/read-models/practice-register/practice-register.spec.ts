/** Banks of programmes and practices: what stands in them, how far each has come, and what a municipality sees of its schools. */
import {
  beginning,
  CIRCLES,
  Ledger,
  MUNICIPALITY,
  OTHER_SCHOOL,
  PROGRAMME,
  SCHOOL,
  shared,
  TAKEN,
  TEACHER,
} from '../read-models.testing';
import { parse } from '../register';
import { type PracticeRegisterQuestion, PracticeRegisterQuery } from './practice-register';

describe('S62-3.2-7, KIL-6.2-7: the banks of programmes and practices', () => {
  let ledger: Ledger;
  let query: PracticeRegisterQuery;
  beforeAll(async () => {
    ledger = await Ledger.open();
    query = new PracticeRegisterQuery(ledger.postgres);
    await ledger.tell(beginning, shared);
  });
  afterAll(() => ledger.close());

  const find = async (question: Partial<PracticeRegisterQuestion> = {}) =>
    parse(await query.find({ organisationId: SCHOOL, ...question })).items;
  const ids = async (question: Partial<PracticeRegisterQuestion> = {}) =>
    (await find(question)).map(({ practiceId }) => practiceId);

  it('show title, authors, form, level, status and text, programmes apart from practices', async () => {
    expect(await find({ kind: 'PRACTICE' })).toEqual([
      {
        ...{ practiceId: CIRCLES, organisationId: SCHOOL, kind: 'PRACTICE', title: 'Круги наставничества' },
        ...{ authorIds: [TEACHER], form: 'TEACHER_TEACHER', level: 'SCHOOL', topics: ['Адаптация'] },
        ...{ link: null, hash: 'ef'.repeat(32), partIds: [], sourceId: null, status: 'ACCEPTED' },
        ...{ reviewer: 'COUNCIL', submittedOn: '2021-05-01', reviewedOn: '2021-05-04', selectedOn: null },
        ...{ publishedOn: null, materialId: null, namedIds: [], withdrawnOn: null },
      },
    ]);
    expect(await find({ kind: 'PROGRAMME' })).toMatchObject([
      { practiceId: PROGRAMME, status: 'WITHDRAWN', withdrawnOn: '2021-05-06', level: 'REGIONAL' },
    ]);
  });
  it('are searched by title and topic in any letters, and filtered', async () => {
    expect(await ids({ search: 'КРУГИ' })).toEqual([CIRCLES]);
    expect(await ids({ search: 'адаптац' })).toEqual([CIRCLES, PROGRAMME]);
    expect(await ids({ search: '%' })).toEqual([]);
    expect(await ids({ status: 'ACCEPTED', form: 'TEACHER_TEACHER', level: 'SCHOOL' })).toEqual([CIRCLES]);
    expect(await ids({ sort: '-title' })).toEqual([PROGRAMME, CIRCLES]);
    expect(await ids({ organisationId: OTHER_SCHOOL })).toEqual([]);
  });
  it('IZO-5-06: a municipality sees its own bank, its schools’ beside it, and how much of it is shared', async () => {
    expect(await find({ organisationId: MUNICIPALITY })).toMatchObject([
      {
        ...{ practiceId: TAKEN, sourceId: CIRCLES, status: 'PUBLISHED', publishedOn: '2021-06-04' },
        ...{ level: 'MUNICIPAL', namedIds: [TEACHER], reviewer: 'METHOD_CABINET' },
      },
    ]);
    expect(await ids({ organisationId: MUNICIPALITY, withSchools: true })).toEqual([
      CIRCLES,
      PROGRAMME,
      TAKEN,
    ]);
    expect(await query.totals({ organisationId: MUNICIPALITY, withSchools: true })).toEqual({
      ...{ banked: 2, published: 1, takenOver: 1 },
    });
    expect(await query.totals({ organisationId: SCHOOL })).toEqual({ banked: 1, published: 0, takenOver: 0 });
  });
});
