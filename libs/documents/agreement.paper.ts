/** The cooperation agreement with a mentor from outside (S62-4.14) and the addendum to an employment contract (art. 351.8 of the Labour Code, KIL-2.1.4). */
import {
  type AgreementConcluded,
  LEGAL_TERMS,
  lawInForce,
  type ProfileInForce,
  russianDate,
} from '@nastavnik/domain';
import { profileOf } from '@nastavnik/evidence';
import type { Uuid } from '@nastavnik/kernel';
import { blank, type Block, dateInWords } from '@nastavnik/platform/documents';
import type { Desk, Written } from './desk';
import { head, heading, inBrackets, type Organisation, organisationOf, points, text } from './parts';

type Data = AgreementConcluded['data'];

const term = ({ from, until }: Data): string =>
  `с ${russianDate(from)}${until === undefined ? '' : ` по ${russianDate(until)}`}`;

/** Sides, named in the nominative. */
const sides = (desk: Desk, { mentorIds }: Data, { name }: Organisation, as: string): Block =>
  text(
    `Организация: ${name}, – в лице: ${desk.say(undefined, 'signatory-position', blank(20))}, ${desk.say(undefined, 'signatory-name', blank(20))}, – с одной стороны, и ${as}: ${mentorIds.map((id) => desk.name(id)).join(', ')}, – с другой стороны, заключили настоящее соглашение о нижеследующем.`,
  );

const signed = (
  desk: Desk,
  { mentorIds }: Data,
  organisation: Organisation,
  as: string,
): readonly Block[] => [
  heading('Подписи сторон'),
  {
    kind: 'signatures',
    signatures: [head(desk, organisation), ...mentorIds.map((id) => ({ who: as, name: desk.short(id) }))],
  },
];

const cooperation = (
  desk: Desk,
  data: Data,
  organisation: Organisation,
  { parameters }: ProfileInForce,
): readonly Block[] => [
  sides(desk, data, organisation, 'наставник'),
  heading('1. Предмет соглашения'),
  text(
    `1.1. Наставник участвует в реализации программ наставничества организации, передаёт наставляемым опыт и знания, оказывает им поддержку${inBrackets(parameters.externalMentorAgreement)}.`,
  ),
  text(
    data.gratuitous
      ? `1.2. Соглашение заключается на безвозмездной основе${inBrackets(parameters.externalMentorGratuitous)}.`
      : `1.2. Размер и условия оплаты: ${desk.say(undefined, 'pay', blank(40))}.`,
  ),
  heading('2. Обязанности сторон'),
  text(
    '2.1. Организация знакомит наставника с положением и программами наставничества, назначает куратора, создаёт условия для встреч.',
  ),
  text(
    '2.2. Наставник разрабатывает совместно с наставляемым план, проводит встречи, подводит итоги отчётом.',
  ),
  text('2.3. Стороны соблюдают законодательство о персональных данных.'),
  heading('3. Срок действия'),
  text(
    `3.1. Соглашение действует ${term(data)}${data.until === undefined ? ' и прекращается по заявлению одной из сторон' : ''}.`,
  ),
  heading('4. Реквизиты сторон'),
  {
    kind: 'table',
    columns: [
      { heading: 'Организация', width: 50 },
      { heading: 'Наставник', width: 50 },
    ],
    rows: [
      [
        `${organisation.name}\nАдрес: ${desk.say(undefined, 'requisites')}\nИНН, ОГРН: ${blank(20)}`,
        `${data.mentorIds.map((id) => desk.name(id)).join(', ')}\n${data.mentorIds
          .map((id) => desk.workplace(id) ?? '')
          .filter(Boolean)
          .join(', ')}\nАдрес: ${desk.say(undefined, 'requisites')}`,
      ],
    ],
  },
  ...signed(desk, data, organisation, 'Наставник'),
];

const addendum = async (
  desk: Desk,
  data: Data,
  organisation: Organisation,
  { parameters }: ProfileInForce,
): Promise<readonly Block[]> => {
  const pay = await desk.words(data.terms?.pay);
  const law = lawInForce(LEGAL_TERMS.employeeMentoringTerms, data.from)
    ? 'В соответствии со статьёй 351.8 Трудового кодекса Российской Федерации'
    : 'По соглашению сторон';
  const notice = LEGAL_TERMS.refusalNoticeWorkingDays;
  return [
    sides(desk, data, organisation, 'работник'),
    ...points([
      `${law}${inBrackets(parameters.mentorPayment)} и на основании письменного согласия работника от ${desk.say(data.terms && russianDate(data.terms.consentedOn), 'date', dateInWords(undefined))} работодатель поручает, а работник выполняет работу по наставничеству.`,
      `Содержание наставничества: ${desk.say(data.terms?.content, 'terms', blank(60))}.`,
      `Форма наставничества: ${desk.say(data.terms?.form, 'terms', blank(40))}.`,
      `Срок наставничества: ${term(data)}.`,
      `Размер и условия оплаты: ${data.gratuitous ? 'без дополнительной оплаты' : desk.say(pay.text, 'pay', blank(60)).replace(/\.$/, '')}.`,
      ...(lawInForce(notice, data.from)
        ? [
            'Работник вправе досрочно отказаться от наставничества, а работодатель – досрочно отменить поручение, предупредив об этом другую сторону не менее чем за три рабочих дня.',
          ]
        : []),
      'Настоящее соглашение является неотъемлемой частью трудового договора, составлено в двух экземплярах, по одному для каждой из сторон.',
    ]),
    ...signed(desk, data, organisation, 'Работник'),
    { kind: 'field', label: 'Экземпляр соглашения получил(а), дата и подпись', value: null },
  ];
};

/** The agreement as concluded; `undefined` for one that was not. */
export const agreementPaper = async (desk: Desk, agreementId: Uuid): Promise<Written | undefined> => {
  const concluded = (await desk.events('agreement', agreementId)).find(
    (event): event is AgreementConcluded & typeof event => event.type === 'AgreementConcluded',
  );
  if (concluded === undefined) return undefined;
  const { data } = concluded;
  const organisation = await organisationOf(desk, data.schoolId);
  if (organisation === undefined) return undefined;
  const profile = await profileOf(desk.reader, data.schoolId, data.effectiveOn);
  await desk.meet(data.mentorIds);
  const cooperating = data.kind === undefined || data.kind === 'COOPERATION';
  const title = cooperating
    ? 'Соглашение о сотрудничестве'
    : 'Дополнительное соглашение к трудовому договору';
  const under = cooperating
    ? []
    : [
        {
          kind: 'centred',
          text: `к трудовому договору от ${desk.say(undefined, 'contract-reference', blank(12))} № ${blank(8)}`,
        } as const,
      ];
  return desk.written(title, {
    title,
    on: data.effectiveOn,
    size: 12,
    body: [
      {
        kind: 'centred',
        text: cooperating ? 'СОГЛАШЕНИЕ О СОТРУДНИЧЕСТВЕ' : 'ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ',
        bold: true,
      },
      ...under,
      { kind: 'ends', left: `№ ${data.number}`, right: dateInWords(data.effectiveOn) },
      ...(cooperating
        ? cooperation(desk, data, organisation, profile)
        : await addendum(desk, data, organisation, profile)),
    ],
  });
};
