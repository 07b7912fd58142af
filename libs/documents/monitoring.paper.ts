/** Monitoring notes: of a pair (S62-6.1–6.5, KIL-7, IZO-6.1), and of an organisation's campaign (SEV-IV-6, SEV-RM-F2). Levels and numbers, never marks. */
import {
  ANALYSIS_PART_RU,
  CAMPAIGN_KIND_RU,
  type CampaignEvent,
  DEFICIT_RU,
  type Finding,
  GROWTH_MEASURE_RU,
  GROWTH_MEASURES,
  type Indicator,
  LEVEL_RU,
  type Level,
  type Measure,
  MONITORING_ASPECTS,
  type MonitoringAspect,
  MONITORING_KIND_RU,
  type MonitoringKind,
  type PairEvent,
  russianDate,
  type Setting,
  type Total,
} from '@nastavnik/domain';
import { profileOf } from '@nastavnik/evidence';
import type { Uuid } from '@nastavnik/kernel';
import type { Block } from '@nastavnik/platform/documents';
import type { Desk, Written } from './desk';
import { type FixedLife, membersIn, pairOf } from './pairs';
import { head, heading, inBrackets, organisationOf, text, told } from './parts';
import { passport } from './programme.paper';

const decimal = (number: number): string => String(number).replace('.', ',');
const percent = (numerator: number, denominator: number): string =>
  denominator === 0 ? '' : ` (${decimal(Math.round((numerator / denominator) * 1000) / 10)} %)`;

/** A value as a reader expects it: `12 из 15 (80 %)`, `3,2 → 4,1 балла`, `достаточный`. */
export const valueWords = (value: Measure | Total['value']): string => {
  switch (value.kind) {
    case 'LEVEL':
      return `уровень: ${LEVEL_RU[value.level]}`;
    case 'NUMBER':
      return `${decimal(value.number)} ${value.unit}`;
    case 'SHARE':
      return `${decimal(value.numerator)} из ${decimal(value.denominator)}${percent(value.numerator, value.denominator)}`;
    case 'CHANGE':
      return `было ${decimal(value.before)}, стало ${decimal(value.after)} (${value.unit})`;
    case 'LEVELS':
      return Object.entries(value.count)
        .map(([level, count]) => `${LEVEL_RU[level as Level]} – ${count}`)
        .join(', ');
  }
};

const ASPECT_RU: { readonly [A in MonitoringAspect]: string } = {
  PROCESS: 'Качество процесса реализации программы',
  IMPACT: 'Влияние программы на её участников',
};

/** Names of the parts that indicators of the ready regulations are divided into; others stand as their regulation codes them. */
const PARTS_RU: { readonly [part: string]: string } = {
  RESULT: 'результативность',
  RISKS: 'риски',
  MENTEE: 'наставляемый',
  MENTOR: 'наставник',
  QUALITY: 'качество',
  PACE: 'темпы',
  PEDAGOGUES: 'педагоги',
  STUDENTS: 'обучающиеся',
};
const partWords = (part: string | undefined): string =>
  part === undefined ? '' : `: ${PARTS_RU[part] ?? part}`;

const titleOf = (indicators: readonly Indicator[], code: string): string =>
  indicators.find((one) => one.code === code)?.title ?? code;

/** Where the regulation names the indicator. */
const clauseOf = ({ value, clauses }: Setting<readonly Indicator[]>, code: string): string | null => {
  const id = value.find((one) => one.code === code)?.clause;
  return clauses.find((one) => one.id === id)?.clause ?? null;
};

const findingsTable = (setting: Setting<readonly Indicator[]>, findings: readonly Finding[]): Block => ({
  kind: 'table',
  columns: [
    { heading: '№', width: 6 },
    { heading: 'Показатель', width: 50 },
    { heading: 'Пункт положения', width: 16 },
    { heading: 'Результат', width: 28 },
  ],
  rows: findings.map(({ indicator, part, value }, at) => [
    String(at + 1),
    `${titleOf(setting.value, indicator)}${partWords(part)}`,
    clauseOf(setting, indicator),
    valueWords(value),
  ]),
});

