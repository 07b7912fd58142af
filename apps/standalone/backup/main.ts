/** `npm run backup` and `npm run restore`: a copy of the standalone installation, and an installation out of its copy. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BackupDamaged } from '@nastavnik/platform/backup';
import { EmbeddedPostgresTrouble } from '@nastavnik/platform/embedded';
import { RegisterDamaged } from '@nastavnik/platform/vault';
import { dataDirAt } from '../data-dir';
import { backUp, BackupRefused, LOG_TABLE, secretsToKeep } from './back-up';
import { restore } from './restore';

const HELP = `Резервная копия установки npm start и восстановление из неё.

  npm run backup -- --to <каталог или файл> [--keys <файл>]
      пока система работает; данные — в новый файл *.backup, ключи людей — в nastavnik.keys рядом (или --keys),
      на место прежних. Главного ключа, ключа получателей и ключа подписи в копии нет: их хранят отдельно.

  npm run restore -- --from <файл.backup> --keys <nastavnik.keys> --secrets <каталог> --erasures <erasures.jsonl> --data <каталог>
      --secrets      каталог с сохранёнными vault.key и webhook.key (и, если есть, transparency.key,
                     development-issuer.jwk.json)
      --erasures     реестр уничтожений: кто уничтожен после копии, будет уничтожен и в ней
      --no-erasures  реестра нет: данные уничтоженных после последней копии ключей могут вернуться
      --data         новый или пустой каталог

  NASTAVNIK_DATA_DIR  что копировать, ./.nastavnik если не сказано; DATABASE_URL — если база данных не встроенная

Online backup of a standalone installation, and restore. Exit code: 0 done, 1 refused or failed, 2 wrong usage.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

class WrongUsage extends Error {}

const takeBackup = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: { to: { type: 'string' }, keys: { type: 'string' } } });
  if (!values.to) throw new WrongUsage('--to: укажите каталог или файл. A directory or file is needed.');
  if (process.env.EVENTSTORE_URL) {
    throw new BackupRefused(
      'EVENTSTORE_URL: журнал этой установки в EventStoreDB, его копируют средствами EventStoreDB (docker/README.md). The log of this installation is in EventStoreDB.',
    );
  }
  const dataDir = process.env.NASTAVNIK_DATA_DIR || '.nastavnik';
  const { file, keys, manifest } = await backUp({
    dataDir,
    to: values.to,
    ...(values.keys === undefined ? {} : { keys: values.keys }),
    ...(process.env.DATABASE_URL ? { databaseUrl: process.env.DATABASE_URL } : {}),
  });
  const events = manifest.tables.find(({ name }) => name === LOG_TABLE)!.rows;
  say(`Копия: ${file}`);
  say(`  на ${manifest.takenAt}; событий: ${events}, таблиц: ${manifest.tables.length}; прочитана и сверена`);
  say(`Ключи людей: ${keys} — храните отдельно от данных и только последние.`);
  say('В копии нет и без них её не открыть — сохраните отдельно:');
  for (const secret of secretsToKeep(dataDir)) say(`  ${secret}`);
  say(
    `Реестр уничтожений: ${process.env.NASTAVNIK_ERASURES || dataDirAt(path.resolve(dataDir)).erasures} — понадобится при восстановлении.`,
  );
};

const takeRestore = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: 'string' },
      keys: { type: 'string' },
      secrets: { type: 'string' },
      erasures: { type: 'string' },
      'no-erasures': { type: 'boolean' },
      data: { type: 'string' },
    },
  });
  const mistakes = (['from', 'keys', 'secrets', 'data'] as const)
    .filter((name) => !values[name])
    .map((name) => `--${name}: не указано. Is needed.`);
  if ((values.erasures === undefined) !== (values['no-erasures'] === true)) {
    mistakes.push(
      '--erasures: укажите реестр уничтожений этой установки (erasures.jsonl). Без него данные тех, кого уничтожили после последней копии ключей, вернутся; если реестра нет, скажите это: --no-erasures. The register of erasures is needed, or --no-erasures.',
    );
  }
  if (mistakes.length > 0) throw new WrongUsage(mistakes.join('\n'));
  const { manifest, about, erasedAgain, undecided, missing } = await restore(
    {
      from: path.resolve(values.from!),
      keys: path.resolve(values.keys!),
      secrets: path.resolve(values.secrets!),
      erasures: values.erasures === undefined ? 'none' : path.resolve(values.erasures),
      dataDir: path.resolve(values.data!),
    },
    say,
  );
  const events = manifest.tables.find(({ name }) => name === LOG_TABLE)!.rows;
  say(
    `Восстановлено на ${manifest.takenAt}: событий ${events}, последнее на позиции ${about.position ?? '—'}.`,
  );
  say(
    values.erasures === undefined
      ? 'Реестра уничтожений не было: уничтоженные после последней копии ключей могли вернуться. The register of erasures was not given.'
      : `Уничтожено заново записей: ${erasedAgain}.`,
  );
  if (undecided.length > 0) {
    say(
      'Данные уничтожены, а решения об этом в журнале копии нет — отправьте его снова (акт об уничтожении):',
    );
    for (const id of undecided) say(`  ${id}`);
  }
  for (const name of missing) say(`${name}: не дан, при первом запуске будет сделан новый.`);
  say(`Дальше: NASTAVNIK_DATA_DIR=${path.resolve(values.data!)} npm start -- --no-sample`);
  say('Сводные таблицы будут собраны из журнала заново; действия после копии нужно внести снова.');
};

const main = async (): Promise<void> => {
  const [command, ...args] = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h') || command === '--help') return say(HELP);
  if (command === 'take') return takeBackup(args);
  if (command === 'restore') return takeRestore(args);
  throw new WrongUsage('');
};

main().catch((error: unknown) => {
  const { code } = error as { code?: string };
  if (error instanceof WrongUsage || code?.startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
  const known = [BackupRefused, BackupDamaged, RegisterDamaged, EmbeddedPostgresTrouble].some(
    (kind) => error instanceof kind,
  );
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
