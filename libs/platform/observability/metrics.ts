/** Prometheus metrics of one process. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** DI token of the process's prom-client `Registry`. */
export const METRICS = Symbol('METRICS');

/** A registry of its own, labelled with the name of the process; memory, event loop and garbage collection are in it already. */
export const createMetrics = (app: string): Registry => {
  const registry = new Registry();
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry });
  return registry;
};

/** Times every request by method, route pattern and status. A path as sent is never a label: it has ids in it, and no end. */
export const measureHttp = (registry: Registry, fastify: FastifyInstance): void => {
  const seconds = new Histogram({
    name: 'nastavnik_http_request_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
};
