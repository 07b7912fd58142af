/** Bad input over HTTP: each its own problem, nothing written, nothing personal in the log. */
import { request as httpRequest } from 'node:http';
import { randomUUID } from 'node:crypto';
import { type Answer, type Client, foundSchools, startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let curator: Client;
let participants: string;

const person = {
  familyName: 'Тайнова',
  givenName: 'Секретина',
  birthDate: '2006-03-14',
  contacts: '+79990001122',
};
const registration = () => ({
  effectiveOn: '2021-01-18',
  kind: 'STUDENT',
  employed: false,
  person: { ...person },
});

beforeAll(async () => {
  api = await startTestApi();
  town = await foundSchools(api);
  ({ curator } = town);
  participants = `/v1/schools/${town.first}/participants`;
});
afterAll(() => api?.stop());

/** A refused request: problem details of this type, and the log is where it was. */
const refused = async (ask: () => Promise<Answer>, status: number, slug: string): Promise<Answer> => {
  const before = await api.head();
  const answer = await ask();
  expect({ status: answer.status, type: answer.body?.type }).toEqual({
    status,
    type: `urn:problem:nastavnik:${slug}`,
  });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    status,
    title: expect.any(String),
    instance: expect.stringMatching(/^urn:uuid:/),
  });
  expect(await api.head()).toBe(before);
  return answer;
};

