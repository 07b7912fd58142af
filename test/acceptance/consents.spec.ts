/** The ledger of consents: a withdrawal starts the clocks of federal law, they stand on the radar, and acts settle them. */
import { createHash, randomUUID } from 'node:crypto';
import type { Answer, Person } from '../support/house';
import { done, foundTown, type Town } from './municipal.testing';

jest.setTimeout(120_000);

let town: Town;
let curator: Person;
let person: string;
const [participant, stranger] = [randomUUID(), randomUUID()];
const textHash = createHash('sha256')
  .update('Согласие на обработку персональных данных, редакция 1')
  .digest('hex');
let consentId: string;
let last: Answer;

beforeAll(async () => {
  town = await foundTown({
    municipality: 'Город',
    school: 'МОУ СОШ № 62',
    utcOffsetMinutes: 180,
    on: '2021-01-11',
  });
  await done(
    town.director.post(`/v1/organisations/${town.schoolId}/regulation`, {
      ...{ document: 'МОУ СОШ № 62', basedOn: 'S62', effectiveOn: '2021-01-11' },
    }),
  );
  curator = town.person('curator');
  person = `${town.school}/participants/${participant}`;
  await done(town.order('1-Д', '2021-01-11', { kind: 'INTRODUCTION', from: '2021-01-11' }));
  const effectiveOn = '2021-01-12';
  for (const id of [participant, stranger]) {
    await done(town.register(id, 'STUDENT', '2008-05-05', { effectiveOn }));
  }
  const { body } = await done(
    curator.post(`${person}/consents`, {
      ...{
        purpose: 'PERSONAL_DATA',
        by: 'LEGAL_REPRESENTATIVE',
        written: true,
        textHash,
        effectiveOn: '2021-02-01',
      },
      representative: { familyName: 'Проверкина', givenName: 'Ольга', authority: 'мать' },
      validUntil: '2021-12-31',
    }),
  );
  consentId = body.id as string;
  last = await done(
    curator.post(`${person}/consents/${consentId}/withdrawal`, {
      by: 'LEGAL_REPRESENTATIVE',
      effectiveOn: '2021-03-01',
    }),
  );
});
afterAll(() => town?.house.stop());

const radar = async (on: string, status = 'OVERDUE'): Promise<readonly string[]> => {
  const { body } = await curator.get(
    `/v1/organisations/${town.schoolId}/deadlines?on=${on}&status=${status}&after=${last.body.position}`,
  );
  return body.items.map(({ cadence, due }: { cadence: string; due: string }) => `${cadence} ${due}`);
};
const ledger = async (who: Person = curator, on = '2021-04-02'): Promise<Answer> =>
  who.get(`${person}/consents?on=${on}`);

it('S62-4.11-2: что согласовано, под каким текстом, кем и на каком основании, до какого дня, когда отозвано', async () => {
  const { status, body } = await ledger();
  expect(status).toBe(200);
  expect(body.consents).toMatchObject([
    {
      ...{ consentId, purpose: 'PERSONAL_DATA', by: 'LEGAL_REPRESENTATIVE', written: true, textHash },
      ...{
        givenOn: '2021-02-01',
        validUntil: '2021-12-31',
        recorded: { by: { id: curator.id, role: 'curator' } },
      },
      representative: { familyName: 'Проверкина', authority: 'мать' },
      withdrawal: {
        on: '2021-03-01',
        clocks: [
          { duty: 'STOP_PROCESSING', by: '2021-03-16', dischargedOn: null },
          { duty: 'DESTROY', by: '2021-03-31', dischargedOn: null },
        ],
      },
    },
  ]);
  // On a day before the withdrawal it had not been withdrawn.
  expect((await ledger(curator, '2021-02-28')).body.consents).toMatchObject([{ withdrawal: null }]);
  const audited = (await ledger(town.house.person('auditor'))).body;
  expect(JSON.stringify(audited)).not.toContain('Проверкина');
  expect((await ledger(town.person('mentor'))).status).toBe(403);
});

