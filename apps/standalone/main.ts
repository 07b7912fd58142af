/** `npm start`: the whole system in one process, with a sample year, and one line when it is ready. */
import 'reflect-metadata';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HELP, readOptions, type StandaloneOptions } from './options';
import { sample, school62Year } from './sample/school-62';
import { ActSender } from './sample/sender';
import { type Standalone, startStandalone } from './standalone';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Sends the sample year unless this data directory has it. An interrupted loading goes on where it stopped. */
const loadSample = async ({ url, issuer }: Standalone, dataDir: string): Promise<void> => {
  const loaded = path.join(dataDir, 'sample.json');
  if (existsSync(loaded)) return;
  say('Учебный год МОУ СОШ № 62, действие за действием:');
  const sender = new ActSender(
    url,
    ({ role, sub, organisationId }) =>
      issuer.issue({ role, sub, ttl: 600, ...(organisationId === undefined ? {} : { organisationId }) }),
    (count, what) => say(`${String(count).padStart(4)}  ${what}`),
  );
  await school62Year(sender);
  writeFileSync(loaded, JSON.stringify({ acts: sender.acts, ...sample }));
};

/** What to try next, in the order of the three users. */
const next = ({ url, receiver, vkey }: Standalone, dataDir: string): readonly string[] => {
  const environment = process.env.NASTAVNIK_DATA_DIR ? `NASTAVNIK_DATA_DIR=${dataDir} ` : '';
  const hasSample = existsSync(path.join(dataDir, 'sample.json'));
  return [
    `  ${url}/docs                       API, с примерами; машинное описание: ${url}/openapi.json`,
    `  ${environment}npm run -s token -- --role auditor          ключ доступа; роли: npm run -s token -- --help`,
    ...(hasSample
      ? [
          `  curl -H "Authorization: Bearer $(${environment}npm run -s token -- --role director --organisation ${sample.schoolId})" ${url}/v1/schools/${sample.schoolId}/registers/pairs`,
          `  curl -H "Authorization: Bearer $(${environment}npm run -s token -- --role auditor)" ${url}/v1/pairs/${sample.pairId}/history`,
          `  ${environment}npm run -s audit -- pair ${sample.pairId} --on 2021-03-01`,
          `  curl -o dossier.zip -H "Authorization: Bearer $(${environment}npm run -s token -- --role auditor)" ${url}/v1/pairs/${sample.pairId}/dossier`,
          `  npm run -s audit -- verify dossier.zip --key ${vkey}`,
        ]
      : []),
    `  curl ${receiver.url.replace(/\/[^/]*$/, '')}/received         события, дошедшие до учебного получателя`,
    `  curl ${url}/health/ready`,
  ];
};

const run = async (options: StandaloneOptions): Promise<void> => {
  const standalone = await startStandalone(options, say);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    standalone.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (options.sample) await loadSample(standalone, options.dataDir);
  say(`ready ${standalone.url}`);
  for (const line of next(standalone, options.dataDir)) say(line);
};

const read = readOptions(process.argv.slice(2), process.env);
if ('help' in read) {
  say(HELP);
} else if ('errors' in read) {
  process.stderr.write(`${read.errors.join('\n')}\n\n${HELP}`);
  process.exitCode = 2;
} else {
  run(read.options).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
