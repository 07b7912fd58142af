/** A process for specs: starts a server in the directory it is given, says where, writes rows if asked, and waits to be killed. */
import { Client } from 'pg';
import { startEmbeddedPostgres } from '.';

const [dataDir, mode] = process.argv.slice(2);

const run = async (): Promise<void> => {
  const server = await startEmbeddedPostgres({ dataDir: dataDir! });
  process.stdout.write(`serving ${server.url} owned=${server.owned}\n`);
  // A socket, timer or the like: the server by itself keeps nobody alive.
  const alive = setInterval(() => undefined, 60_000);
  if (mode === 'leave') clearInterval(alive);
  if (mode !== 'write') return;
  const client = new Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS said (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)');
  for (;;) {
    const { rows } = await client.query<{ n: string }>('INSERT INTO said DEFAULT VALUES RETURNING n');
    process.stdout.write(`committed ${rows[0]!.n}\n`);
  }
};

run().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
