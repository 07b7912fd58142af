/** One PostgreSQL for the whole run: the one DATABASE_URL names, else our own, started here and thrown away afterwards. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Relative: Jest does not map module names in its global set-up.
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../libs/platform/embedded/postgres';

export interface TestServer {
  readonly server: EmbeddedPostgres;
  readonly dataDir: string;
}

const prefix = 'nastavnik-test-';

/** Runs that were killed leave their directory; its server has ended by itself. */
const sweep = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const at = join(tmpdir(), name);
    if (!name.startsWith(prefix) || statSync(at, { throwIfNoEntry: false })?.uid !== process.geteuid?.())
      continue;
    if (Date.now() - statSync(at).mtimeMs > 24 * 3_600_000) rmSync(at, { recursive: true, force: true });
  }
};

export default async function setUp(): Promise<void> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') {
    process.env['NASTAVNIK_TEST_DATABASE_URL'] = given;
    return;
  }
  sweep();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  const server = await startEmbeddedPostgres({ dataDir });
  process.env['NASTAVNIK_TEST_DATABASE_URL'] = server.url;
  (globalThis as { nastavnikTestServer?: TestServer }).nastavnikTestServer = { server, dataDir };
}
