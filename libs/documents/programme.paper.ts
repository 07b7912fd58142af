/** Papers of a pair's programme: the personalised programme itself (S62-7-02, KIL-5.3, MR-CUR-02) and the mentor's report (S62-7-10, KIL-5.5). */
import {
  FORM_RU,
  type Form,
  MEETING_KIND_RU,
  type MeetingKind,
  type MeetingSequence,
  MODEL_ELEMENT_RU,
  type PairEvent,
  PLAN_PART_RU,
  type PlanPart,
  type ProfileInForce,
  ROLE_MODEL_RU,
  russianDate,
  TASK_RU,
  type VaultRef,
} from '@nastavnik/domain';
import { profileOf } from '@nastavnik/evidence';
import type { Uuid } from '@nastavnik/kernel';
import type { Block, Signature, Stamp } from '@nastavnik/platform/documents';
import { blank } from '@nastavnik/platform/documents';
import type { Desk, Written } from './desk';
import { type FixedLife, membersIn, pairOf } from './pairs';
import { approval, heading, inBrackets, orderCited, organisationOf, text, told } from './parts';

/** Fields of the words of a plan, by the part each tells. */
type PlanWords = {
  readonly text?: string;
  readonly goal?: string;
  readonly ownResources?: string;
  readonly environment?: string;
  readonly selfAnalysis?: string;
  readonly route?: string;
};
const PARTS: readonly (readonly [keyof PlanWords, PlanPart])[] = [
  ['goal', 'GOAL'],
  ['ownResources', 'OWN_RESOURCES'],
  ['environment', 'ENVIRONMENT'],
  ['selfAnalysis', 'SELF_ANALYSIS'],
  ['route', 'ROUTE'],
];

/** A pair that an order fixed, with its school and the regulation it is judged by. */
const livesOf = async (desk: Desk, pairId: Uuid) => {
  const state = await pairOf(desk, pairId);
  if (!('members' in state)) return undefined;
  const organisation = await organisationOf(desk, state.schoolId);
  if (organisation === undefined) return undefined;
  const profile = await profileOf(desk.reader, state.schoolId, state.fixedOn);
  await desk.meet(state.members.map(({ participantId }) => participantId));
  return { state, organisation, profile, events: await desk.events('pair', pairId) };
};

/** Who the pair are, on what order, until when. */
export const passport = async (desk: Desk, state: FixedLife): Promise<readonly Block[]> => {
  const { mentorIds, menteeIds } = membersIn(state);
  const rows: readonly (readonly [string, string])[] = [
    [mentorIds.length > 1 ? 'Наставники' : 'Наставник', mentorIds.map((id) => desk.name(id)).join('\n')],
    [menteeIds.length > 1 ? 'Наставляемые' : 'Наставляемый', menteeIds.map((id) => desk.name(id)).join('\n')],
    ['Форма наставничества', FORM_RU[state.form]],
    ...(state.roleModel === undefined ? [] : [['Ролевая модель', ROLE_MODEL_RU[state.roleModel]] as const]),
    ['Задачи', state.tasks.map((task) => TASK_RU[task]).join(', ')],
    ['Приказ о закреплении', desk.say(await orderCited(desk, state.orderId), 'order')],
    ['Срок', `с ${russianDate(state.from)} по ${russianDate(state.until)}`],
  ];
  return [
    {
      kind: 'table',
      columns: [
        { heading: 'Сведения', width: 34 },
        { heading: 'Содержание', width: 66 },
      ],
      rows,
    },
  ];
};

export const membersSign = (desk: Desk, state: FixedLife): readonly Signature[] => {
  const { mentorIds, menteeIds } = membersIn(state);
  return [
    ...mentorIds.map((id) => ({ who: 'Наставник', name: desk.short(id) })),
    ...menteeIds.map((id) => ({ who: 'Наставляемый', name: desk.short(id) })),
  ];
};

const sequenceFor = (sequence: MeetingSequence, form: Form): readonly MeetingKind[] =>
  'general' in sequence ? (sequence.byForm[form] ?? sequence.general) : sequence;

