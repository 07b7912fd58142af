/** The OpenAPI document is valid, complete and served from this machine. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
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
