/** The event store node as a process of its own, to be killed. Arguments: the address of its database, the port. */
import { startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';

const [databaseUrl, port] = process.argv.slice(2);

// Killed and started at once it waits for the database to notice that its predecessor is gone.
startEventStoreNode({ databaseUrl: databaseUrl!, port: Number(port), lockWaitMs: 30_000 }).then(
  ({ url }) => process.stdout.write(`serving ${url}\n`),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
