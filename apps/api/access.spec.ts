/** Every route says which act it is; roles inside and outside their organisation. */
import { Reflector } from '@nestjs/core';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { declarationOf } from '@nastavnik/platform/identity';
import { API_CONTROLLERS } from './api.module';
import { foundSchools, startTestApi, type TestApi } from './api.testing';
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

  it('the policy names known roles only, and the auditor and the integration write nothing', () => {
    for (const [act, grants] of Object.entries(policy)) {
      expect(Object.keys(grants).filter((role) => !ROLES.includes(role as Role))).toEqual([]);
      if (!act.startsWith('read-'))
        expect(Object.keys(grants)).not.toEqual(expect.arrayContaining(['auditor']));
      if (!act.startsWith('read-'))
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
    expect(own.headers.get('etag')).toBe('"0"');
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
      description: expect.stringMatching(/[а-я]/),
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
      expect.arrayContaining([
        'event-store',
        'postgres',
        'read-model:pair-register',
        'read-model:pair-history',
      ]),
    );
    expect((await api.request('GET', '/health/live')).body).toEqual({ ok: true });
    const metrics = await api.request('GET', '/metrics');
    const counted =
      /nastavnik_http_request_seconds_count\{[^}]*route="\/v1\/schools\/:schoolId\/registers\/mentees"[^}]*\} [1-9]/;
    expect(counted.test(metrics.body)).toBe(true);
  });
});
