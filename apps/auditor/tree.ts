/** `audit tree`: the tree in the database, made again from the log and compared row by row. */
import type { EventStore } from '@nastavnik/platform/event-store';
import { checkTree, type TreeCheck, type TreeFinding } from '@nastavnik/platform/transparency';
import type { Pool } from 'pg';
import type { ProofRequest } from './proof.arguments';
import { keyOf } from './verify';

const TAMPERED = {
  log: 'изменено событие в журнале: подписанная контрольная точка подтверждает лист',
  tree: 'изменён лист в дереве: подписанная контрольная точка подтверждает событие',
  unknown: 'изменено событие или лист; подписанной контрольной точки, которая решила бы, нет',
} as const;

const place = ({ stream, revision, id }: { stream: string; revision: string; id: string }): string =>
  `событие ${id} (${stream}, № ${revision})`;

const lineOf = (finding: TreeFinding): string => {
  switch (finding.what) {
    case 'leaf-differs':
      return `лист ${finding.index}, ${place(finding.event)}: ${TAMPERED[finding.tampered]}`;
    case 'leaf-missing':
      return `${place(finding.event)}: листа в дереве нет`;
    case 'event-missing':
      return `лист ${finding.index}: события на позиции ${finding.position} в журнале нет`;
    case 'position-differs':
      return `лист ${finding.index}, ${place(finding.event)}: в дереве позиция ${finding.position}, в журнале ${finding.event.position}`;
    case 'hash-differs':
      return `хеш ${finding.index} уровня ${finding.level}: не тот, что следует из листьев`;
    case 'hash-missing':
      return `хеш ${finding.index} уровня ${finding.level}: отсутствует`;
    case 'hash-extra':
      return `хеш ${finding.index} уровня ${finding.level}: из листьев не следует`;
    case 'checkpoint-unreadable':
      return `контрольная точка размера ${finding.size}: подпись неверна или запись изменена`;
    case 'checkpoint-differs':
      return `контрольная точка размера ${finding.size}: подписанного корня нет ни у журнала, ни у дерева`;
  }
};

const asText = ({ events, size, behind, checkpoints, findings }: TreeCheck): string =>
  [
    `Событий в журнале: ${events}, листьев в дереве: ${size}${behind === 0 ? '' : `, ещё не внесено: ${behind}`}, контрольных точек: ${checkpoints}`,
    ...findings.map((finding) => `  ! ${lineOf(finding)}`),
    findings.length === 0 ? 'Дерево сходится с журналом.' : `Найдено: ${findings.length}. НЕ СХОДИТСЯ.`,
    '',
  ].join('\n');

/** @returns whether tree, log and checkpoints agree */
export const tree = async (
  { key, json }: Extract<ProofRequest, { what: 'tree' }>,
  store: EventStore,
  pool: Pool,
  say: (text: string) => void,
): Promise<boolean> => {
  const check = await checkTree(store, pool, key === undefined ? undefined : keyOf(key).vkey);
  say(json ? `${JSON.stringify(check, null, 2)}\n` : asText(check));
  return check.findings.length === 0;
};
