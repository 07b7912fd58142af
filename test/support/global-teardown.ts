/** Ends what the global set-up started, and removes its data. */
import { rmSync } from 'node:fs';
import type { TestServer } from './global-setup';

export default async function tearDown(): Promise<void> {
  const started = (globalThis as { nastavnikTestServer?: TestServer }).nastavnikTestServer;
  if (started === undefined) return;
  await started.server.stop();
  rmSync(started.dataDir, { recursive: true, force: true });
}
