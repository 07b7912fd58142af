/**
 * `npm run audit -- pair <id>`: replays a pair from the log, judges it again and compares it with its register. `verify`, `witness` and `tree`
 * are about proofs; the first two need neither log nor database. Writes nothing but what a witness keeps.
 */
import {
  asAt,
  auditPair,
  compareLives,
  lifeOf,
  type Moment,
  schoolOf,
  type StreamReader,
  streamReader,
  streamsNaming,
} from '@nastavnik/evidence';
import { endOfDay, UnknownStoredType, type Uuid } from '@nastavnik/kernel';
import { streamOf } from '@nastavnik/domain';
import {
  connectEventStore,
  EventStoreUnavailable,
  ForeignEvent,
  MalformedEvent,
} from '@nastavnik/platform/event-store';
import { connectPostgres } from '@nastavnik/platform/postgres';
import { BadKey, BadNote, NotADossier } from '@nastavnik/platform/transparency';
import { type AuditRequest, type Point, readArguments, USAGE } from './arguments';
import { isAboutProofs, PROOF_USAGE, type ProofRequest, readProofArguments } from './proof.arguments';
import { tree } from './tree';
import { verify } from './verify';
import { LogUnreachable, witness } from './witness';
import { type Installation, NoInstallation, resolveInstallation } from './installation';
import { checkRegister, type RegisterCheck } from './register';
import { agrees, asJson, asText, comparisonAsJson, comparisonAsText } from './report';

const AGREES = 0;
const DISAGREES = 1;
const WRONG_QUESTION = 2;
const UNREADABLE = 3;

/** What says all there is to say in its message. */
const EXPLAINED = [
  NoInstallation,
  EventStoreUnavailable,
  UnknownStoredType,
  ForeignEvent,
  MalformedEvent,
  NotADossier,
  BadNote,
  LogUnreachable,
];

const say = (text: string): void => void process.stdout.write(text);

const checkTreeOf = async (
  request: Extract<ProofRequest, { what: 'tree' }>,
  { eventStoreUrl, databaseUrl }: Installation,
): Promise<number> => {
  if (databaseUrl === undefined) {
    throw new NoInstallation('Дерево лежит в базе данных: задайте DATABASE_URL. DATABASE_URL is needed.');
  }
  const store = connectEventStore(eventStoreUrl);
  const pool = connectPostgres(databaseUrl, { max: 2 });
  try {
    return (await tree(request, store, pool, say)) ? AGREES : DISAGREES;
  } finally {
    await pool.end();
    await store.close();
  }
};

const prove = async (request: ProofRequest): Promise<number> => {
  switch (request.what) {
    case 'verify':
      return (await verify(request, say)) ? AGREES : DISAGREES;
    case 'witness':
      return (await witness(request, say)) ? AGREES : DISAGREES;
    case 'tree':
      return inInstallation((installation) => checkTreeOf(request, installation));
  }
};

const inInstallation = async (work: (installation: Installation) => Promise<number>): Promise<number> => {
  const installation = await resolveInstallation(process.env);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
};

/** By the clock of the pair's school. */
const momentOf = async (reader: StreamReader, pairId: Uuid, { on, knownOn }: Point): Promise<Moment> => {
  const [first] = await reader.read(streamOf.pair(pairId));
  const schoolId = (first?.data as { readonly schoolId?: Uuid } | undefined)?.schoolId;
  const school = schoolId === undefined ? undefined : await schoolOf(reader, schoolId);
  const offset = school === undefined || school.stage === 'UNREGISTERED' ? 0 : school.utcOffsetMinutes;
  return {
    ...(on === undefined ? {} : { on }),
    ...(knownOn === undefined ? {} : { recordedBefore: endOfDay(knownOn, offset) }),
  };
};

const audit = async (request: AuditRequest, installation: Installation): Promise<number> => {
  const store = await connectEventStore(installation.eventStoreUrl);
  const { databaseUrl } = installation;
  const pool = databaseUrl === undefined ? undefined : connectPostgres(databaseUrl, { max: 2 });
  try {
    const { pairId, on, knownOn, other, json } = request;
    const reader = streamReader(store);
    const moment = await momentOf(reader, pairId, request);
    const naming = await streamsNaming(store, pairId);
    const found = await auditPair(reader, pairId, moment, naming);
    if (found === undefined) {
      process.stderr.write(`Пары ${pairId} в журнале нет. The log knows no such pair.\n`);
      return WRONG_QUESTION;
    }
    if (other !== undefined) {
      const then = await momentOf(reader, pairId, other);
      const lifeThen = (when: Moment) => lifeOf(asAt(reader, when), pairId, naming);
      const compared = compareLives(await lifeThen(moment), await lifeThen(then));
      say((json ? comparisonAsJson : comparisonAsText)(compared, request, other));
      return AGREES;
    }
    const toNow = on === undefined && knownOn === undefined;
    const register: RegisterCheck =
      pool === undefined || !toNow
        ? { verdict: 'not-compared' }
        : await checkRegister(pool, pairId, found.state, found.lastPosition, installation.atRest);
    say((json ? asJson : asText)(found, register, request));
    return agrees(found, register) ? AGREES : DISAGREES;
  } finally {
    await pool?.end();
    await store.close();
  }
};

const main = async (): Promise<number> => {
  const args = process.argv.slice(2);
  const [read, usage] = isAboutProofs(args)
    ? [readProofArguments(args), PROOF_USAGE]
    : [readArguments(args), `${USAGE}\n${PROOF_USAGE}`];
  if ('help' in read) {
    say(usage);
    return AGREES;
  }
  if ('mistakes' in read) {
    process.stderr.write(`${read.mistakes.join('\n')}\n\n${usage}`);
    return WRONG_QUESTION;
  }
  const { request } = read;
  try {
    return 'what' in request
      ? await prove(request)
      : await inInstallation((installation) => audit(request, installation));
  } catch (error) {
    if (error instanceof BadKey) {
      process.stderr.write(`--key: ${error.message}\n`);
      return WRONG_QUESTION;
    }
    const known =
      EXPLAINED.some((kind) => error instanceof kind) || (error as NodeJS.ErrnoException).syscall === 'open';
    process.stderr.write(
      `${known || !(error instanceof Error) ? String((error as Error).message) : error.stack}\n`,
    );
    return UNREADABLE;
  }
};

void main().then((code) => {
  process.exitCode = code;
});
