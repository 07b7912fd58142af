/** The two backends of the queues for specs: PostgreSQL always, Redis where REDIS_URL names one or the usual port answers. */
import { spawnSync } from 'node:child_process';
import Redis from 'ioredis';

const PROBE = `require('node:net').connect({ host: '127.0.0.1', port: 6379, timeout: 500 })
  .once('connect', () => process.exit(0)).once('error', () => process.exit(1)).once('timeout', () => process.exit(1))`;

/** Named by the environment it has to answer, and specs fail when it does not; `undefined` where there is none to be found. */
export const redisUrl: string | undefined =
  process.env['REDIS_URL'] ||
  (spawnSync(process.execPath, ['-e', PROBE]).status === 0 ? 'redis://127.0.0.1:6379' : undefined);

/** Removes what a spec left in Redis under its namespace. */
export const sweep = async (url: string, namespace: string): Promise<void> => {
  const redis = new Redis(url);
  const keys = await redis.keys(`${namespace}:*`);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
};
