/** What the auditor says: a table for a person in Russian, the same as data for a program. */
import type { Json, Uuid } from '@nastavnik/kernel';
import { membersNow, PAIR_STAGE_RU, type PairState, russianDate, streamOf } from '@nastavnik/domain';
import type { AuditedEvent, LivesCompared, PairAudit, ToldEvent } from '@nastavnik/evidence';
import { roleRu, toldOf } from '@nastavnik/evidence';
import type { AuditRequest, Point } from './arguments';
import type { RegisterCheck } from './register';

const date = (iso: string): string => russianDate(iso.slice(0, 10));
const moment = (iso: string): string => `${date(iso)} ${iso.slice(11, 16)}`;

/** `МОУ СОШ № 62, п. 4.1; 5.3, абз. 1, 2` from clauses quoted one by one; places without a number stay as they are. */
const together = (clauses: readonly string[]): string => {
  const documents = new Map<string, Map<string, string[]>>();
  for (const quoted of clauses) {
    const [document, clause] = quoted.split(', п. ') as [string, string | undefined];
    if (clause === undefined) {
      documents.set(quoted, new Map());
      continue;
    }
    const [number, paragraph] = clause.split(', абз. ') as [string, string | undefined];
    const numbers = documents.get(document) ?? new Map<string, string[]>();
    numbers.set(number, [...(numbers.get(number) ?? []), ...(paragraph === undefined ? [] : [paragraph])]);
    documents.set(document, numbers);
  }
  const one = ([number, paragraphs]: [string, string[]]): string =>
    paragraphs.length === 0 ? number : `${number}, абз. ${paragraphs.join(', ')}`;
  return [...documents]
    .map(([document, numbers]) =>
      numbers.size === 0 ? document : `${document}, п. ${[...numbers].map(one).join('; ')}`,
    )
    .join('; ');
};

/** Breaks text between words into lines of a width. */
const wrap = (text: string, width: number): readonly string[] =>
  text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);

const COLUMNS = [
  { title: '№', width: 3 },
  { title: 'Событие', width: 44 },
  { title: 'Действует', width: 10 },
  { title: 'Записано (UTC)', width: 16 },
  { title: 'Кто', width: 17 },
  { title: 'Пункты', width: 34 },
  { title: 'Вывод', width: 10 },
] as const;

