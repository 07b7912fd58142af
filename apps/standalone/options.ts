/** What the newcomer may say on the command line and in the environment. */
import path from 'node:path';

export interface StandaloneOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataDir: string;
  readonly sample: boolean;
  /** Given: used instead of the embedded part. */
  readonly databaseUrl?: string;
  readonly eventStoreUrl?: string;
  readonly redisUrl?: string;
  /** Where the register of erasures is kept; in the data directory where absent. */
  readonly erasures?: string;
}

export const HELP = `Nastavnik in one process: API, projector, publisher on embedded parts.

  npm start                      with a sample year of School 62
  npm start -- --no-sample       starts empty

  PORT                port of the API on 127.0.0.1, 8062 unless said; 0 takes a free one
  NASTAVNIK_DATA_DIR  where everything is kept, ./.nastavnik unless said
  NASTAVNIK_ERASURES  the register of erasures, erasures.jsonl there unless said: better on another disk
  DATABASE_URL, EVENTSTORE_URL, REDIS_URL  use these servers instead of the embedded parts
`;

const KNOWN = new Set(['--no-sample', '--help', '-h']);

/** Options, or every mistake in them at once, in words for a person. */
export const readOptions = (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
):
  | { readonly options: StandaloneOptions }
  | { readonly help: true }
  | { readonly errors: readonly string[] } => {
  if (args.includes('--help') || args.includes('-h')) return { help: true };
  const errors = args
    .filter((arg) => !KNOWN.has(arg))
    .map((arg) => `Неизвестный параметр ${arg}. Unknown option.`);
  const port = env.PORT === undefined || env.PORT === '' ? 8062 : Number(env.PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    errors.push(`PORT: нужно целое число от 0 до 65535, а не «${env.PORT}». A whole number from 0 to 65535.`);
  }
  if (env.NODE_ENV === 'production') {
    errors.push(
      'NODE_ENV=production: standalone выдаёт учебные ключи доступа и в рабочей среде не запускается; запустите api, projector и publisher. Standalone issues development tokens and does not run in production.',
    );
  }
  if (errors.length > 0) return { errors };
  return {
    options: {
      port,
      dataDir: path.resolve(env.NASTAVNIK_DATA_DIR || '.nastavnik'),
      sample: !args.includes('--no-sample'),
      ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
      ...(env.EVENTSTORE_URL ? { eventStoreUrl: env.EVENTSTORE_URL } : {}),
      ...(env.REDIS_URL ? { redisUrl: env.REDIS_URL } : {}),
      ...(env.NASTAVNIK_ERASURES ? { erasures: path.resolve(env.NASTAVNIK_ERASURES) } : {}),
    },
  };
};
