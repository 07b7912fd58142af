/** `npm run audit -- pair <id>`: replays a pair from the log, judges it again and compares it with its register. Writes nothing. */
import { streamReader } from '@nastavnik/evidence';
import { UnknownStoredType } from '@nastavnik/kernel';
import {
  connectEventStore,
  EventStoreUnavailable,
  ForeignEvent,
  MalformedEvent,
} from '@nastavnik/platform/event-store';
import { connectPostgres } from '@nastavnik/platform/postgres';
import { type AuditRequest, readArguments, USAGE } from './arguments';
import { auditPair } from './audit';
import { type Installation, NoInstallation, resolveInstallation } from './installation';
import { checkRegister, type RegisterCheck } from './register';
import { agrees, asJson, asText } from './report';

const AGREES = 0;
const DISAGREES = 1;
const WRONG_QUESTION = 2;
const UNREADABLE = 3;

/** What says all there is to say in its message. */
const EXPLAINED = [NoInstallation, EventStoreUnavailable, UnknownStoredType, ForeignEvent, MalformedEvent];

const audit = async (request: AuditRequest, installation: Installation): Promise<number> => {
  const store = await connectEventStore(installation.eventStoreUrl);
  const { databaseUrl } = installation;
  const pool = databaseUrl === undefined ? undefined : connectPostgres(databaseUrl, { max: 2 });
  try {
    const { pairId, on, knownOn } = request;
    const found = await auditPair(streamReader(store), pairId, request);
    if (found === undefined) {
      process.stderr.write(`Пары ${pairId} в журнале нет. The log knows no such pair.\n`);
      return WRONG_QUESTION;
    }
    const toNow = on === undefined && knownOn === undefined;
    const register: RegisterCheck =
      pool === undefined || !toNow
        ? { verdict: 'not-compared' }
        : await checkRegister(pool, pairId, found.state, found.lastPosition, installation.atRest);
    process.stdout.write((request.json ? asJson : asText)(found, register, request));
    return agrees(found, register) ? AGREES : DISAGREES;
  } finally {
    await pool?.end();
    await store.close();
  }
};

const main = async (): Promise<number> => {
  const read = readArguments(process.argv.slice(2));
  if ('help' in read) {
    process.stdout.write(USAGE);
    return AGREES;
  }
  if ('mistakes' in read) {
    process.stderr.write(`${read.mistakes.join('\n')}\n\n${USAGE}`);
    return WRONG_QUESTION;
  }
  try {
    const installation = await resolveInstallation(process.env);
    try {
      return await audit(read.request, installation);
    } finally {
      await installation.close();
    }
  } catch (error) {
    const known = EXPLAINED.some((kind) => error instanceof kind);
    process.stderr.write(
      `${known || !(error instanceof Error) ? String((error as Error).message) : error.stack}\n`,
    );
    return UNREADABLE;
  }
};

void main().then((code) => {
  process.exitCode = code;
});
