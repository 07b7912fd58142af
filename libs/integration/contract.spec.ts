/** What receivers rely on does not change under them: published schemas stay as they were published, and the document of them is valid. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { asyncApi } from './asyncapi';
import { type DataSchema, dataSchemas } from './public-events';

const PUBLISHED = path.join(__dirname, 'published');
const fileOf = (type: string): string => path.join(PUBLISHED, `${type}.json`);
const published = (type: string): DataSchema => JSON.parse(readFileSync(fileOf(type), 'utf8')) as DataSchema;

describe('a published schema', () => {
  it.each(Object.entries(dataSchemas))('%s is as it was published', (type, schema) => {
    // A new type is published by adding its file; a changed one is another type, `.v2`.
    expect(existsSync(fileOf(type))).toBe(true);
    expect(schema).toEqual(published(type));
  });

  it('is not withdrawn while somebody may still read it', () => {
    const types = readdirSync(PUBLISHED).map((file) => path.basename(file, '.json'));
    expect(types.sort()).toEqual(Object.keys(dataSchemas).sort());
  });
});

describe('the AsyncAPI document', () => {
  /** What the parser of AsyncAPI says, in a process of its own: it is large, and only asked here. */
  const findings = async (document: object): Promise<readonly { severity: number; message: string }[]> => {
    const script = `
      const { Parser } = require('@asyncapi/parser');
      new Parser().validate(process.argv[1]).then((found) => console.log(JSON.stringify(found)));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, JSON.stringify(document)]);
    return JSON.parse(stdout) as readonly { severity: number; message: string }[];
  };
  /** Severities of the parser: 0 is an error, 1 a warning; what is below is advice. */
  const wrong = async (document: object): Promise<readonly string[]> =>
    (await findings(document)).filter(({ severity }) => severity <= 1).map(({ message }) => message);

  it('is valid by the parser of AsyncAPI, which finds a planted error', async () => {
    expect(await wrong(asyncApi('1.0.0'))).toEqual([]);
    const { channels: _lost, ...broken } = asyncApi('1.0.0');
    expect(await wrong(broken)).not.toEqual([]);
  });

  it('speaks of every public type', () => {
    const { channels } = asyncApi('1.0.0') as unknown as { channels: Record<string, { address: string }> };
    expect(Object.values(channels).map(({ address }) => address)).toEqual(Object.keys(dataSchemas));
  });
});
