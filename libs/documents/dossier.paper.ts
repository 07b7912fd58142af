/**
 * What a reader opens in the dossier of a pair: a README and a Word file. Both are made from its events and its checkpoint alone, so that whoever
 * has verified these makes them again and sees whether they were changed. They name nobody: events hold no names.
 */
import {
  type DomainEvents,
  membersNow,
  PAIR_STAGE_RU,
  type PairState,
  russianDate,
  streamOf,
} from '@nastavnik/domain';
import {
  type AuditedEvent,
  auditRecorded,
  type PairAudit,
  roleRu,
  type ToldEvent,
  toldOf,
} from '@nastavnik/evidence';
import type { IsoDate, Recorded, Uuid } from '@nastavnik/kernel';
import { type Block, type Paper, writePaper } from '@nastavnik/platform/documents';
import { heading, text } from './parts';

/** Of what a dossier's reader is told. */
export interface DossierContents {
  readonly pairId: Uuid;
  /** Those shown to this reader, in the order of the log. */
  readonly events: readonly Recorded<DomainEvents>[];
  /** How many more are proved and not shown. */
  readonly withheld: number;
  /** Of the checkpoint that the proofs lead to. */
  readonly checkpoint: { readonly size: number; readonly root: Buffer; readonly vkey: string };
}

/** Names of the files, as they stand in the archive. */
export const DOSSIER_README = 'README.txt';
export const DOSSIER_PAPER = 'summary.docx';

const day = (iso: string): string => russianDate(iso.slice(0, 10));

const COLUMNS = [
  { heading: '№', width: 5 },
  { heading: 'Действие', width: 31 },
  { heading: 'Действует с', width: 10 },
  { heading: 'Записано (UTC)', width: 11 },
  { heading: 'Кто', width: 13 },
  { heading: 'Пункты', width: 20 },
  { heading: 'Вывод', width: 10 },
] as const;

const verdictOf = (event: ToldEvent | AuditedEvent): string =>
  !('verdict' in event) ? '' : event.verdict === 'STANDS' ? 'верно' : 'нарушение';

/** @param judged verdicts are told */
const acts = (events: readonly (ToldEvent | AuditedEvent)[], judged: boolean): Block => ({
  kind: 'table',
  columns: COLUMNS,
  rows: events.map((event, at) => [
    String(at + 1),
    event.title,
    day(event.effectiveOn),
    `${day(event.recordedAt)} ${event.recordedAt.slice(11, 16)}`,
    `${roleRu(event.actor.role)} ${event.actor.id.slice(0, 8)}`,
    event.clauses.join('; '),
    judged ? verdictOf(event) : null,
  ]),
});

const people = (state: PairState): readonly Block[] => {
  if (state.stage === 'none') return [];
  const rows =
    state.stage === 'proposed'
      ? [
          ...state.menteeIds.map((id) => ['наставляемый', id]),
          ...state.candidateIds.map((id) => ['кандидат в наставники', id]),
        ]
      : membersNow(state).map(({ role, participantId }) => [
          role === 'MENTOR' ? 'наставник' : 'наставляемый',
          participantId,
        ]);
  return [
    heading('Участники'),
    text('Имён в журнале и в досье нет: участники названы номерами записей.'),
    {
      kind: 'table',
      columns: [
        { heading: 'Роль', width: 40 },
        { heading: 'Запись', width: 60 },
      ],
      rows,
    },
  ];
};

const violations = ({ events }: PairAudit): readonly Block[] => {
  const found = events.flatMap(({ title, effectiveOn, findings }) =>
    findings.map(
      ({ message, clauses }) =>
        `${title} (${day(effectiveOn)}). ${message}${clauses.length === 0 ? '' : ` [${clauses.join('; ')}]`}`,
    ),
  );
  return found.length === 0
    ? [text('Каждое действие проверено по правилам своего дня: нарушений не найдено.')]
    : [
        heading('Нарушения, найденные проверкой по правилам своего дня'),
        ...found.map((sentence, at): Block => ({ kind: 'point', number: `${at + 1}.`, text: sentence })),
      ];
};

/** The day of the last thing recorded: the only day that the events themselves give. */
const lastDay = (events: readonly Recorded<DomainEvents>[]): IsoDate =>
  events
    .reduce((last, { stamp }) => (stamp.recordedAt > last ? stamp.recordedAt : last), '1970-01-01')
    .slice(0, 10);

