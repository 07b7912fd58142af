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
const sentReport = async () => {
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
    ...{ year: 2021, recipient: 'REGION', file: { sha256 } },
  });
  return { campaignId, parcel, sha256 };
};
const exchange = () => new ReportExchange(null, api.store, api.postgres, api.app.get(CommandBus));
const round = (channel: ParcelChannel = new FolderChannel(folder)) =>
  exchange().round({ channel, everyMs: 1_000, clock });
const acknowledgement = (campaignId: string, sha256: string, more: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<acknowledgement xmlns="urn:nastavnik:report:acknowledgement:1" campaign="${campaignId}" organisation="${organisationId}"
  recipient="REGION" sha256="${sha256}" on="2021-12-05" ${more}/>`;
const answerWith = (name: string, text: string): void => {
  mkdirSync(path.join(folder, 'inbox'), { recursive: true });
  writeFileSync(path.join(folder, 'inbox', name), text);
};
const listed = (...at: readonly string[]): readonly string[] => {
  const place = path.join(folder, ...at);
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
/** Dies at a step. */
const dying = (at: 'after-send' | 'before-settle'): ParcelChannel => {
  const channel = new FolderChannel(folder);
  const die = (): never => {
    throw new Error('killed');
  };
  return {
    send: async (parcel) => {
      await channel.send(parcel);
      if (at === 'after-send') die();
    },
    answers: () => channel.answers(),
    settle: async (...of) => (at === 'before-settle' ? die() : channel.settle(...of)),
  };
};

it('a report that is sent lies in the outbox whole: XML by its schema, a sheet, and a manifest with their digests', async () => {
  const { campaignId, parcel, sha256 } = await sentReport();
  await round();
  expect(listed('outbox')).toEqual([parcel]);
  expect(listed('outbox', parcel)).toEqual(['manifest.json', 'report.xlsx', 'report.xml']);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'outbox', parcel, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ parcel, campaign: campaignId, recipient: 'REGION', sentOn: '2021-12-01' });
  for (const { name, sha256: said, size } of manifest.files) {
    const bytes = readFileSync(path.join(folder, 'outbox', parcel, name));
    expect([name, createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([
      name,
      said,
      size,
    ]);
  }
  expect(manifest.files[0]).toMatchObject({ name: 'report.xml', sha256 });
  const xml = readFileSync(path.join(folder, 'outbox', parcel, 'report.xml'), 'utf8');
  expect(await valid(xml, 'monitoring-report-1.xsd')).toBe(true);
  expect(await valid(xml.replace(' year="2021"', ''), 'monitoring-report-1.xsd')).toBe(false);
});

it('killed between the parcel and the checkpoint, or with half a parcel written: the same parcel, once', async () => {
  const { parcel } = await sentReport();
  mkdirSync(path.join(folder, 'outbox', `.${parcel}.partial`), { recursive: true });
  writeFileSync(path.join(folder, 'outbox', `.${parcel}.partial`, 'report.xml'), '<half');
  await expect(round(dying('after-send'))).rejects.toThrow('killed');
  const written = readFileSync(path.join(folder, 'outbox', parcel, 'manifest.json'), 'utf8');
  await round();
  expect(listed('outbox')).toEqual([parcel]);
  expect(readFileSync(path.join(folder, 'outbox', parcel, 'manifest.json'), 'utf8')).toBe(written);
  // What has been taken away is not sent again.
  rmSync(path.join(folder, 'outbox', parcel), { recursive: true });
  await round();
  expect(listed('outbox')).toEqual([]);
});

it('an answer becomes an act once, whenever the process dies and however often the file comes', async () => {
  const { campaignId, sha256 } = await sentReport();
  const text = acknowledgement(campaignId, sha256, 'outcome="ACCEPTED" number="42-М/2021"');
  expect(await valid(text, 'report-acknowledgement-1.xsd')).toBe(true);
  answerWith('42.xml', text);
  await expect(round(dying('before-settle'))).rejects.toThrow('killed');
  expect(listed('inbox')).toContain('42.xml');
  await round();
  answerWith('42-again.xml', text);
  await round();
  expect(listed('inbox', 'done')).toEqual(['42-again.xml', '42.xml']);
  expect((await answersIn(campaignId)).map(({ data }) => data)).toMatchObject([
    { outcome: 'ACCEPTED', number: '42-М/2021', recipient: 'REGION', sha256, effectiveOn: '2021-12-05' },
  ]);
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
    readFileSync(path.join(folder, 'inbox', 'rejected', `${name}.why.txt`), 'utf8');
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
