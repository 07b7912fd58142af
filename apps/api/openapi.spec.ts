/** The OpenAPI document is valid, complete and served from this machine. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import { CADENCES } from '@nastavnik/domain';
import { exampleOf } from '@nastavnik/platform/http';
import { startTestApi, type TestApi } from './api.testing';

/** Redocly is published as ES modules only, which Jest does not load: asked in a process of its own. */
const lint = async (file: string): Promise<readonly string[]> => {
  const script = `
    import { createConfig, lintFromString } from '@redocly/openapi-core';
    import { readFileSync } from 'node:fs';
    const config = await createConfig({ extends: ['recommended'] });
    const found = await lintFromString({ source: readFileSync(process.argv[1], 'utf8'), config });
    console.log(JSON.stringify(found.map((p) => [p.severity, p.ruleId, p.message, p.location[0]?.pointer].join(' '))));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, file]);
  return JSON.parse(stdout) as readonly string[];
};

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

it('passes the recommended rules of Redocly without an error', async () => {
  const { status, body } = await api.request('GET', '/openapi.json');
  expect(status).toBe(200);
  expect(body.openapi).toBe('3.1.0');
  const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-openapi-'));
  try {
    const file = path.join(dir, 'openapi.json');
    writeFileSync(file, JSON.stringify(body));
    // A probe refuses nobody, so it has no 4XX.
    const found = await lint(file);
    expect(found.filter((line) => !/^warn operation-4xx-response .*~1(health|metrics)/.test(line))).toEqual(
      [],
    );
    const broken = path.join(dir, 'broken.json');
    writeFileSync(broken, JSON.stringify({ ...body, paths: { '/x/{id}': { get: { responses: {} } } } }));
    expect((await lint(broken)).length).toBeGreaterThan(0);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

it('describes every route of the application with the bodies and problems it has', async () => {
  const { body } = await api.request('GET', '/openapi.json');
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/v1/municipalities',
      '/v1/organisations/{organisationId}/regulation/parameters/{name}',
      '/v1/schools/{schoolId}/participants/{participantId}/consents/{consentId}/withdrawal',
      '/v1/schools/{schoolId}/pairs/{pairId}/meetings/{number}/cancellation',
      '/v1/pairs/{pairId}/history',
      '/health/ready',
    ]),
  );
  const meeting = body.paths['/v1/schools/{schoolId}/pairs/{pairId}/meetings'].post;
  expect(Object.keys(meeting.responses)).toEqual(
    expect.arrayContaining(['201', '400', '401', '403', '404', '409', '412', '413', '415', '422', '503']),
  );
  expect(body.components.schemas.PersonBody.required).toEqual(['familyName', 'givenName', 'birthDate']);
});

describe('examples', () => {
  interface Media {
    readonly schema?: Parameters<typeof exampleOf>[0];
    readonly example?: unknown;
    readonly examples?: { readonly [name: string]: { readonly value: unknown } };
  }
  interface Carrying {
    readonly content?: { readonly [type: string]: Media };
  }
  interface Operation {
    readonly requestBody?: Carrying;
    readonly responses: { readonly [status: string]: Carrying };
  }
  interface Document {
    readonly components: { readonly schemas: Parameters<typeof exampleOf>[1] };
    readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  }
  /** Bodies and successful answers of every operation that are not files, with what they are called. */
  const bodies = (document: Document): readonly (readonly [string, Media])[] =>
    Object.entries(document.paths).flatMap(([at, item]) =>
      Object.entries(item).flatMap(([method, { requestBody, responses }]) =>
        [
          ['body', requestBody] as const,
          ...Object.entries(responses).filter(([status]) => status.startsWith('2')),
        ].flatMap(([part, of]) =>
          Object.entries(of?.content ?? {})
            .filter(([, { schema }]) => schema?.format !== 'binary')
            .map(([type, media]) => [`${method} ${at} ${part} ${type}`, media] as const),
        ),
      ),
    );
  const valuesOf = ({ example, examples }: Media): readonly unknown[] =>
    example === undefined ? Object.values(examples ?? {}).map(({ value }) => value) : [example];

  /** What is wrong with the examples of a document: absent, or not what the schema says. */
  const faults = (document: Document): readonly string[] => {
    const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
    ajv.addSchema({ $id: 'api:', components: document.components });
    const absolute = (schema: unknown): object =>
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api:#/components'));
    return bodies(document).flatMap(([name, media]) => {
      const values = valuesOf(media);
      if (values.length === 0) {
        const made = exampleOf(media.schema ?? {}, document.components.schemas);
        return [`${name}: no example of ${'fields' in made ? made.fields.join(', ') : 'it'}`];
      }
      const valid = ajv.compile(absolute(media.schema ?? {}));
      return values.flatMap((value) =>
        valid(value) ? [] : [`${name}: ${ajv.errorsText(valid.errors)} in ${JSON.stringify(value)}`],
      );
    });
  };

  it('of every body and every successful answer, each as its schema says', async () => {
    const { body } = await api.request('GET', '/openapi.json');
    expect(bodies(body).length).toBeGreaterThan(200);
    expect(faults(body)).toEqual([]);
  });

  it('one that is absent or wrong is found', () => {
    const answer = (media: object) => ({
      get: { responses: { 200: { content: { 'application/json': media } } } },
    });
    const schema = {
      type: 'object',
      required: ['day'],
      properties: { day: { type: 'string', format: 'date' }, of: { type: 'string' } },
    };
    expect(
      faults({
        components: { schemas: {} },
        paths: {
          '/wrong': answer({ schema, example: { day: '2021-02-29' } }),
          '/absent': answer({ schema: { ...schema, required: ['of'] } }),
          '/right': answer({ schema, example: { day: '2021-02-28' } }),
        },
      }),
    ).toEqual([
      'get /wrong 200 application/json: data/day must match format "date" in {"day":"2021-02-29"}',
      'get /absent 200 application/json: no example of of',
    ]);
  });
});

it('has the route of every act that settles a deadline', async () => {
  const { body } = await api.request('GET', '/openapi.json');
  const routes = CADENCES.flatMap(({ settledBy }) => settledBy.map(({ route }) => route));
  const lost = routes.filter((route) => {
    const [method = '', at = ''] = route.split(' ');
    return body.paths[at]?.[method.toLowerCase()] === undefined;
  });
  expect(lost).toEqual([]);
});

it('/docs and all it loads come from here', async () => {
  const page = await api.request('GET', '/docs');
  expect(page.status).toBe(200);
  const assets = [...(page.body as string).matchAll(/(?:src|href)="([^"]+)"/g)].map(
    (match) => match[1] as string,
  );
  expect(assets.length).toBeGreaterThan(3);
  // The content security policy runs no script written into the page.
  expect(page.body).not.toMatch(/<script(?![^>]*src=)[^>]*>\s*\S/);
  for (const asset of assets) {
    expect(asset).not.toMatch(/^(https?:)?\/\//);
    expect(
      (await api.request('GET', new URL(asset, 'http://x/docs/').pathname.replace('/docs/docs', '/docs')))
        .status,
    ).toBe(200);
  }
});