describe('a body that cannot be read', () => {
  it.each([
    ['cut off', '{"effectiveOn": "2021-01-18", "person": {"familyName": "Тайнова"'],
    ['not JSON', 'Тайнова Секретина'],
    ['empty', ''],
    ['poisoned', '{"__proto__": {"admin": true}}'],
  ])('%s: 400 malformed-json', async (_, raw) => {
    const bearer = await api.issuer.issue({ role: 'curator', organisationId: town.first });
    const answer = await refused(
      () =>
        api.request('POST', participants, {
          raw,
          headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        }),
      400,
      'malformed-json',
    );
    expect(JSON.stringify(answer.body)).not.toContain('Тайнова');
  });

  it('a list, a string, a number or null is not an act', async () => {
    for (const body of [[], 'Тайнова', 1, null]) {
      await refused(() => curator.post(participants, body), 400, 'invalid-request');
    }
  });

  it('nested without end is refused and does not end the process', async () => {
    const deep = `{"person":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const bearer = await api.issuer.issue({ role: 'curator', organisationId: town.first });
    await refused(
      () => api.request('POST', participants, { raw: deep, headers: { authorization: `Bearer ${bearer}` } }),
      400,
      'invalid-request',
    );
  });

  it('another media type: 415', async () => {
    const bearer = await api.issuer.issue({ role: 'curator', organisationId: town.first });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      await refused(
        () =>
          api.request('POST', participants, {
            raw: 'a=1',
            headers: { authorization: `Bearer ${bearer}`, 'content-type': type },
          }),
        415,
        'unsupported-media-type',
      );
    }
  });

  it.each(['with its length said', 'in chunks'])(
    '10 MB %s: a clean 413, not a reset connection',
    async (how) => {
      const bearer = await api.issuer.issue({ role: 'curator', organisationId: town.first });
      const body = Buffer.from(JSON.stringify({ ...registration(), note: 'я'.repeat(5 * 1024 * 1024) }));
      expect(body.length).toBeGreaterThan(10 * 1024 * 1024);
      const before = await api.head();
      for (let attempt = 0; attempt < 5; attempt++) {
        const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
          const sending = httpRequest(
            `${api.url}${participants}`,
            {
              method: 'POST',
              headers: {
                authorization: `Bearer ${bearer}`,
                'content-type': 'application/json',
                ...(how === 'in chunks' ? {} : { 'content-length': body.length }),
              },
            },
            (response) => {
              let text = '';
              response.on('data', (chunk: Buffer) => (text += chunk.toString()));
              response.on('end', () => resolve({ status: response.statusCode, body: text }));
            },
          );
          sending.on('error', reject);
          for (let at = 0; at < body.length; at += 65_536) sending.write(body.subarray(at, at + 65_536));
          sending.end();
        });
        expect(answer.status).toBe(413);
        expect(JSON.parse(answer.body)).toMatchObject({
          type: 'urn:problem:nastavnik:body-too-large',
          status: 413,
        });
      }
      expect(await api.head()).toBe(before);
    },
  );
});

describe('a body that says something else', () => {
  it('lists every bad field at once, nested ones too, with pointers, in both languages, without the values', async () => {
    const body = {
      effectiveOn: '2021-02-29',
      kind: 'WIZARD-Тайнова',
      employed: 'yes',
      surprise: 1,
      person: {
        ...person,
        familyName: 7,
        givenName: undefined,
        birthDate: '14.03.2006',
        snils: '123-456-789 00',
      },
    };
    const answer = await refused(() => curator.post(participants, body), 400, 'invalid-request');
    const byPointer = Object.fromEntries(
      answer.body.errors.map((error: { pointer: string; detail: string }) => [error.pointer, error.detail]),
    );
    expect(byPointer).toMatchObject({
      '#/effectiveOn': 'нужна существующая дата вида ГГГГ-ММ-ДД',
      '#/kind': expect.stringContaining('допустимо: STUDENT'),
      '#/employed': 'нужно true или false',
      '#/surprise': 'такого поля нет',
      '#/person/familyName': 'нужна строка',
      '#/person/givenName': 'обязательно и не указано',
      '#/person/birthDate': 'нужна существующая дата вида ГГГГ-ММ-ДД',
      '#/person/snils': 'такого поля нет',
    });
    expect(Object.keys(byPointer)).toHaveLength(8);
    expect(JSON.stringify(answer.body)).not.toMatch(/Тайнова|123-456|14\.03|"7"/);

    const english = await curator.post(participants, body, { 'accept-language': 'en' });
    expect(english.headers.get('content-language')).toBe('en');
    expect(english.body.errors).toContainEqual({ pointer: '#/person/givenName', detail: 'is required' });
  });

  it.each([
    '2021-02-29',
    '2021-13-01',
    '2021-04-31',
    '0000-00-00',
    '2021-1-1',
    '2021-01-18T00:00:00Z',
    20210118,
    null,
  ])('a date that does not exist: %s', async (effectiveOn) => {
    const answer = await refused(
      () => curator.post(participants, { ...registration(), effectiveOn }),
      400,
      'invalid-request',
    );
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer: '#/effectiveOn' })]);
  });

  it('an id in capitals is no id, null is not absence, NUL cannot be stored', async () => {
    for (const wrong of [
      { id: randomUUID().toUpperCase() },
      { position: null },
      { person: { ...person, givenName: 'Анна\u0000' } },
      { person: { ...person, givenName: 'Анна\ud800' } },
      { person: [person] },
    ]) {
      await refused(
        () => curator.post(participants, { ...registration(), ...wrong }),
        400,
        'invalid-request',
      );
    }
  });

  it('content of an order is checked by its kind', async () => {
    const order = { number: '9-Д', register: 'MAIN', issuedOn: '2021-01-12', legalBasis: ['273-ФЗ'] };
    const at = `/v1/schools/${town.first}/orders`;
    const wrongKind = await refused(
      () => town.director.post(at, { ...order, content: { kind: 'PARDON', on: '2021-01-12' } }),
      400,
      'invalid-request',
    );
    expect(wrongKind.body.errors).toContainEqual(expect.objectContaining({ pointer: '#/content/kind' }));
    const wrongPair = await refused(
      () =>
        town.director.post(at, {
          ...order,
          content: {
            kind: 'PAIRS',
            pairs: [{ pairId: 'x', from: '2021-01-32', until: '2021-12-31', bonus: 1 }],
          },
        }),
      400,
      'invalid-request',
    );
    expect(wrongPair.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '#/content/pairs/0/bonus',
      '#/content/pairs/0/from',
      '#/content/pairs/0/pairId',
    ]);
  });

  it('parameters of a regulation are checked against their types', async () => {
    const answer = await refused(
      () =>
        town.director.put(`/v1/organisations/${town.first}/regulation/parameters/pairOrder`, {
          effectiveOn: '2021-01-18',
          value: 'sometimes',
          clauses: [],
        }),
      400,
      'invalid-request',
    );
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer: '#/value' })]);
    await refused(
      () =>
        town.director.put(`/v1/organisations/${town.first}/regulation/parameters/__proto__`, {
          effectiveOn: '2021-01-18',
          value: 1,
          clauses: [],
        }),
      404,
      'not-found',
    );
  });

  it('queries refuse unknown parameters and wrong values', async () => {
    const at = `/v1/schools/${town.first}/registers/pairs`;
    for (const query of [
      '?limit=0',
      '?limit=many',
      '?after=-1',
      '?after=1&after=2',
      '?secret=1',
      '?cursor=zzz',
      '?sort=name',
    ]) {
      await refused(() => curator.get(`${at}${query}`), 400, 'invalid-request');
    }
  });
});

describe('addresses', () => {
  it('unknown: 404; another method: 405 with what is allowed', async () => {
    await refused(() => curator.get('/v1/nowhere'), 404, 'not-found');
    await refused(() => curator.get('/v1/pairs/not-an-id'), 404, 'not-found');
    const bearer = await api.issuer.issue({ role: 'curator', organisationId: town.first });
    const answer = await refused(
      () => api.request('DELETE', participants, { headers: { authorization: `Bearer ${bearer}` } }),
      405,
      'method-not-allowed',
    );
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('another school: 403; an id of another school under this one: 404', async () => {
    const stranger = api.as('curator', { organisationId: town.second });
    await refused(() => stranger.post(participants, registration()), 403, 'forbidden');
    await refused(() => stranger.get(`/v1/schools/${town.first}/registers/mentees`), 403, 'forbidden');
    const { body } = town.must(await curator.post(participants, registration()));
    const base = { effectiveOn: '2021-01-18', categories: ['LOW_RESULTS'], tasks: ['LIFE'] };
    await refused(
      () => stranger.post(`/v1/schools/${town.second}/participants/${body.id}/mentee-base`, base),
      404,
      'not-found',
    );
    await refused(() => curator.post(`${participants}/${randomUUID()}/mentee-base`, base), 404, 'not-found');
  });
});

describe('conditions and repetition', () => {
  it('a stale If-Match: 412 with the current revision; a wrong one: 400', async () => {
    const { body } = town.must(await curator.post(participants, registration()));
    const at = `${participants}/${body.id}/mentee-base`;
    const base = { effectiveOn: '2021-01-18', categories: ['LOW_RESULTS'], tasks: ['LIFE'] };
    town.must(await curator.post(at, base, { 'if-match': '"0"' }));
    const answer = await refused(
      () =>
        curator.post(
          `${participants}/${body.id}/mentor-base`,
          { effectiveOn: '2021-01-18', category: 'STUDENT', experience: ['LIFE'] },
          { 'if-match': '"0"' },
        ),
      412,
      'precondition-failed',
    );
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body.revision).toBe('1');
    await refused(() => curator.post(at, base, { 'if-match': '5' }), 400, 'invalid-request');
    await refused(() => curator.post(at, base, { 'if-match': 'W/"5"' }), 400, 'invalid-request');
  });

  it('the same Idempotency-Key: the first answer again; with another body: refused', async () => {
    const key = { 'idempotency-key': 'registration-1' };
    const body = registration();
    const first = town.must(await curator.post(participants, body, key));
    const head = await api.head();
    const { person: who, ...rest } = body;
    const second = town.must(await curator.post(participants, { person: who, ...rest }, key));
    expect(second.body).toEqual({ ...first.body, repeated: true });
    expect(await api.head()).toBe(head);
    const other = await refused(
      () => curator.post(participants, { ...body, person: { ...person, givenName: 'Другая' } }, key),
      422,
      'refused',
    );
    expect(other.body.reasons[0].rule).toBe('idempotency-key-reused');
    const someoneElse = api.as('curator', { organisationId: town.first });
    const third = town.must(await someoneElse.post(participants, body, key));
    expect(third.body.id).not.toBe(first.body.id);
    await refused(
      () => curator.post(participants, body, { 'idempotency-key': 'два слова'.replace(/[^ -~]/g, 'x') }),
      400,
      'invalid-request',
    );
  });

  it('a query that must have seen what has not happened: 504', async () => {
    const answer = await refused(
      () => curator.get(`/v1/schools/${town.first}/registers/mentees?after=999999999`),
      504,
      'not-yet-visible',
    );
    expect(answer.headers.get('retry-after')).toBe('2');
  });
});

describe('who calls', () => {
  it('no token, a broken, a foreign and an expired one: 401 with a challenge', async () => {
    const none = await refused(
      () => api.request('POST', participants, { body: registration() }),
      401,
      'unauthenticated',
    );
    expect(none.headers.get('www-authenticate')).toBe('Bearer realm="nastavnik"');
    const good = await api.issuer.issue({ role: 'curator', organisationId: town.first });
    const [head, payload] = good.split('.') as [string, string, string];
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const expired = await api.issuer.issue({ role: 'curator', organisationId: town.first, ttl: -60 });
    for (const token of ['x', unsigned, `${unsigned}AA`, `${head}.${payload}.AAAA`]) {
      await refused(
        () =>
          api.request('POST', participants, {
            body: registration(),
            headers: { authorization: `Bearer ${token}` },
          }),
        401,
        'unauthenticated',
      );
    }
    const late = await refused(
      () =>
        api.request('POST', participants, {
          body: registration(),
          headers: { authorization: `Bearer ${expired}` },
        }),
      401,
      'unauthenticated',
    );
    expect(late.headers.get('www-authenticate')).toContain('error_description="The token expired"');
    expect(late.body.detail).toContain('истёк');
  });
});

it('the log has lines of these requests and nothing personal', () => {
  const log = api.log();
  expect(log).toContain('"status":400');
  expect(log).not.toMatch(/Тайнова|Секретина|2006-03-14|79990001122|Bearer|123-456/);
});
