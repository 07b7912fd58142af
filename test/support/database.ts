/** A fresh database for each spec that needs one, on the server that the run started or was given. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Drops the database with whoever is still connected to it. */
  drop(): Promise<void>;
}

/** Url of the PostgreSQL server of this test run. */
export const testServerUrl = (): string => {
  const url = process.env['NASTAVNIK_TEST_DATABASE_URL'];
  if (url === undefined)
    throw new Error('no test server: run specs through jest, whose global set-up starts it');
  return url;
};

const onServer = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: testServerUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

export const createTestDatabase = async (): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const url = new URL(testServerUrl());
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};
