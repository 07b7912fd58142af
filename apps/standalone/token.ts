/** `npm run token`: a development token of the standalone's issuer on standard output. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DevelopmentIssuer } from '@nastavnik/platform/identity';
import { sample } from './sample/school-62';

const ROLES = [
  'director',
  'curator',
  'coordinator',
  'mentor',
  'mentee',
  'municipal-specialist',
  'methodist',
  'region-operator',
  'auditor',
  'integration',
  'site-administrator',
  'data-protection-officer',
];
const OF_SCHOOL = new Set([...ROLES.slice(0, 5), 'site-administrator', 'data-protection-officer']);
const OF_MUNICIPALITY = new Set(['municipal-specialist', 'methodist']);

const HELP = `npm run -s token -- --role <role> [--organisation <id>] [--sub <id>] [--ttl <seconds>]

  --role          ${ROLES.join(', ')}
  --organisation  school or municipality the person acts for; the sample's own when absent
  --sub           opaque id of the person: a curator, mentor or mentee is recognised by it
  --ttl           seconds, 12 hours by default
`;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      organisation: { type: 'string' },
      sub: { type: 'string' },
      ttl: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const { role } = values;
  const ttl = values.ttl === undefined ? undefined : Number(values.ttl);
  if (role === undefined || !ROLES.includes(role) || (ttl !== undefined && !Number.isInteger(ttl))) {
    process.stderr.write(
      `Нужна роль --role из списка и целое --ttl. A role of the list is needed.\n\n${HELP}`,
    );
    process.exitCode = 2;
    return;
  }
  const dataDir = path.resolve(process.env.NASTAVNIK_DATA_DIR || '.nastavnik');
  if (!existsSync(dataDir))
    throw new Error(`Здесь нет установки: ${dataDir}. Сначала запустите npm start. No installation here.`);
  const hasSample = existsSync(path.join(dataDir, 'sample.json'));
  const organisation =
    values.organisation ??
    (hasSample
      ? OF_SCHOOL.has(role)
        ? sample.schoolId
        : OF_MUNICIPALITY.has(role)
          ? sample.municipalityId
          : undefined
      : undefined);
  const issuer = await DevelopmentIssuer.open(dataDir);
  process.stdout.write(
    `${await issuer.issue({
      role,
      ...(values.sub === undefined ? {} : { sub: values.sub }),
      ...(organisation === undefined ? {} : { organisationId: organisation }),
      ...(ttl === undefined ? {} : { ttl }),
    })}\n`,
  );
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