const row = (cells: readonly string[]): string => {
  const wrapped = COLUMNS.map(({ width }, at) => wrap(cells[at] ?? '', width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    COLUMNS.map(({ width }, at) => (wrapped[at]![line] ?? '').padEnd(width))
      .join('  ')
      .trimEnd(),
  ).join('\n');
};

const isOwn = ({ stream }: ToldEvent, pairId: Uuid): boolean => stream === streamOf.pair(pairId);

/** @param number in the stream of the pair, or in the log */
const eventRow = (event: AuditedEvent, number: string): string =>
  [
    row([
      number,
      event.title,
      date(event.effectiveOn),
      moment(event.recordedAt),
      `${roleRu(event.actor.role)} ${event.actor.id.slice(0, 8)}`,
      together(event.clauses),
      event.findings.length === 0 ? 'верно' : 'НАРУШЕНИЕ',
    ]),
    ...event.findings.map(
      ({ rule, clauses, message, detail }) =>
        `     ! ${message}${clauses.length === 0 ? '' : ` [${together(clauses)}]`} (${rule})` +
        (rule === 'recorded-otherwise' ? ` ${JSON.stringify(detail)}` : ''),
    ),
  ].join('\n');

const stateLines = (state: PairState): readonly string[] => {
  const lines = [`Состояние: ${PAIR_STAGE_RU[state.stage]}.`];
  if (state.stage === 'none') return lines;
  if (state.stage === 'proposed') {
    return [
      ...lines,
      `Наставляемые: ${state.menteeIds.join(', ')}`,
      `Кандидаты: ${state.candidateIds.join(', ')}`,
    ];
  }
  const members = (role: 'MENTOR' | 'MENTEE'): string =>
    membersNow(state)
      .filter((member) => member.role === role)
      .map(({ participantId }) => participantId)
      .join(', ');
  lines.push(`Наставники: ${members('MENTOR')}`, `Наставляемые: ${members('MENTEE')}`);
  lines.push(`Срок: ${date(state.from)} — ${date(state.until)}, приказ от ${date(state.fixedOn)}`);
  lines.push(`Встреч проведено: ${state.meetings.length}`);
  const { INTERIM, FINAL } = state.monitoring;
  lines.push(
    `Мониторинг: промежуточный ${INTERIM === undefined ? 'не проведён' : date(INTERIM)}, итоговый ${FINAL === undefined ? 'не проведён' : date(FINAL)}`,
  );
  return lines;
};

const registerLines = (check: RegisterCheck): readonly string[] => {
  switch (check.verdict) {
    case 'not-compared':
      return ['Реестр: не сверялся.'];
    case 'agrees':
      return ['Реестр пар: сходится с журналом.'];
    case 'lags':
      return [
        `Реестр пар: ОТСТАЁТ — видел позицию ${check.position}, нужна ${check.needed}. Запустите projector и повторите проверку.`,
      ];
    case 'absent':
      return ['Реестр пар: РАСХОЖДЕНИЕ — этой пары в нём нет.'];
    case 'differs':
      return [
        'Реестр пар: РАСХОЖДЕНИЕ с журналом',
        ...check.differences.map(
          ({ path, expected, found }) =>
            `     ! ${path}: по журналу ${JSON.stringify(expected ?? null)}, в реестре ${JSON.stringify(found ?? null)}`,
        ),
      ];
  }
};

export const agrees = (audit: PairAudit, register: RegisterCheck): boolean =>
  audit.broken === undefined &&
  audit.events.every(({ findings }) => findings.length === 0) &&
  (register.verdict === 'agrees' || register.verdict === 'not-compared');

/** A point of both axes, in words. */
const at = ({ on, knownOn }: Point): string =>
  (on === undefined ? '' : `, на ${date(on)}`) +
  (knownOn === undefined ? '' : `, как было известно ${date(knownOn)}`);

const toldRow = (event: ToldEvent): string =>
  row([
    event.position,
    event.title,
    date(event.effectiveOn),
    moment(event.recordedAt),
    `${roleRu(event.actor.role)} ${event.actor.id.slice(0, 8)}`,
    together(event.clauses),
  ]);

/** What touched the pair from other streams, by its place in the log; with a verdict where it can be judged. */
const aroundLines = ({ pairId, events, around }: PairAudit): readonly string[] => {
  const rows = [
    ...events
      .filter((event) => !isOwn(event, pairId))
      .map((event) => ({ event, text: eventRow(event, event.position) })),
    ...around.map((event) => ({ event, text: toldRow(event) })),
  ].sort((a, b) => (BigInt(a.event.position) < BigInt(b.event.position) ? -1 : 1));
  return rows.length === 0
    ? []
    : ['', 'Что ещё касалось пары (№ — место в журнале):', ...rows.map(({ text }) => text)];
};

/** For a person. */
export const asText = (audit: PairAudit, register: RegisterCheck, request: AuditRequest): string => {
  const broken = audit.events.filter(({ findings }) => findings.length > 0).length;
  return [
    `Пара ${audit.pairId}${at(request)}`,
    '',
    row(COLUMNS.map(({ title }) => title)),
    COLUMNS.map(({ width }) => '—'.repeat(width)).join('  '),
    ...audit.events
      .filter((event) => isOwn(event, audit.pairId))
      .map((event) => eventRow(event, event.revision)),
    ...aroundLines(audit),
    '',
    ...(audit.broken === undefined
      ? stateLines(audit.state)
      : [`События не складываются в жизнь пары: ${audit.broken}`]),
    ...registerLines(register),
    '',
    agrees(audit, register)
      ? `Проверено событий: ${audit.events.length}. Всё сходится.`
      : `Проверено событий: ${audit.events.length}, с нарушениями: ${broken}. НЕ СХОДИТСЯ.`,
    '',
  ].join('\n');
};

/** For a program; positions and revisions are decimal strings. */
export const asJson = (audit: PairAudit, register: RegisterCheck, request: AuditRequest): string =>
  `${JSON.stringify(
    {
      pairId: audit.pairId,
      on: request.on ?? null,
      knownOn: request.knownOn ?? null,
      agrees: agrees(audit, register),
      events: audit.events,
      around: audit.around,
      state: audit.state,
      broken: audit.broken ?? null,
      register,
    },
    (_, value: unknown): Json => (typeof value === 'bigint' ? value.toString() : (value as Json)),
    2,
  )}\n`;

/** Two moments of one pair, for a person. */
export const comparisonAsText = (compared: LivesCompared, request: AuditRequest, other: Point): string => {
  const only = (title: string, events: LivesCompared['onlyInOne']): readonly string[] =>
    events.length === 0 ? [] : ['', title, ...events.map((event) => toldRow(toldOf(event)))];
  return [
    `Пара ${request.pairId}`,
    `  первый момент${at(request) || ': без среза'}`,
    `  второй момент${at(other) || ': без среза'}`,
    '',
    ...(compared.state.length === 0
      ? ['Состояние одно и то же.']
      : [
          'Состояние различается:',
          ...compared.state.map(
            ({ path, expected, found }) =>
              `     ! ${path}: в первом ${JSON.stringify(expected ?? null)}, во втором ${JSON.stringify(found ?? null)}`,
          ),
        ]),
    ...only('Только в первом (№ — место в журнале):', compared.onlyInOne),
    ...only('Только во втором (№ — место в журнале):', compared.onlyInOther),
    '',
  ].join('\n');
};

/** Two moments of one pair, for a program. */
export const comparisonAsJson = (compared: LivesCompared, request: AuditRequest, other: Point): string => {
  const point = ({ on, knownOn }: Point) => ({ on: on ?? null, knownOn: knownOn ?? null });
  return `${JSON.stringify(
    {
      pairId: request.pairId,
      one: point(request),
      other: point(other),
      differences: compared.state.map(({ path, expected, found }) => ({
        path,
        one: expected ?? null,
        other: found ?? null,
      })),
      onlyInOne: compared.onlyInOne.map(toldOf),
      onlyInOther: compared.onlyInOther.map(toldOf),
    },
    null,
    2,
  )}\n`;
};
