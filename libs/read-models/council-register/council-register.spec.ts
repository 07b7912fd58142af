/** The register of councils knows members, sessions with what they did, and the union's opinions. */
import { bodies, COUNCIL, DISPUTE, OLD_COUNCIL, RMO } from '../bodies.testing';
import {
  beginning,
  GRADUATE,
  Ledger,
  MUNICIPALITY,
  OTHER_SCHOOL,
  SCHOOL,
  TEACHER,
} from '../read-models.testing';
import { parse } from '../register';
import { CouncilRegisterQuery } from './council-register';

describe('the register of councils', () => {
  let ledger: Ledger;
  let query: CouncilRegisterQuery;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, bodies);
    query = new CouncilRegisterQuery(ledger.postgres);
  });
  afterAll(() => ledger.close());
  const find = async (organisationId: string) => parse(await query.find({ organisationId })).items;

  it('tells the whole life of each, of one organisation', async () => {
    expect(await find(SCHOOL)).toEqual([
      expect.objectContaining({ councilId: OLD_COUNCIL, disbandedOn: '2021-01-31', sessions: [] }),
      {
        councilId: COUNCIL,
        organisationId: SCHOOL,
        kind: 'MENTORS_COUNCIL',
        headId: GRADUATE,
        memberIds: [TEACHER, GRADUATE],
        publicCouncils: ['Совет наставников района'],
        formedOn: '2021-02-01',
        disbandedOn: null,
        sessions: [
          {
            number: 1,
            on: '2021-04-05',
            attendeeIds: [TEACHER, GRADUATE],
            items: [{ function: 'ARBITRATION', appealId: DISPUTE, outcome: 'SETTLED' }],
          },
        ],
      },
    ]);
    expect((await find(MUNICIPALITY)).map(({ councilId }) => councilId)).toEqual([RMO]);
    expect(await find(OTHER_SCHOOL)).toEqual([]);
  });
  it('keeps what the union said', async () => {
    expect(await query.opinions(SCHOOL)).toEqual([
      {
        ...{ act: 'REWARDS', title: 'Положение о поощрении', on: '2021-02-10', union: 'PRIMARY' },
        ...{ protocolNumber: '7', opinion: 'AGREED' },
      },
    ]);
    expect(await query.opinions(MUNICIPALITY)).toEqual([]);
  });
});
