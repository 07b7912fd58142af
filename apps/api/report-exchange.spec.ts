/** Reports leave as parcels in a real folder and answers come back as acts; whatever step a crash falls between, nothing is lost and nothing is done twice. */
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { validateXML } from 'xmllint-wasm';
import { domainCodec, type DomainEvents, streamOf } from '@nastavnik/domain';
import { monitoringReport, reportXml, sha256Of, streamReader } from '@nastavnik/evidence';
import { FolderChannel, type ParcelChannel } from '@nastavnik/platform/exchange';
import { foundSchools, startTestApi, type TestApi } from './api.testing';
import { readAcknowledgement, ReportExchange } from './report-exchange';

jest.setTimeout(120_000);

let api: TestApi;
let folder: string;
let organisationId: string;
let schoolId: string;
const clock = () => new Date('2022-01-10T09:00:00.000Z');

beforeAll(async () => {
  api = await startTestApi();
  const town = await foundSchools(api);
  [organisationId, schoolId] = [town.municipality, town.first];
});
afterAll(() => api?.stop());
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nastavnik-exchange-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const append = async (campaignId: string, type: DomainEvents['type'], effectiveOn: string, data: object) => {
  const encoded = domainCodec.encode({
    type,
    data: { campaignId, organisationId, effectiveOn, basis: { rules: [], evidence: {} }, ...data },
  } as unknown as DomainEvents);
  const id = randomUUID();
  const metadata = {
    ...{ recordedAt: `${effectiveOn}T09:00:00.000Z`, commandId: randomUUID() },
    actor: { id: randomUUID(), role: 'methodist' },
  };
  await api.store.append(streamOf.campaign(campaignId), 'any', [{ id, ...encoded, metadata }]);
  return id;
};
/** A campaign with its report sent to the region: what its parcel is called and which file it was. */
const sentReport = async (recipient = 'REGION', sha?: string) => {
  const campaignId = randomUUID();
  const indicators = [{ code: 'MEETINGS', aspect: 'PROCESS', title: 'Регулярность «встреч» & занятий' }];
  await append(campaignId, 'CampaignOpened', '2021-11-01', {
    ...{ kind: 'ANNUAL', year: 2021, snapshotOn: '2021-11-01', schoolIds: [schoolId], onRequest: false },
    window: { from: '2021-11-01', until: '2021-11-20' },
    indicatorSet: { version: 1, indicators },
  });
  await append(campaignId, 'MonitoringSubmitted', '2021-11-10', {
    ...{ schoolId, version: 1, late: false, counted: [] },
    stated: [{ indicator: 'MEETINGS', value: { kind: 'LEVEL', level: 'HIGH' } }],
  });
  await append(campaignId, 'SubmissionAccepted', '2021-11-12', { schoolId, version: 1 });
  await append(campaignId, 'CampaignConsolidated', '2021-11-25', {
    ...{ year: 2021, accepted: [{ schoolId, version: 1 }], missing: [] },
    totals: [{ indicator: 'MEETINGS', schools: 1, value: { kind: 'LEVELS', count: { HIGH: 1 } } }],
  });
  const events = await streamReader(api.store).read(streamOf.campaign(campaignId));
  const sha256 = sha256Of(reportXml(monitoringReport(events)!));
  const parcel = await append(campaignId, 'CampaignSent', '2021-12-01', {
    ...{ year: 2021, recipient, file: { sha256: sha ?? sha256 } },
  });
  return { campaignId, parcel, sha256 };
};
const exchange = () => new ReportExchange(null, api.store, api.postgres, api.app.get(CommandBus));
const ofRegion = () => path.join(folder, 'region');
const channelTo = (recipient: string): ParcelChannel =>
  new FolderChannel(path.join(folder, recipient.toLowerCase()));
/** @param region the region's channel, the usual one when absent */
const round = (region?: ParcelChannel) =>
  exchange().round({
    channelTo: (recipient) => (recipient === 'REGION' && region) || channelTo(recipient),
    everyMs: 1_000,
    clock,
  });
