/** Every route says which act it is; roles inside and outside their organisation. */
import { Reflector } from '@nestjs/core';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { declarationOf } from '@nastavnik/platform/identity';
import { API_CONTROLLERS } from './api.module';
import { type Client, foundSchools, startTestApi, type TestApi } from './api.testing';
import { policy, type Role, ROLES } from './policy';

const handlers = API_CONTROLLERS.flatMap((controller) =>
  Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
    const handler = (controller.prototype as unknown as Record<string, () => unknown>)[name]!;
    return Reflect.hasMetadata(METHOD_METADATA, handler) ? [{ controller, name, handler }] : [];
  }),
);

describe('every route', () => {
  it.each(
    handlers.map(
      ({ controller, name, handler }) => [`${controller.name}.${name}`, controller, handler] as const,
    ),
  )('%s declares an act of the policy, or that it is public', (_, controller, handler) => {
    const declared = declarationOf(new Reflector(), handler, controller);
    expect(declared).toBeDefined();
    if (declared !== undefined && 'act' in declared) expect(Object.keys(policy)).toContain(declared.act);
  });

  it('there is no act in the policy without a route', () => {
    const acts = handlers.map(({ controller, handler }) => {
      const declared = declarationOf(new Reflector(), handler, controller);
      return declared !== undefined && 'act' in declared ? declared.act : undefined;
    });
    expect(Object.keys(policy).filter((act) => !acts.includes(act))).toEqual([]);
  });

  it('the policy names known roles only, the auditor writes nothing but its own audits, and the integration only that a report arrived, and what was answered to it', () => {
    for (const [act, grants] of Object.entries(policy)) {
      expect(Object.keys(grants).filter((role) => !ROLES.includes(role as Role))).toEqual([]);
      if (!act.startsWith('read-') && act !== 'conduct-audit')
        expect(Object.keys(grants)).not.toEqual(expect.arrayContaining(['auditor']));
      // What the region answers to a report comes back through the worker that carried it there.
      if (!act.startsWith('read-') && !['confirm-receipt', 'acknowledge-report'].includes(act))
        expect(Object.keys(grants)).not.toEqual(expect.arrayContaining(['integration']));
    }
  });
});