it('сроки отзыва стоят на радаре, пока действие их не закроет', async () => {
  expect(await radar('2021-04-02')).toEqual(['processing-stopped 2021-03-16', 'data-destroyed 2021-03-31']);
  last = await done(
    curator.post(`${person}/data-duties/discharge`, {
      sourceId: consentId,
      duty: 'STOP_PROCESSING',
      effectiveOn: '2021-03-02',
    }),
  );
  expect(await radar('2021-04-02')).toEqual(['data-destroyed 2021-03-31']);
  const word = await curator.post(`${person}/data-duties/discharge`, {
    ...{ sourceId: consentId, duty: 'DESTROY', effectiveOn: '2021-03-02' },
  });
  expect(word.status).toBe(422);
  expect(word.body.reasons.map(({ rule }: { rule: string }) => rule)).toEqual(['destruction-by-its-act']);
});

it('законное основание хранить данные закрывает срок уничтожения и само видно до своего конца', async () => {
  last = await done(
    curator.post(`${person}/retention-grounds`, {
      law: 'ст. 22.1 125-ФЗ',
      until: '2026-03-10',
      effectiveOn: '2021-03-10',
    }),
  );
  expect(await radar('2021-04-02')).toEqual([]);
  expect(await radar('2026-03-01', 'UPCOMING')).toEqual(['retention-ends 2026-03-10']);
  expect((await ledger()).body.retention).toMatchObject([
    { law: 'ст. 22.1 125-ФЗ', until: '2026-03-10', inForce: true },
  ]);
  expect((await ledger(curator, '2026-03-11')).body.retention).toMatchObject([{ inForce: false }]);
});

it('требование исправить данные исполняется за семь рабочих дней; чужое требование не закрывает его', async () => {
  const { body } = await done(
    curator.post(`${person}/data-demands`, { demand: 'CORRECT', effectiveOn: '2021-04-01' }),
  );
  last = { ...last, body };
  expect(await radar('2021-04-20')).toEqual(['data-corrected 2021-04-12']);
  const other = await curator.post(`${town.school}/participants/${stranger}/data-duties/discharge`, {
    ...{ sourceId: body.id, duty: 'CORRECT', effectiveOn: '2021-04-05' },
  });
  expect(other.status).toBe(422);
  last = await done(
    curator.post(`${person}/data-duties/discharge`, {
      sourceId: body.id,
      duty: 'CORRECT',
      effectiveOn: '2021-04-05',
    }),
  );
  expect(await radar('2021-04-20')).toEqual([]);
  expect((await ledger(curator, '2021-04-20')).body.demands).toMatchObject([
    { demand: 'CORRECT', clocks: [{ duty: 'CORRECT', dischargedOn: '2021-04-05' }] },
  ]);
});

it('пока основание действует, данные не уничтожаются; уничтожение закрывает срок', async () => {
  const officer = town.person('data-protection-officer');
  const erase = (effectiveOn: string): Promise<Answer> =>
    officer.post(`${person}/erasure`, { reason: 'CONSENT_WITHDRAWN', effectiveOn });
  const refused = await erase('2026-03-10');
  expect(refused.status).toBe(422);
  expect(refused.body.reasons.map(({ rule }: { rule: string }) => rule)).toEqual([
    'no-lawful-ground-to-retain',
  ]);
  expect(refused.body.reasons[0]).toMatchObject({
    message: 'Хранить велит ст. 22.1 125-ФЗ, по 10.03.2026',
    missing: [{ kind: 'retention', detail: { law: 'ст. 22.1 125-ФЗ', until: '2026-03-10' } }],
  });
  expect(await radar('2026-03-11')).toEqual(['retention-ends 2026-03-10']);
  last = await done(erase('2026-03-11'));
  expect(await radar('2026-03-11')).toEqual([]);
  const { body } = await ledger(curator, '2026-03-11');
  expect(body.consents[0].withdrawal.clocks).toMatchObject([
    { dischargedOn: '2021-03-02' },
    { dischargedOn: '2026-03-11' },
  ]);
  // Who the representative was is gone with the rest.
  expect(JSON.stringify(body)).not.toContain('Проверкина');
});
