/** What an order decides, point by point. A name is declined only as its owner stored it; otherwise the point needs no other case. */
import {
  END_REASON_RU,
  FORM_RU,
  type OrderContent,
  type OrderIssued,
  PAIR_ROLE_RU,
  REGULATION_ANNEX_RU,
  russianDate,
} from '@nastavnik/domain';
import type { Uuid } from '@nastavnik/kernel';
import type { Desk } from './desk';
import { orderCited, positionOf } from './parts';
import { membersOfPair, type PairMembers } from './pairs';

export interface Decided {
  /** Why, before ПРИКАЗЫВАЮ. */
  readonly purpose: string;
  /** Beside the acts that the order cites. */
  readonly grounds?: string;
  readonly points: readonly string[];
  /** Whom the points name. */
  readonly people: readonly Uuid[];
}

type Of<Kind extends OrderContent['kind']> = Extract<OrderContent, { readonly kind: Kind }>;

const listed = (items: readonly string[]): string => items.map((item) => `\n– ${item}`).join(';');

/** `Иванова Анна Петровна, заместитель директора`. */
const withPosition = async (desk: Desk, id: Uuid): Promise<string> =>
  `${desk.name(id)}, ${desk.say(await positionOf(desk, id), 'person-position')}`;

/** `Назначить куратором Иванову Анну Петровну`, where that form is stored; `Назначить: куратор — Иванова Анна Петровна, педагог`. */
const appoint = async (
  desk: Desk,
  id: Uuid,
  role: { readonly instrumental: string; readonly nominative: string },
): Promise<string> => {
  const accusative = desk.inCase(id, 'accusative');
  return accusative === undefined
    ? `Назначить: ${role.nominative} – ${await withPosition(desk, id)}.`
    : `Назначить ${role.instrumental} ${accusative}.`;
};

const introduction = async (
  desk: Desk,
  { from, until, grounds, responsibles = [], monitoring = [], plannedResults = [] }: Of<'INTRODUCTION'>,
): Promise<Decided> => {
  await desk.meet(responsibles.map(({ personId }) => personId));
  const charged = await Promise.all(
    responsibles.map(async ({ personId, duties }) => `${await withPosition(desk, personId)}: ${duties}`),
  );
  return {
    purpose: 'В целях внедрения целевой модели наставничества',
    ...(grounds === undefined ? {} : { grounds }),
    points: [
      `Внедрить целевую модель наставничества с ${russianDate(from)}${until === undefined ? '' : ` по ${russianDate(until)}`}.`,
      ...(charged.length === 0
        ? []
        : [
            `Назначить ответственных за внедрение и реализацию целевой модели наставничества:${listed(charged)}.`,
          ]),
      ...(monitoring.length === 0
        ? []
        : [
            `Установить сроки проведения мониторинга эффективности программ наставничества: ${monitoring.map(({ on }) => russianDate(on)).join(', ')}.`,
          ]),
      ...(plannedResults.length === 0
        ? []
        : [
            `Утвердить планируемые результаты внедрения целевой модели наставничества:${listed(plannedResults)}.`,
          ]),
    ],
    people: responsibles.map(({ personId }) => personId),
  };
};

const appointment = async (desk: Desk, { coordinatorId, curators }: Of<'APPOINTMENT'>): Promise<Decided> => {
  const people = [
    ...(coordinatorId === undefined ? [] : [coordinatorId]),
    ...curators.map((one) => one.personId),
  ];
  await desk.meet(people);
  return {
    purpose: 'В целях организации наставничества',
    points: [
      ...(coordinatorId === undefined
        ? []
        : [
            await appoint(desk, coordinatorId, {
              instrumental: 'координатором внедрения целевой модели наставничества',
              nominative: 'координатор внедрения целевой модели наставничества',
            }),
          ]),
      ...(await Promise.all(
        curators.map(({ personId, form }) => {
          const which = form === 'ALL' ? '' : ` (форма наставничества ${FORM_RU[form]})`;
          return appoint(desk, personId, {
            instrumental: `куратором внедрения целевой модели наставничества${which}`,
            nominative: `куратор внедрения целевой модели наставничества${which}`,
          });
        }),
      )),
    ],
    people,
  };
};

/** `наставник – Иванова Анна Петровна, наставляемый – Петров Иван`. */
const named = (desk: Desk, { mentorIds, menteeIds }: PairMembers): string =>
  [
    ...mentorIds.map((id) => `наставник – ${desk.name(id)}`),
    ...menteeIds.map((id) => `наставляемый – ${desk.name(id)}`),
  ].join(', ');

/** `Закрепить Иванову Анну Петровну за Петровым Иваном`, where every form is stored. */
const fixed = (desk: Desk, { mentorIds, menteeIds }: PairMembers): string | undefined => {
  const mentors = mentorIds.map((id) => desk.inCase(id, 'accusative'));
  const mentees = menteeIds.map((id) => desk.inCase(id, 'instrumental'));
  return [...mentors, ...mentees].includes(undefined)
    ? undefined
    : `Закрепить в качестве наставника ${mentors.join(', ')} за наставляемым: ${mentees.join(', ')}`;
};