/** S62-6.3, KIL-7.2: what was found at the entry and at the exit, side by side. */
const comparison = (desk: Desk, state: FixedLife): readonly Block[] => {
  const level = (of: FixedLife['entry'], id: Uuid, measure: (typeof GROWTH_MEASURES)[number]) => {
    const found = of[id]?.levels[measure];
    return found === undefined ? null : LEVEL_RU[found];
  };
  const rows = membersIn(state).menteeIds.flatMap((id) =>
    GROWTH_MEASURES.map((measure) => [
      desk.name(id),
      GROWTH_MEASURE_RU[measure],
      level(state.entry, id, measure),
      level(state.exit, id, measure),
    ]).filter(([, , entry, exit]) => entry !== null || exit !== null),
  );
  if (rows.length === 0) return [];
  return [
    heading('Сравнение на «входе» и «выходе»'),
    {
      kind: 'table',
      columns: [
        { heading: 'Наставляемый', width: 34 },
        { heading: 'Что сравнивается', width: 34 },
        { heading: 'На входе', width: 16 },
        { heading: 'На выходе', width: 16 },
      ],
      rows,
    },
  ];
};

type Completed = Extract<PairEvent, { type: 'MonitoringCompleted' }>;

/** The last monitoring of a kind in a pair; `undefined` where there was none. */
export const pairMonitoringPaper = async (
  desk: Desk,
  pairId: Uuid,
  kind: MonitoringKind,
): Promise<Written | undefined> => {
  const state = await pairOf(desk, pairId);
  if (!('members' in state)) return undefined;
  const done = (await desk.events('pair', pairId)).findLast(
    (one): one is Completed & typeof one => one.type === 'MonitoringCompleted' && one.data.kind === kind,
  );
  const organisation = await organisationOf(desk, state.schoolId);
  if (done === undefined || organisation === undefined) return undefined;
  const { parameters } = await profileOf(desk.reader, state.schoolId, done.data.effectiveOn);
  await desk.meet(state.members.map(({ participantId }) => participantId));
  const { text: note } = await desk.words(done.data.note);
  const title = `Аналитическая справка, ${MONITORING_KIND_RU[kind]} мониторинг наставничества`;
  return desk.written(title, {
    title,
    on: done.data.effectiveOn,
    size: 12,
    body: [
      { kind: 'centred', text: organisation.name },
      { kind: 'centred', text: '' },
      { kind: 'centred', text: 'АНАЛИТИЧЕСКАЯ СПРАВКА', bold: true },
      {
        kind: 'centred',
        text: `${MONITORING_KIND_RU[kind]} мониторинг реализации программы наставничества`,
        bold: true,
      },
      { kind: 'centred', text: `дата мониторинга: ${russianDate(done.data.effectiveOn)}` },
      { kind: 'centred', text: '' },
      ...(await passport(desk, state)),
      text(`Мониторинг проведён без выставления отметок${inBrackets(parameters.gradingAllowed)}.`),
      ...MONITORING_ASPECTS.flatMap((aspect): readonly Block[] => {
        const found = done.data.findings.filter((one) => one.aspect === aspect);
        return found.length === 0
          ? []
          : [heading(ASPECT_RU[aspect]), findingsTable(parameters.indicators, found)];
      }),
      ...(kind === 'FINAL' ? comparison(desk, state) : []),
      ...told('Выводы, риски и рекомендации', desk.ask(note, 'words')),
      { kind: 'signatures', signatures: [{ who: 'Мониторинг провёл(а)', name: null }] },
    ],
  });
};

const listed = (title: string, items: readonly string[]): readonly Block[] =>
  items.length === 0 ? [] : [heading(capital(title)), ...items.map((item) => text(`– ${item}`))];
const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

const lastOf = <Type extends CampaignEvent['type']>(events: readonly CampaignEvent[], type: Type) =>
  events.findLast((one) => one.type === type) as Extract<CampaignEvent, { type: Type }> | undefined;