const acknowledgement = (campaignId: string, sha256: string, more: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<acknowledgement xmlns="urn:nastavnik:report:acknowledgement:1" campaign="${campaignId}" organisation="${organisationId}"
  recipient="REGION" sha256="${sha256}" on="2021-12-05" ${more}/>`;
const answerWith = (name: string, text: string): void => {
  mkdirSync(path.join(ofRegion(), 'inbox'), { recursive: true });
  writeFileSync(path.join(ofRegion(), 'inbox', name), text);
};
const listed = (...at: readonly string[]): readonly string[] => {
  const place = path.join(ofRegion(), ...at);
  return existsSync(place) ? readdirSync(place).sort() : [];
};
const answersIn = async (campaignId: string) =>
  (await streamReader(api.store).read(streamOf.campaign(campaignId))).filter(
    ({ type }) => type === 'ReportAcknowledged',
  );
const valid = async (contents: string, schema: string): Promise<boolean> => {
  const xsd = readFileSync(path.join(__dirname, '../../docs/schemas', schema), 'utf8');
  return (await validateXML({ xml: [{ fileName: 'file.xml', contents }], schema: [xsd] })).valid;
};
const die = (): never => {
  throw new Error('killed');
};
const killedBeforeSettling = (): ParcelChannel => {
  const channel = channelTo('REGION');
  return {
    send: (parcel) => channel.send(parcel),
    answers: () => channel.answers(),
    settle: async () => die(),
  };
};
/** A round that has sent its parcels and does not come to write how far it got. */
const killedBeforeCheckpoint = () => {
  const pool = {
    query: (text: string, values?: unknown[]) =>
      text.startsWith('insert into process_checkpoint') ? die() : api.postgres.query(text, values),
  };
  return new ReportExchange(null, api.store, pool as never, api.app.get(CommandBus)).round({
    channelTo: channelTo as never,
    everyMs: 1_000,
    clock,
  });
};

it('a report that is sent lies in the outbox whole: XML by its schema, a sheet, and a manifest with their digests', async () => {
  const { campaignId, parcel, sha256 } = await sentReport();
  await round();
  expect(listed('outbox')).toEqual([parcel]);
  expect(listed('outbox', parcel)).toEqual(['manifest.json', 'report.xlsx', 'report.xml']);
  const manifest = JSON.parse(readFileSync(path.join(ofRegion(), 'outbox', parcel, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ parcel, campaign: campaignId, recipient: 'REGION', sentOn: '2021-12-01' });
  for (const { name, sha256: said, size } of manifest.files) {
    const bytes = readFileSync(path.join(ofRegion(), 'outbox', parcel, name));
    expect([name, createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([
      name,
      said,
      size,
    ]);
  }
  expect(manifest.files[0]).toMatchObject({ name: 'report.xml', sha256 });
  const xml = readFileSync(path.join(ofRegion(), 'outbox', parcel, 'report.xml'), 'utf8');
  expect(await valid(xml, 'monitoring-report-1.xsd')).toBe(true);
  expect(await valid(xml.replace(' year="2021"', ''), 'monitoring-report-1.xsd')).toBe(false);
});

it('killed between the parcel and the checkpoint, or with half a parcel written: the same parcel, once', async () => {
  const { parcel } = await sentReport();
  mkdirSync(path.join(ofRegion(), 'outbox', `.${parcel}.partial`), { recursive: true });
  writeFileSync(path.join(ofRegion(), 'outbox', `.${parcel}.partial`, 'report.xml'), '<half');
  await expect(killedBeforeCheckpoint()).rejects.toThrow('killed');
  const written = readFileSync(path.join(ofRegion(), 'outbox', parcel, 'manifest.json'), 'utf8');
  await round();
  expect(listed('outbox')).toEqual([parcel]);
  expect(readFileSync(path.join(ofRegion(), 'outbox', parcel, 'manifest.json'), 'utf8')).toBe(written);
  // What has been taken away is not sent again.
  rmSync(path.join(ofRegion(), 'outbox', parcel), { recursive: true });
  await round();
  expect(listed('outbox')).toEqual([]);
});

it('an answer becomes an act once, whenever the process dies and however often the file comes', async () => {
  const { campaignId, sha256 } = await sentReport();
  const text = acknowledgement(campaignId, sha256, 'outcome="ACCEPTED" number="42-М/2021"');
  expect(await valid(text, 'report-acknowledgement-1.xsd')).toBe(true);
  answerWith('42.xml', text);
  await expect(round(killedBeforeSettling())).rejects.toThrow('not every answer');
  expect(listed('inbox')).toContain('42.xml');
  await round();
  answerWith('42-again.xml', text);
  await round();
  expect(listed('inbox', 'done')).toEqual(['42-again.xml', '42.xml']);
  expect((await answersIn(campaignId)).map(({ data }) => data)).toMatchObject([
    { outcome: 'ACCEPTED', number: '42-М/2021', recipient: 'REGION', sha256, effectiveOn: '2021-12-05' },
  ]);
});

it('a report that is no longer the file that was sent is set aside with the reason and shown; others leave', async () => {
  const wrong = await sentReport('REGION', 'f'.repeat(64));
  const right = await sentReport('REGION');
  const town = await sentReport('MUNICIPALITY');
  await round();
  expect(listed('outbox')).toEqual([right.parcel]);
  expect(readdirSync(path.join(folder, 'municipality', 'outbox'))).toEqual([town.parcel]);
  const { since, ...aside } = (await exchange().setAside())[0]!;
  expect(aside).toEqual({
    ...{ eventId: wrong.parcel, recipient: 'REGION', stream: streamOf.campaign(wrong.campaignId) },
    why: 'the report is not the file that was sent',
  });
  const shown = { parcel: wrong.parcel, why: aside.why, since: since.toISOString() };
  // Shown to the operator, and no reason to take the API out of service.
  expect(await exchange().health.check()).toMatchObject({ ok: true, detail: { setAside: [shown] } });
  await round();
  expect(await exchange().setAside()).toHaveLength(1);
  await api.postgres.query('delete from report_set_aside');
});

it('a recipient whose folder cannot be written waits alone, and is served when it can', async () => {
  const region = await sentReport('REGION');
  const town = await sentReport('MUNICIPALITY');
  // A file stands where the folder should be.
  writeFileSync(ofRegion(), '');
  await expect(round()).rejects.toThrow('not every answer');
  expect(readdirSync(path.join(folder, 'municipality', 'outbox'))).toEqual([town.parcel]);
  expect(await exchange().setAside()).toMatchObject([
    { eventId: region.parcel, recipient: 'REGION', why: 'ENOTDIR' },
  ]);
  rmSync(ofRegion());
  await round();
  expect(listed('outbox')).toEqual([region.parcel]);
  expect(await exchange().setAside()).toEqual([]);
});

it('an answer in another recipient’s folder is nobody’s', async () => {
  const { campaignId, sha256 } = await sentReport('MUNICIPALITY');
  const text = acknowledgement(campaignId, sha256, 'outcome="ACCEPTED" number="1"');
  answerWith('forged.xml', text.replace('"REGION"', '"MUNICIPALITY"'));
  await round();
  expect(listed('inbox', 'rejected')).toEqual(['forged.xml', 'forged.xml.why.txt']);
  expect(await answersIn(campaignId)).toEqual([]);
});

it('an answer that is refused, or no answer at all, lies among the rejected with the reason', async () => {
  const { campaignId, sha256 } = await sentReport();
  answerWith(
    'another-file.xml',
    acknowledgement(campaignId, '0'.repeat(64), 'outcome="ACCEPTED" number="1"'),
  );
  answerWith('broken.xml', acknowledgement(campaignId, sha256, 'outcome="ACCEPTED" number="1"').slice(0, -1));
  answerWith('unfinished.xml.tmp', acknowledgement(campaignId, sha256, 'outcome="ACCEPTED" number="1"'));
  answerWith('large.xml', `<a>${' '.repeat(300_000)}</a>`);
  await round();
  expect(listed('inbox', 'rejected')).toEqual([
    ...['another-file.xml', 'another-file.xml.why.txt', 'broken.xml', 'broken.xml.why.txt'],
    ...['large.xml', 'large.xml.why.txt'],
  ]);
  const why = (name: string) =>
    readFileSync(path.join(ofRegion(), 'inbox', 'rejected', `${name}.why.txt`), 'utf8');
  expect(why('another-file.xml')).toContain('Ответ относится к другому файлу');
  expect(why('broken.xml')).toContain('report-acknowledgement-1.xsd');
  expect(listed('inbox')).toContain('unfinished.xml.tmp');
  expect(await answersIn(campaignId)).toEqual([]);
});

it('reads what the schema allows and nothing else: no document type, no other namespace, no missing name', () => {
  const read = (text: string) => readAcknowledgement(Buffer.from(text));
  const good = acknowledgement(
    randomUUID(),
    'ab'.repeat(32),
    'outcome="REFUSED" reason="Не &quot;наш&quot; год"',
  );
  expect(read(good)).toMatchObject({ outcome: 'REFUSED', reason: 'Не "наш" год', recipient: 'REGION' });
  expect(read(good.replace('?>', '?><!DOCTYPE a [<!ENTITY x "y">]>'))).toBeUndefined();
  expect(read(good.replace('acknowledgement:1', 'acknowledgement:2'))).toBeUndefined();
  expect(read(good.replace('REGION', 'NEIGHBOUR'))).toBeUndefined();
  expect(read(good.replace('2021-12-05', '2021-13-05'))).toBeUndefined();
  expect(read(good.replace(/ campaign="[^"]*"/, ''))).toBeUndefined();
  expect(read('<other/>')).toBeUndefined();
  expect(read('')).toBeUndefined();
});
