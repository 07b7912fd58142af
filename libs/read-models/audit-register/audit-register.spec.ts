/** The register of audits tells seed, sample, checks, findings with answers, and the act. */
import { AUDIT, AUDIT_FINDING, bodies } from '../bodies.testing';
import { beginning, COMPLETED, Ledger, OTHER_SCHOOL, SCHOOL } from '../read-models.testing';
import { parse } from '../register';
import { AuditRegisterQuery } from './audit-register';

describe('the register of audits', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, bodies);
  });
  afterAll(() => ledger.close());
  const find = async (organisationId: string, status?: 'OPEN' | 'CLOSED') =>
    parse(
      await new AuditRegisterQuery(ledger.postgres).find({
        organisationId,
        ...(status === undefined ? {} : { status }),
      }),
    ).items;

  it('tells what was drawn by what, what each pair has, what was found and what became of it', async () => {
    expect(await find(SCHOOL)).toEqual([
      {
        ...{ auditId: AUDIT, organisationId: SCHOOL, status: 'CLOSED', openedOn: '2021-12-01' },
        ...{ seed: 'Тираж 1234', position: '120', population: 2, size: 1 },
        pairs: [
          {
            ...{ pairId: COMPLETED, checkedOn: '2021-12-02', violating: [] },
            results: expect.objectContaining({ PROGRAMME: 'MISSING', ORDER: 'PRESENT' }) as unknown,
          },
        ],
        findings: [
          {
            ...{ findingId: AUDIT_FINDING, pairId: COMPLETED, kind: 'MISSING', item: 'PROGRAMME' },
            ...{
              recordedOn: '2021-12-03',
              answer: 'WILL_CORRECT',
              dueOn: '2021-12-20',
              outcome: 'CONFIRMED',
            },
          },
        ],
        ...{ actNumber: '1-А', closedOn: '2021-12-06' },
      },
    ]);
  });
  it('is asked by status and by organisation', async () => {
    expect([await find(SCHOOL, 'OPEN'), await find(OTHER_SCHOOL)]).toEqual([[], []]);
  });
});