/** Meetings in the order of the regulation, with the days of those that were held. */
const meetings = (state: FixedLife, { parameters }: ProfileInForce): readonly Block[] => {
  const prescribed = sequenceFor(parameters.meetingSequence.value, state.form);
  const kinds: readonly MeetingKind[] = prescribed.length > 0 ? prescribed : ['REGULAR'];
  const planned = state.meetings.find(({ kind }) => kind === 'PLANNING')?.plannedRegularMeetings;
  return [
    heading(`План встреч${inBrackets(parameters.meetingSequence)}`),
    {
      kind: 'table',
      columns: [
        { heading: '№', width: 7 },
        { heading: 'Встреча', width: 43 },
        { heading: 'По плану', width: 18 },
        { heading: 'Проведена', width: 32 },
      ],
      rows: kinds.map((kind, at) => {
        const held = state.meetings
          .filter((meeting) => meeting.kind === kind)
          .map(({ on }) => russianDate(on));
        const count = kind === 'REGULAR' ? (planned === undefined ? null : String(planned)) : '1';
        return [String(at + 1), MEETING_KIND_RU[kind], count, held.length === 0 ? null : held.join(', ')];
      }),
    },
  ];
};

/** The last plan the pair drafted, corrected or had approved. */
const planOf = (events: readonly PairEvent[]) => {
  const plans = events.filter(
    (one): one is Extract<PairEvent, { type: 'PlanDrafted' | 'PlanCorrected' }> =>
      one.type === 'PlanDrafted' || one.type === 'PlanCorrected',
  );
  const approved = events.filter((one) => one.type === 'PlanApproved' || one.type === 'PlanCorrected').at(-1);
  const ref = approved?.data.plan;
  const plan = plans.findLast(({ data }) => ref === undefined || data.plan.recordId === ref.recordId);
  const approvedOn = events.findLast(({ type }) => type === 'PlanApproved')?.data.effectiveOn;
  return { plan: plan?.data, approvedOn };
};

const goalsOf = async (desk: Desk, events: readonly PairEvent[]): Promise<readonly string[]> => {
  const goals: string[] = [];
  for (const event of events) {
    if (event.type !== 'GoalSet') continue;
    const { text: words } = await desk.words(event.data.goal);
    const when = event.data.dueOn === undefined ? '' : ` (до ${russianDate(event.data.dueOn)})`;
    goals.push(
      `${event.data.horizon === 'NEAR' ? 'Ближайшая цель' : 'Перспектива'}${when}: ${desk.say(words, 'words')}`,
    );
  }
  return goals;
};

/** Who agrees to the programme before it is approved, where the regulation has such a body. */
const agreedBy = ({ parameters }: ProfileInForce): Stamp | undefined => {
  const signature = `${blank(10)} ${blank(14)}`;
  if (parameters.mentorCouncil.value !== 'NONE' && parameters.mentorCouncil.clauses.length > 0)
    return {
      word: 'СОГЛАСОВАНО',
      lines: ['Совет наставников', `протокол от ${blank(8)} № ${blank(4)}`, signature],
    };
  if (parameters.coordinator.value === 'SCHOOL_DEPUTY_UVR')
    return {
      word: 'СОГЛАСОВАНО',
      lines: ['Координатор наставничества', signature, `«${blank(3)}» ${blank(10)} 20${blank(2)} г.`],
    };
  return undefined;
};