const changes = (desk: Desk, { pairs }: Of<'PAIR_CHANGE'>): readonly string[] =>
  pairs.map(({ role, leavingId, joiningId, on }) => {
    const [leaving, joining] = [desk.inCase(leavingId, 'accusative'), desk.inCase(joiningId, 'accusative')];
    const day = russianDate(on);
    return leaving === undefined || joining === undefined
      ? `Произвести с ${day} замену в наставнической паре (группе): выбывает ${PAIR_ROLE_RU[role]} – ${desk.name(leavingId)}; вступает ${PAIR_ROLE_RU[role]} – ${desk.name(joiningId)}.`
      : `Заменить с ${day} в наставнической паре (группе) участника (${PAIR_ROLE_RU[role]}) ${leaving} на ${joining}.`;
  });

/** Points of an order about pairs that stand. */
const aboutPairs = async (
  desk: Desk,
  content: Of<'PAIRS' | 'PAIR_CHANGE' | 'PAIR_PROLONGATION' | 'PAIR_END'>,
  orderId: Uuid,
): Promise<Decided> => {
  const lives = await Promise.all(content.pairs.map(({ pairId }) => membersOfPair(desk, pairId, orderId)));
  const moved =
    content.kind === 'PAIR_CHANGE' ? content.pairs.flatMap((one) => [one.leavingId, one.joiningId]) : [];
  const people = [...lives.flatMap(({ mentorIds, menteeIds }) => [...mentorIds, ...menteeIds]), ...moved];
  await desk.meet(people);
  const all = { people: [...new Set(content.kind === 'PAIR_CHANGE' ? moved : people)] };
  switch (content.kind) {
    case 'PAIRS':
      return {
        ...all,
        purpose: 'В целях реализации программ наставничества, с письменного согласия участников',
        points: [
          'Утвердить наставников и закрепить наставнические пары (группы) согласно приложению № 1 к настоящему приказу.',
          ...lives.flatMap((members) => {
            const sentence = fixed(desk, members);
            return sentence === undefined ? [] : [`${sentence}.`];
          }),
          'Наставникам разработать совместно с наставляемыми персонализированные программы (планы) наставничества.',
        ],
      };
    case 'PAIR_CHANGE':
      return {
        ...all,
        purpose: 'В связи с изменением состава наставнических пар (групп)',
        points: changes(desk, content),
      };
    case 'PAIR_PROLONGATION':
      return {
        ...all,
        purpose: 'В целях продолжения реализации программ наставничества',
        points: content.pairs.map(
          ({ until }, at) =>
            `Продлить по ${russianDate(until)} срок наставнической пары (группы): ${named(desk, lives[at]!)}.`,
        ),
      };
    case 'PAIR_END':
      return {
        ...all,
        purpose: 'В связи с досрочным прекращением наставничества',
        points: content.pairs.map(
          ({ reason, on }, at) =>
            `Прекратить ${russianDate(on)} ${END_REASON_RU[reason]} наставническую пару (группу): ${named(desk, lives[at]!)}.`,
        ),
      };
  }
};

/** Every kind of order there is. */
export const orderPoints = async (desk: Desk, { data }: OrderIssued): Promise<Decided> => {
  const { content } = data;
  const simply = (purpose: string, ...sentences: readonly string[]): Decided => ({
    ...{ purpose, points: sentences, people: [] },
  });
  switch (content.kind) {
    case 'INTRODUCTION':
      return introduction(desk, content);
    case 'APPOINTMENT':
      return appointment(desk, content);
    case 'PAIRS':
    case 'PAIR_CHANGE':
    case 'PAIR_PROLONGATION':
    case 'PAIR_END':
      return aboutPairs(desk, content, data.orderId);
    case 'REGULATION':
      return simply(
        'В целях нормативного обеспечения наставничества',
        `Утвердить: ${[content.title, ...(content.annexes ?? []).map((one) => `приложение – ${REGULATION_ANNEX_RU[one]}`)].join('; ')}.`,
      );
    case 'MENTOR_SCHOOL':
      return simply(
        'В целях обучения наставников',
        'Организовать «Школу наставников».',
        `Утвердить программы и графики обучения наставников:${listed(content.programmes)}.`,
      );
    case 'FINAL_EVENT':
      return simply(
        'В целях подведения итогов наставничества',
        `Провести ${russianDate(content.on)} итоговое мероприятие в рамках реализации целевой модели наставничества.`,
      );
    case 'AMENDMENT':
      return simply(
        'В целях уточнения ранее изданного приказа',
        `Внести в приказ ${desk.say(await orderCited(desk, content.orderId), 'order')} следующие изменения: ${content.changes.replace(/\.$/, '')}.`,
      );
    case 'CANCELLATION':
      return simply(
        `В связи с утратой основания: ${content.reason.replace(/\.$/, '')}`,
        `Приказ ${desk.say(await orderCited(desk, content.orderId), 'order')} отменить с ${russianDate(data.issuedOn)}.`,
      );
    default: {
      const people = (content.people ?? []).map(({ personId }) => personId);
      await desk.meet(people);
      const charged = await Promise.all(
        (content.people ?? []).map(
          async ({ personId, duties }) =>
            `${await withPosition(desk, personId)}${duties === undefined ? '' : `: ${duties}`}`,
        ),
      );
      return {
        purpose: 'В целях реализации наставничества',
        points: [
          `Утвердить: ${content.title.replace(/\.$/, '')}.`,
          ...(charged.length === 0 ? [] : [`Определить участников:${listed(charged)}.`]),
        ],
        people,
      };
    }
  }
};