/** The note on a campaign, once it is consolidated; `undefined` before. Figures are aggregates: nobody is named in it. */
export const campaignPaper = async (desk: Desk, campaignId: Uuid): Promise<Written | undefined> => {
  const events = await desk.events('campaign', campaignId);
  const [opened, summed, analysed] = [
    lastOf(events, 'CampaignOpened'),
    lastOf(events, 'CampaignConsolidated'),
    lastOf(events, 'CampaignAnalysed'),
  ];
  if (opened === undefined || summed === undefined) return undefined;
  const organisation = await organisationOf(desk, opened.data.organisationId);
  if (organisation === undefined) return undefined;
  const nameOf = async (id: Uuid): Promise<string> => (await organisationOf(desk, id))?.shortName ?? id;
  const { kind, year, window, snapshotOn, indicatorSet, schoolIds, orderId } = opened.data;
  const missing = await Promise.all(summed.data.missing.map(nameOf));
  const found = analysed?.data;
  const recommended = await Promise.all(
    (found?.recommendations ?? []).map(
      async ({ organisationId, measure }) => `${await nameOf(organisationId)}: ${measure}`,
    ),
  );
  const order =
    orderId === undefined
      ? undefined
      : (await desk.events('order', orderId)).find((event) => event.type === 'OrderIssued');
  const title = `Аналитическая справка, ${CAMPAIGN_KIND_RU[kind]} мониторинг`;
  return desk.written(title, {
    title,
    on:
      found === undefined ? summed.data.effectiveOn : (analysed?.data.effectiveOn ?? summed.data.effectiveOn),
    size: 12,
    body: [
      { kind: 'centred', text: organisation.name },
      { kind: 'centred', text: '' },
      { kind: 'centred', text: 'АНАЛИТИЧЕСКАЯ СПРАВКА', bold: true },
      {
        kind: 'centred',
        text: `${CAMPAIGN_KIND_RU[kind]} мониторинг системы наставничества, ${year} год`,
        bold: true,
      },
      { kind: 'centred', text: '' },
      text(
        `Мониторинг проведён с ${russianDate(window.from)} по ${russianDate(window.until)}${order === undefined ? '' : `, приказ № ${order.data.number} от ${russianDate(order.data.issuedOn)}`}; сведения – на ${russianDate(snapshotOn)}; набор показателей, версия ${indicatorSet.version}.`,
      ),
      text(
        `Организаций в перечне: ${schoolIds.length}; сведения приняты: ${summed.data.accepted.length}${percent(summed.data.accepted.length, schoolIds.length)}.${missing.length === 0 ? '' : ` Не представили сведений: ${missing.join(', ')}.`}`,
      ),
      heading('Показатели'),
      {
        kind: 'table',
        columns: [
          { heading: '№', width: 6 },
          { heading: 'Показатель', width: 46 },
          { heading: 'Организаций', width: 15 },
          { heading: 'Итог', width: 33 },
        ],
        rows: summed.data.totals.map(({ indicator, part, schools, value, target }, at) => [
          String(at + 1),
          `${titleOf(indicatorSet.indicators, indicator)}${partWords(part)}`,
          String(schools),
          `${valueWords(value)}${target === undefined ? '' : `\nцель: не менее ${target.atLeastPercent} % – ${target.met ? 'достигнута' : 'не достигнута'}`}`,
        ]),
      },
      ...listed(
        ANALYSIS_PART_RU.DEFICITS,
        (found?.deficits ?? []).map(({ type, found: count }) => `${DEFICIT_RU[type]}: ${count}`),
      ),
      ...listed(ANALYSIS_PART_RU.NEEDS, found?.needs ?? []),
      ...listed(ANALYSIS_PART_RU.PROBLEM_ZONES, found?.problemZones ?? []),
      ...listed(ANALYSIS_PART_RU.RECOMMENDATIONS, recommended),
      ...listed(ANALYSIS_PART_RU.BEST_PRACTICES, found?.bestPractices ?? []),
      ...(found === undefined ? told('Выводы и рекомендации', desk.ask(undefined, 'words')) : []),
      { kind: 'signatures', signatures: [head(desk, organisation)] },
    ],
  });
};
