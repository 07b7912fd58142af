/** P9 and P10: a pair by its key over HTTP, beside bare Fastify with pg and beside Nest on Express with TypeORM. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { requestHashKeyFrom } from '@nastavnik/platform/http';
import { DevelopmentIssuer } from '@nastavnik/platform/identity';
import { createMetrics } from '@nastavnik/platform/observability';
import { migrate } from '@nastavnik/platform/postgres';
import { Vault } from '@nastavnik/platform/vault';
import { webhooksOn } from '@nastavnik/platform/webhooks';
import { PairRegisterRow } from '@nastavnik/read-models';
import { createApi } from '../../apps/api/api';
import { API_MIGRATIONS, ApiModule } from '../../apps/api/api.module';
import { compare, inFlight, rate } from '../measure';
import type { Scenario } from '../scenario';
import type { World } from '../world';
import { rebuildRate } from './rebuild';

const REQUESTS = 1_000;
const AT_ONCE = 32;

const ask = (url: string, agent: Agent, headers: Record<string, string>): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${answer.statusCode}`)),
      );
    }).on('error', reject);
  });

const asked = (
  urlOf: (n: number) => string,
  agent: Agent,
  headers: Record<string, string>,
): Promise<number> => rate(REQUESTS, () => inFlight(REQUESTS, AT_ONCE, (n) => ask(urlOf(n), agent, headers)));

const ours = async (world: World) => {
  await migrate(world.url, API_MIGRATIONS as never);
  const issuer = await DevelopmentIssuer.open(mkdtempSync(path.join(tmpdir(), 'nastavnik-bench-')));
  const master = randomBytes(32);
  const app = await createApi(
    ApiModule.register({
      ...{
        eventStore: world.store,
        postgres: world.pool,
        metrics: createMetrics('bench'),
        source: 'urn:bench',
      },
      vault: new Vault(world.pool, { current: master, others: [] }),
      identity: { providers: [issuer.provider] },
      webhooks: webhooksOn(world.pool, { key: randomBytes(32), allow: [] }),
    } as never),
    { requestHashKey: requestHashKeyFrom(master), requestsPerMinute: 1_000_000_000 },
  );
  app.useLogger(false);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  const token = await issuer.issue({ role: 'auditor' });
  return { url: `http://127.0.0.1:${port}`, token, close: () => app.close() };
};

const fastifyAndPg = async ({ pool }: World) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- comes with the Nest adapter
  const app = (require('fastify') as typeof import('fastify')).fastify();
  app.get<{ Params: { id: string } }>('/pairs/:id', async ({ params }) => {
    const { rows } = await pool.query({
      name: 'bare',
      text: 'select * from pair_register where id = $1',
      values: [params.id],
    });
    return rows[0];
  });
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
};

const nestExpressTypeOrm = async ({ url }: World) => {
  const source = await new DataSource({ type: 'postgres', url, entities: [PairRegisterRow] }).initialize();
  @Controller()
  class Pairs {
    @Get('pairs/:id')
    find(@Param('id') id: string) {
      return source.getRepository(PairRegisterRow).findOneBy({ id } as never);
    }
  }
  @Module({ controllers: [Pairs] })
  class App {}
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a peer of the bench
  const { ExpressAdapter } = require(path.join(__dirname, '../node_modules/@nestjs/platform-express')) as {
    ExpressAdapter: new () => never;
  };
  const app = await NestFactory.create(App, new ExpressAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await app.close();
      await source.destroy();
    },
  };
};

export const p09: Scenario = {
  id: 'P9/P10',
  title: 'A query by key',
  run: async (world, budget) => {
    await rebuildRate(world, ['pair-register'], 'log');
    const { rows } = await world.pool.query<{ id: string }>(
      `select id from pair_register where row_kind = 'PAIR' order by id limit 1000`,
    );
    const id = (n: number): string => rows[n % rows.length]!.id;
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const [api, bare, express] = [
      await ours(world),
      await fastifyAndPg(world),
      await nestExpressTypeOrm(world),
    ];
    const headers = { authorization: `Bearer ${api.token}` };
    const mine = (): Promise<number> => asked((n) => `${api.url}/v1/pairs/${id(n)}`, agent, headers);
    try {
      return [
        await compare(
          {
            id: 'P9',
            what: 'query by key, with its authorisation / bare Fastify + pg',
            goal: 1.15,
            unit: 'requests/s',
          },
          budget,
          { ours: mine, yardstick: () => asked((n) => `${bare.url}/pairs/${id(n)}`, agent, {}) },
        ),
        await compare(
          { id: 'P10', what: 'query by key / Nest on Express + TypeORM', goal: 3.5, unit: 'requests/s' },
          budget,
          { ours: mine, yardstick: () => asked((n) => `${express.url}/pairs/${id(n)}`, agent, {}) },
        ),
      ];
    } finally {
      agent.destroy();
      await Promise.all([api.close(), bare.close(), express.close()]);
    }
  },
};
