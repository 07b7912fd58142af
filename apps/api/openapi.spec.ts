/** The OpenAPI document is valid, complete and served from this machine. */
import { bundleFromString, createConfig, lintFromString } from '@redocly/openapi-core';
import { startTestApi, type TestApi } from './api.testing';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

it('passes the recommended rules of Redocly without an error', async () => {
  const { status, body } = await api.request('GET', '/openapi.json');
  expect(status).toBe(200);
  expect(body.openapi).toBe('3.1.0');
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(body), config });
  expect(
    problems.map(
      ({ ruleId, severity, message, location }) => `${severity} ${ruleId} ${message} ${location[0]?.pointer}`,
    ),
  ).toEqual([]);
  await expect(bundleFromString({ source: JSON.stringify(body), config })).resolves.toBeDefined();
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
  for (const asset of assets) {
    expect(asset).not.toMatch(/^(https?:)?\/\//);
    expect(
      (await api.request('GET', new URL(asset, 'http://x/docs/').pathname.replace('/docs/docs', '/docs')))
        .status,
    ).toBe(200);
  }
});