describe('roles at the door', () => {
  let api: TestApi;
  let town: Awaited<ReturnType<typeof foundSchools>>;
  beforeAll(async () => {
    api = await startTestApi();
    town = await foundSchools(api);
  });
  afterAll(() => api?.stop());

  const status = async (role: Role, at: string, organisationId?: string): Promise<number> =>
    (await api.as(role, organisationId === undefined ? {} : { organisationId }).get(at)).status;

  it('registers', async () => {
    const own = `/v1/schools/${town.first}/registers/mentees`;
    const foreign = `/v1/schools/${town.second}/registers/mentees`;
    for (const role of ['director', 'coordinator', 'curator'] as const) {
      expect([role, await status(role, own, town.first), await status(role, foreign, town.first)]).toEqual([
        role,
        200,
        403,
      ]);
    }
    for (const role of ['municipal-specialist', 'methodist'] as const) {
      expect(await status(role, own, town.municipality)).toBe(200);
      expect(await status(role, own, town.second)).toBe(200);
      expect(await status(role, own, '99999999-9999-4999-8999-999999999999')).toBe(403);
    }
    for (const role of ['region-operator', 'auditor'] as const) expect(await status(role, foreign)).toBe(200);
    for (const role of ['mentor', 'mentee', 'integration'] as const) {
      expect(await status(role, own, town.first)).toBe(403);
    }
  });

  it('names are shown in the school and nowhere above; sensitive categories likewise', async () => {
    const { curator } = town;
    const { body: child } = town.must(
      await curator.post(`/v1/schools/${town.first}/participants`, {
        effectiveOn: '2021-01-18',
        kind: 'STUDENT',
        employed: false,
        person: { familyName: 'Соколова', givenName: 'Анна', birthDate: '2006-03-14' },
      }),
    );
    const { body: entered } = town.must(
      await curator.post(`/v1/schools/${town.first}/participants/${child.id}/mentee-base`, {
        effectiveOn: '2021-01-18',
        categories: ['LOW_RESULTS', 'HEALTH_LIMITATIONS'],
        tasks: ['PERSONAL'],
      }),
    );
    const at = `/v1/schools/${town.first}/registers/mentees?after=${entered.position}`;
    const inside = await curator.get(at);
    expect(inside.body.people[child.id]).toEqual({ name: 'Соколова Анна' });
    expect(inside.body.items[0].categories).toEqual(['LOW_RESULTS', 'HEALTH_LIMITATIONS']);
    expect(BigInt(inside.body.asOf)).toBeGreaterThanOrEqual(BigInt(entered.position));
    const above = await api.as('municipal-specialist', { organisationId: town.municipality }).get(at);
    expect(above.status).toBe(200);
    expect(JSON.stringify(above.body)).not.toMatch(/Соколова|HEALTH_LIMITATIONS/);
    expect(above.body.items[0].categories).toEqual(['LOW_RESULTS']);
  });

  it('a mentee reads the own pair and is told that another does not exist', async () => {
    const { curator } = town;
    const register = async (): Promise<string> => {
      const { body } = town.must(
        await curator.post(`/v1/schools/${town.first}/participants`, {
          effectiveOn: '2021-01-18',
          kind: 'STUDENT',
          employed: false,
          person: { familyName: 'Орлов', givenName: 'Пётр', birthDate: '2006-05-01' },
        }),
      );
      town.must(
        await curator.post(`/v1/schools/${town.first}/participants/${body.id}/mentee-base`, {
          effectiveOn: '2021-01-18',
          categories: ['LOW_RESULTS'],
          tasks: ['PERSONAL'],
        }),
      );
      return body.id as string;
    };
    const [mine, theirs] = [await register(), await register()];
    const { body: pair } = town.must(
      await curator.post(`/v1/schools/${town.first}/pairs`, {
        effectiveOn: '2021-01-20',
        kind: 'PAIR',
        form: 'STUDENT_STUDENT',
        menteeIds: [mine],
        tasks: ['PERSONAL'],
      }),
    );
    const at = `/v1/pairs/${pair.id}?after=${pair.position}`;
    const own = await api.as('mentee', { sub: mine, organisationId: town.first }).get(at);
    expect(own.status).toBe(200);
    expect(own.headers.get('etag')).toMatch(/^"0\./);
    expect(own.body).toMatchObject({
      pairId: pair.id,
      status: 'PROPOSED',
      revision: '0',
      people: { [mine]: { name: 'Орлов Пётр' } },
    });
    expect((await api.as('mentee', { sub: theirs, organisationId: town.first }).get(at)).status).toBe(404);
    expect((await api.as('curator', { organisationId: town.second }).get(at)).status).toBe(404);
    expect((await api.as('integration').get(at)).status).toBe(403);

    const choice = { effectiveOn: '2021-01-21', mentorId: theirs, menteeId: theirs, through: 'SELF' };
    const forAnother = await api
      .as('mentee', { sub: mine, organisationId: town.first })
      .post(`/v1/schools/${town.first}/pairs/${pair.id}/choice`, choice);
    expect(forAnother.status).toBe(403);

    const history = await curator.get(`/v1/pairs/${pair.id}/history?after=${pair.position}`);
    expect(history.status).toBe(200);
    const proposed = history.body.items.find((item: { type: string }) => item.type === 'PairProposed');
    expect(proposed).toMatchObject({
      title: expect.stringMatching(/[а-я]/),
      actor: { role: 'curator' },
      effectiveOn: '2021-01-20',
      data: { menteeIds: [mine], basis: { profile: { organisationId: town.first } } },
    });
  });

  it('a wrong act is refused with the clause of the own regulation', async () => {
    const { curator } = town;
    const answer = await curator.post(`/v1/schools/${town.second}/orders`, {});
    expect(answer.status).toBe(403);
    const early = await api
      .as('curator', { organisationId: town.second })
      .post(`/v1/schools/${town.second}/participants`, {
        effectiveOn: '2021-01-18',
        kind: 'STUDENT',
        employed: false,
        person: { familyName: 'А', givenName: 'Б', birthDate: '2006-05-01' },
      });
    const entered = await api
      .as('curator', { organisationId: town.second })
      .post(`/v1/schools/${town.second}/participants/${early.body.id}/mentee-base`, {
        effectiveOn: '2021-01-18',
        categories: ['LOW_RESULTS'],
        tasks: ['PERSONAL'],
      });
    expect([early.status, entered.status]).toContain(422);
    const refusal = early.status === 422 ? early : entered;
    expect(refusal.body.reasons[0].clauses[0].citation).toMatch(/^МОУ СОШ № 62, п\. /);
  });

  it('the regulation shows every parameter with its clause and source', async () => {
    const answer = await api
      .as('integration')
      .get(`/v1/organisations/${town.first}/regulation?on=2021-03-01`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ on: '2021-03-01', document: 'МОУ СОШ № 62', basedOn: 'S62' });
    expect(answer.body.parameters.length).toBeGreaterThanOrEqual(54);
    const order = answer.body.parameters.find(
      (parameter: { name: string }) => parameter.name === 'pairOrder',
    );
    expect(order).toMatchObject({
      value: true,
      source: 'OWN',
      clauses: [expect.objectContaining({ citation: 'МОУ СОШ № 62, п. 4.13' })],
    });
    const unset = await api.as('integration').get(`/v1/organisations/${town.municipality}/regulation`);
    expect(
      unset.body.parameters.every((parameter: { source: string }) => parameter.source === 'DEFAULT'),
    ).toBe(true);
  });

  it('the summary of the municipality counts its schools', async () => {
    const { body: last } = town.must(
      await api
        .as('curator', { organisationId: town.first })
        .post(`/v1/schools/${town.first}/programme-presentations`, {
          effectiveOn: '2021-01-19',
          forum: 'PEDAGOGICAL_COUNCIL',
          form: 'STUDENT_STUDENT',
          programmes: ['Учимся вместе'],
        }),
    );
    const answer = await api
      .as('methodist', { organisationId: town.municipality })
      .get(`/v1/municipalities/${town.municipality}/summary?after=${last.position}`);
    expect(answer.body).toMatchObject({ name: 'Город', totals: { schools: 2, schoolsIntroduced: 1 } });
    expect(await status('methodist', `/v1/municipalities/${town.municipality}/summary`, town.second)).toBe(
      200,
    );
    expect(await status('auditor', '/v1/municipalities/99999999-9999-4999-8999-999999999999/summary')).toBe(
      404,
    );
  });

  it('health and metrics are open and say how far each read model is', async () => {
    const ready = await api.request('GET', '/health/ready');
    expect(ready.status).toBe(200);
    expect(Object.keys(ready.body.sources)).toEqual(
      expect.arrayContaining(['event-store', 'postgres', 'read-model:pair-register']),
    );
    expect((await api.request('GET', '/health/live')).body).toEqual({ ok: true });
    const metrics = await api.request('GET', '/metrics');
    const counted =
      /nastavnik_http_request_seconds_count\{[^}]*route="\/v1\/schools\/:schoolId\/registers\/mentees"[^}]*\} [1-9]/;
    expect(counted.test(metrics.body)).toBe(true);
  });
});

