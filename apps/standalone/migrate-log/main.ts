/** `npm run migrate-log -- --to esdb://…`: the log of a standalone installation moves to EventStoreDB. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { EmbeddedPostgresTrouble } from '@nastavnik/platform/embedded';
import { EventStoreUnavailable, RevisionConflict } from '@nastavnik/platform/event-store';
import { dataDirAt } from '../data-dir';
import { moveLog, MoveRefused } from './migrate-log';

const HELP = `Перенос журнала установки npm start в EventStoreDB (KurrentDB). Установка должна быть остановлена.

  npm run migrate-log -- --to esdb://user:password@host:2113

События переносятся с теми же id, в том же порядке, побайтно; прерванный перенос продолжается с того же места. В конце
журналы сверяются целиком (число, id, байты, корень дерева Меркла), и позиции в таблицах установки переводятся.

  NASTAVNIK_DATA_DIR  чей журнал, ./.nastavnik если не сказано; DATABASE_URL — если база данных не встроенная

Moves the log of a standalone installation to EventStoreDB. Exit code: 0 done, 1 refused or failed, 2 wrong usage.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

class WrongUsage extends Error {}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return say(HELP);
  const { to } = values;
  if (to === undefined || !/^(esdb|kurrentdb)(\+discover)?:\/\/\S+$/.test(to)) {
    throw new WrongUsage('--to: нужен адрес esdb://… An esdb:// address is needed.');
  }
  const dir = dataDirAt(path.resolve(process.env.NASTAVNIK_DATA_DIR || '.nastavnik'));
  if (!existsSync(dir.root)) throw new MoveRefused(`Здесь нет установки: ${dir.root}. No installation here.`);
  let said = 0;
  const { events, before, root } = await moveLog(
    { dir, to, ...(process.env.DATABASE_URL ? { databaseUrl: process.env.DATABASE_URL } : {}) },
    (count) => {
      if (Date.now() - said < 1_000) return;
      said = Date.now();
      say(`перенесено событий: ${count}`);
    },
  );
  say(
    `Событий: ${events}${before === 0 ? '' : `, из них перенесено раньше: ${before}`}. Журналы сошлись побайтно.`,
  );
  say(`Корень дерева Меркла обоих: ${root}`);
  say('Время действий — прежнее, в метаданных событий; время записи в хранилище EventStoreDB ставит своё.');
  say(`Дальше: EVENTSTORE_URL=… NASTAVNIK_DATA_DIR=${dir.root} npm start -- --no-sample`);
  say(
    'Сводные таблицы будут собраны заново. Читателям ленты (/v1/feed) и подписки — читать с начала: позиции другие.',
  );
};

main().catch((error: unknown) => {
  const { code } = error as { code?: string };
  if (error instanceof WrongUsage || code?.startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
  if (error instanceof RevisionConflict) {
    process.stderr.write(
      'В приёмник пишет кто-то ещё. Остановите его. Somebody else writes to the target.\n',
    );
    process.exit(1);
  }
  const known = [MoveRefused, EventStoreUnavailable, EmbeddedPostgresTrouble].some(
    (kind) => error instanceof kind,
  );
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
