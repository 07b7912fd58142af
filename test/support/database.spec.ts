import { Client } from 'pg';
import { createTestDatabase } from './database';

test('two specs get two databases, and a dropped one is gone though somebody was connected', async () => {
  const [one, two] = [await createTestDatabase(), await createTestDatabase()];
  const client = new Client({ connectionString: one.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE only_here (id int)');
  const other = new Client({ connectionString: two.url });
  await other.connect();
  await expect(other.query('SELECT * FROM only_here')).rejects.toMatchObject({ code: '42P01' });
  await other.end();
  await two.drop();
  // Still connected: dropping does not wait for us.
  await one.drop();
  const late = new Client({ connectionString: one.url });
  await expect(late.connect()).rejects.toMatchObject({ code: '3D000' });
  await client.end().catch(() => undefined);
});