describe('one who acts for the director', () => {
  let api: TestApi;
  let town: Awaited<ReturnType<typeof foundSchools>>;
  beforeAll(async () => {
    api = await startTestApi();
    town = await foundSchools(api);
    personId = town.must(
      await town.director.post(`/v1/schools/${town.first}/participants`, {
        effectiveOn: '2021-01-12',
        kind: 'PEDAGOGUE',
        position: 'PEDAGOGUE',
        employed: true,
        person: { familyName: 'Заместителева', givenName: 'Анна', birthDate: '1981-02-02' },
      }),
    ).body.id as string;
  });
  afterAll(() => api?.stop());

  const day = (offset: number): string =>
    new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const appoint = (delegateId: string, from: number, until: number) => ({
    ...{ effectiveOn: day(-30), delegateId, number: '41-од' },
    ...{ from: day(from), until: day(until) },
  });
  let personId: string;
  let orders = 100;
  const issue = (of: Client, at = town.first) =>
    of.post(`/v1/schools/${at}/orders`, {
      number: `${orders++}-Д`,
      register: 'MAIN',
      issuedOn: '2021-02-01',
      legalBasis: ['273-ФЗ', 'Р-145'],
      content: { kind: 'APPOINTMENT', curators: [{ personId, form: 'ALL' }] },
    });

  it('has the rights of the director in that school, within the term, but for making others act', async () => {
    const at = `/v1/organisations/${town.first}/acting-head`;
    const deputy = api.as('curator', { sub: 'deputy', organisationId: town.first });
    expect((await issue(deputy)).status).toBe(403);
    expect((await town.director.post(at, appoint('deputy', -1, 1))).status).toBe(201);
    expect((await issue(deputy)).status).toBe(201);
    expect((await deputy.post(at, appoint('friend', -1, 1))).status).toBe(403);
    expect((await issue(deputy, town.second)).status).toBe(403);
    // The same id in a token for another school acts for nobody there.
    expect(
      (await issue(api.as('curator', { sub: 'deputy', organisationId: town.second }), town.second)).status,
    ).toBe(403);
    const stamped = await api.store.readAll({ after: -1n, maxCount: 1_000 });
    expect(
      stamped
        .filter(({ type }) => type.startsWith('order.'))
        .map(({ metadata }) => (metadata as { actor: object }).actor),
    ).toContainEqual({ id: 'deputy', role: 'director', organisationId: town.first, acting: true });
  });

  it('not before the term, not after it, not once released', async () => {
    const at = `/v1/organisations/${town.first}/acting-head`;
    const town2 = api.as('municipal-specialist', { organisationId: town.municipality });
    for (const [sub, from, until] of [
      ['early', 2, 5],
      ['late', -9, -2],
      ['released', -9, 9],
    ] as const) {
      town.must(await town2.post(at, appoint(sub, from, until)));
    }
    const released = api.as('curator', { sub: 'released', organisationId: town.first });
    expect((await issue(released)).status).toBe(201);
    town.must(await town2.post(`${at}/release`, { effectiveOn: day(-1), delegateId: 'released' }));
    for (const sub of ['early', 'late', 'released']) {
      expect([sub, (await issue(api.as('curator', { sub, organisationId: town.first }))).status]).toEqual([
        sub,
        403,
      ]);
    }
  });
});

