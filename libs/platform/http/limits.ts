/** How many requests one client may make in a minute, counted in this process. */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problems } from './problem';

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request of a client. @throws Problem 429 when it has made too many; absent: nothing is counted */
    countRequest?: (request: FastifyRequest, client: string) => Promise<void>;
  }
  interface FastifyRequest {
    countedAs?: string;
  }
}

/** @param perMinute requests of one client in a minute */
export const limitRequests = async (fastify: FastifyInstance, perMinute: number): Promise<void> => {
  await fastify.register(rateLimit, { global: false });
  fastify.decorateRequest('countedAs');
  const check = fastify.createRateLimit({
    max: perMinute,
    timeWindow: 60_000,
    keyGenerator: ({ countedAs }) => countedAs ?? '',
  });
  fastify.decorate('countRequest', async (request: FastifyRequest, client: string): Promise<void> => {
    request.countedAs = client;
    const counted = await check(request);
    if (!counted.isAllowed && counted.isExceeded) {
      throw problems.tooManyRequests(perMinute, Math.max(counted.ttlInSeconds, 1));
    }
  });
};