const dossierPaper = async ({ pairId, events, withheld, checkpoint }: DossierContents): Promise<Paper> => {
  const audit = await auditRecorded(events, pairId);
  const judged = withheld === 0;
  const isOwn = ({ stream }: ToldEvent): boolean => stream === streamOf.pair(pairId);
  const told: readonly (ToldEvent | AuditedEvent)[] = [
    ...(audit?.events ?? []),
    ...(audit?.around ?? []),
  ].sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  const touching = new Set(told.map(({ eventId }) => eventId));
  const behind = events.filter(({ id }) => !touching.has(id)).map(toldOf);
  const annex = (
    number: number,
    title: string,
    of: readonly (ToldEvent | AuditedEvent)[],
    verdicts: boolean,
  ) =>
    of.length === 0
      ? []
      : [{ mark: [`Приложение ${number}`], title, body: [acts(of, verdicts)], landscape: true as const }];
  return {
    title: 'Досье наставнической пары',
    on: lastDay(events),
    size: 12,
    body: [
      { kind: 'centred', text: 'ДОСЬЕ', bold: true },
      { kind: 'centred', text: 'наставнической пары (группы)', bold: true },
      { kind: 'centred', text: '' },
      { kind: 'field', label: 'Пара', value: pairId },
      ...(audit === undefined
        ? []
        : [
            {
              kind: 'field',
              label: 'Состояние',
              value: audit.broken ?? PAIR_STAGE_RU[audit.state.stage],
            } as const,
          ]),
      { kind: 'field', label: 'Событий доказано', value: String(events.length + withheld) },
      ...(withheld === 0
        ? []
        : [
            text(
              `Содержание ${withheld} событий не раскрывается: в них есть сведения, которые не выходят за пределы школы. Поэтому действия здесь не проверены по правилам.`,
            ),
          ]),
      { kind: 'field', label: 'Журнал подписан при размере', value: String(checkpoint.size) },
      { kind: 'field', label: 'Корень дерева', value: checkpoint.root.toString('base64') },
      { kind: 'field', label: 'Ключ проверки', value: checkpoint.vkey },
      ...people(audit?.state ?? { stage: 'none' }),
      ...(judged && audit !== undefined ? violations(audit) : []),
      text(
        'Доказаны события (events.jsonl); этот документ сделан из них. Проверка досье делает его заново и сличает.',
      ),
    ],
    annexes: [
      ...annex(1, 'Действия пары', told.filter(isOwn), judged),
      ...annex(
        2,
        'Что ещё её касалось',
        told.filter((event) => !isOwn(event)),
        judged,
      ),
      ...annex(3, 'На чём это основано', behind, false),
    ],
  };
};

const readme = ({ pairId, events, withheld, checkpoint }: DossierContents): string =>
  [
    `Досье пары ${pairId}`,
    '',
    `Событий: ${events.length + withheld}. Журнал подписан при размере ${checkpoint.size}.`,
    ...(withheld === 0
      ? []
      : [
          `Содержание ${withheld} событий не раскрывается: в них есть сведения, которые не выходят за пределы школы. То, что эти события записаны, доказано наравне с остальными.`,
        ]),
    '',
    'Проверить, без сети и без базы данных:',
    '  npm run audit -- verify <этот файл> --key <ключ проверки журнала>',
    'Сравнить с контрольной точкой, сохранённой раньше:',
    '  npm run audit -- verify <этот файл> --key <ключ> --witness <файл контрольной точки>',
    '',
    'Ключ проверки возьмите не отсюда, а у владельца журнала. Для сличения, этот журнал подписан ключом',
    `  ${checkpoint.vkey}`,
    '',
    'events.jsonl       события: лист дерева и тексты, хеши которых он содержит',
    'proofs.jsonl       доказательство включения каждого события',
    'checkpoint         контрольная точка: размер и корень дерева, подписанные журналом',
    'consistency.jsonl  прежние контрольные точки с доказательствами, что журнал только рос',
    `${DOSSIER_PAPER}       то же для чтения; сделано из событий, проверка делает его заново и сличает`,
    '',
    'Как проверить своими средствами: docs/proofs.md (RFC 9162, C2SP tlog-checkpoint, signed-note).',
    '',
  ].join('\n');

/** Both files. The same contents are the same bytes. */
export const dossierReading = async (
  contents: DossierContents,
): Promise<{ readonly [DOSSIER_README]: Buffer; readonly [DOSSIER_PAPER]: Buffer }> => ({
  [DOSSIER_README]: Buffer.from(readme(contents), 'utf8'),
  [DOSSIER_PAPER]: await writePaper(await dossierPaper(contents)),
});