describe('refused access', () => {
  let api: TestApi;
  let town: Awaited<ReturnType<typeof foundSchools>>;
  beforeAll(async () => {
    api = await startTestApi({ requestsPerMinute: 40 });
    town = await foundSchools(api);
  });
  afterAll(() => api?.stop());

  const refusals = async (query = '') =>
    (await api.as('auditor').get(`/v1/access/refusals${query}`)).body.items as Record<string, unknown>[];

  it('is written down: who, as what, which act, where; with the number the caller was given', async () => {
    const stranger = api.as('director', { sub: 'stranger', organisationId: town.second });
    const elsewhere = await stranger.get(`/v1/schools/${town.first}/registers/mentees`);
    const mentor = api.as('mentor', { sub: 'mentor', organisationId: town.first });
    const noRole = await mentor.post(`/v1/schools/${town.first}/orders`, {});
    const nobody = await api.request('GET', `/v1/schools/${town.first}/registers/mentees`);
    expect([elsewhere.status, noRole.status, nobody.status]).toEqual([403, 403, 401]);
    expect((await refusals('?limit=3')).map(({ id: _id, at: _at, ...refusal }) => refusal)).toEqual([
      {
        because: 'unknown-caller',
        method: 'GET',
        route: '/v1/schools/:schoolId/registers/mentees',
        instance: nobody.body.instance.replace('urn:uuid:', ''),
      },
      {
        because: 'no-role',
        callerId: 'mentor',
        roles: ['mentor'],
        organisationId: town.first,
        act: 'issue-order',
        method: 'POST',
        route: '/v1/schools/:schoolId/orders',
        instance: noRole.body.instance.replace('urn:uuid:', ''),
      },
      {
        because: 'elsewhere',
        callerId: 'stranger',
        roles: ['director'],
        organisationId: town.second,
        act: 'read-registers',
        method: 'GET',
        route: '/v1/schools/:schoolId/registers/mentees',
        instance: elsewhere.body.instance.replace('urn:uuid:', ''),
      },
    ]);
  });

  it('is listed by caller and page by page, and shown to the auditor and the operator only', async () => {
    const twice = api.as('mentor', { sub: 'twice', organisationId: town.first });
    for (let n = 0; n < 2; n++) await twice.get('/v1/receivers');
    const [last, first] = await refusals('?callerId=twice');
    expect(await refusals(`?callerId=twice&before=${String(last!['id'])}`)).toEqual([first]);
    expect((await twice.get('/v1/access/refusals')).status).toBe(403);
    expect((await api.as('auditor').get('/v1/access/refusals?before=x')).status).toBe(400);
  });

  it('a caller beyond the limit waits; the others do not, nor do those who say who they are behind one address', async () => {
    const eager = api.as('director', { sub: 'eager', organisationId: town.first });
    const at = `/v1/schools/${town.first}/registers/mentees`;
    const statuses: number[] = [];
    for (let n = 0; n < 41; n++) statuses.push((await eager.get(at)).status);
    expect(statuses.slice(0, 40).every((status) => status === 200)).toBe(true);
    const { status, body, headers } = await eager.get(at);
    expect([statuses[40], status, body.type]).toEqual([429, 429, 'urn:problem:nastavnik:too-many-requests']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    const guesses: number[] = [];
    for (let n = 0; n < 42; n++) guesses.push((await api.request('GET', at)).status);
    expect(guesses[0]).toBe(401);
    expect(guesses.at(-1)).toBe(429);
    expect((await api.as('director', { organisationId: town.first }).get(at)).status).toBe(200);
  });
});