/** `undefined` for a pair that no order fixed. */
export const programmePaper = async (desk: Desk, pairId: Uuid): Promise<Written | undefined> => {
  const known = await livesOf(desk, pairId);
  if (known === undefined) return undefined;
  const { state, organisation, profile, events } = known;
  const { parameters } = profile;
  const { plan, approvedOn } = planOf(events);
  const words = await desk.words<PlanWords>(plan?.plan as VaultRef | undefined);
  const goals = await goalsOf(desk, events);
  const left = agreedBy(profile);
  const parts = PARTS.filter(
    ([field, part]) => words[field] !== undefined || parameters.planParts.value.includes(part),
  );
  const impact = parameters.indicators.value.filter(({ aspect }) => aspect === 'IMPACT');
  return desk.written('Персонализированная программа наставничества', {
    title: 'Персонализированная программа наставничества',
    on: approvedOn ?? state.fixedOn,
    size: 12,
    body: [
      {
        kind: 'stamps',
        ...(left === undefined ? {} : { left }),
        right: approval(desk, organisation, approvedOn),
      },
      { kind: 'centred', text: organisation.name },
      { kind: 'centred', text: '' },
      { kind: 'centred', text: 'ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА НАСТАВНИЧЕСТВА', bold: true },
      { kind: 'centred', text: '' },
      ...(await passport(desk, state)),
      ...(plan?.elements === undefined
        ? []
        : [text(`Элементы модели: ${plan.elements.map((one) => MODEL_ELEMENT_RU[one]).join(', ')}.`)]),
      ...(goals.length === 0 ? [] : [heading('Цели'), ...goals.map(text)]),
      ...parts.flatMap(([field, part]) =>
        told(capital(PLAN_PART_RU[part]), desk.ask(words[field], field === 'goal' ? 'goal' : 'plan'), 2),
      ),
      ...told(`Содержание программы${inBrackets(parameters.coAuthoredPlan)}`, desk.ask(words.text, 'plan')),
      ...meetings(state, profile),
      ...(impact.length === 0
        ? []
        : [
            heading(`Ожидаемые результаты оцениваются по показателям${inBrackets(parameters.indicators)}`),
            ...impact.map(({ title }) => text(`– ${title}`)),
          ]),
      { kind: 'signatures', signatures: membersSign(desk, state) },
    ],
  });
};

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** The last report of a mentor of the pair; `undefined` where there is none. */
export const reportPaper = async (desk: Desk, pairId: Uuid, mentorId: Uuid): Promise<Written | undefined> => {
  const known = await livesOf(desk, pairId);
  if (known === undefined) return undefined;
  const { state, organisation, events } = known;
  const report = events.findLast(
    (one): one is Extract<PairEvent, { type: 'MentorReportSubmitted' }> & typeof one =>
      one.type === 'MentorReportSubmitted' && one.data.mentorId === mentorId,
  );
  if (report === undefined) return undefined;
  const words = await desk.words<{
    readonly work?: string;
    readonly proposals?: string;
    readonly conclusions?: string;
  }>(report.data.report);
  const held = state.meetings.filter(({ attendeeIds }) => attendeeIds.includes(mentorId));
  return desk.written('Отчёт наставника', {
    title: 'Отчёт наставника',
    on: report.data.effectiveOn,
    size: 12,
    body: [
      { kind: 'centred', text: organisation.name },
      { kind: 'centred', text: '' },
      { kind: 'centred', text: 'ОТЧЁТ НАСТАВНИКА', bold: true },
      { kind: 'centred', text: 'о проделанной работе, с предложениями и выводами', bold: true },
      { kind: 'centred', text: '' },
      ...(await passport(desk, state)),
      ...told('1. Проделанная работа', desk.ask(words.work, 'words')),
      ...(held.length === 0
        ? []
        : [
            text(
              `Проведено встреч: ${held.length} (${held.map(({ kind, on }) => `${MEETING_KIND_RU[kind]} – ${russianDate(on)}`).join('; ')}).`,
            ),
          ]),
      ...told('2. Предложения', desk.ask(words.proposals, 'words')),
      ...told('3. Выводы', desk.ask(words.conclusions, 'words')),
      { kind: 'ends', left: `Дата отчёта: ${russianDate(report.data.effectiveOn)}`, right: '' },
      {
        kind: 'signatures',
        signatures: [
          { who: 'Наставник', name: desk.short(mentorId) },
          { who: 'Отчёт принял(а) куратор', name: null },
        ],
      },
    ],
  });
};
