/**
 * Consents, each a document of its own (S62-4.10, S62-4.11, KIL-2.1.2, KIL-2.1.3): to take part, to the processing of personal data with
 * everything that art. 9 p. 4 of 152-FZ asks for, to distribution (art. 10.1), to the additional duties of an employee. A blank to be
 * signed, or the paper of a consent that was given.
 */
import {
  type ConsentGiver,
  type ConsentPurpose,
  lawInForce,
  LEGAL_TERMS,
  type ProfileInForce,
  russianDate,
  type VaultRef,
} from '@nastavnik/domain';
import { profileOf } from '@nastavnik/evidence';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { type Block, dateInWords } from '@nastavnik/platform/documents';
import type { Desk, Written } from './desk';
import { fullName } from './names';
import { heading, inBrackets, type Organisation, organisationOf, points, text } from './parts';

/** Consents that an event records, and that of an employee to the duties, which is a paper only. */
export const CONSENT_FORMS = ['PARTICIPATION', 'PERSONAL_DATA', 'DISTRIBUTION', 'DUTIES'] as const;
export type ConsentForm = (typeof CONSENT_FORMS)[number];

export interface AskedConsent {
  readonly schoolId: Uuid;
  readonly participantId: Uuid;
  readonly form: ConsentForm;
  readonly by: ConsentGiver;
  /** Day of the consent; of the regulation that a blank cites. */
  readonly asOf: IsoDate;
  readonly givenOn?: IsoDate;
  readonly validUntil?: IsoDate;
  readonly representative?: VaultRef;
}

type Representative = {
  readonly familyName?: string;
  readonly givenName?: string;
  readonly patronymic?: string;
  readonly authority?: string;
};

const TITLES: { readonly [Form in ConsentForm]: readonly [title: string, fileName: string] } = {
  PARTICIPATION: ['на участие в программе наставничества', 'Согласие на участие в программе наставничества'],
  PERSONAL_DATA: ['на обработку персональных данных', 'Согласие на обработку персональных данных'],
  DISTRIBUTION: [
    'на обработку персональных данных, разрешённых субъектом персональных данных для распространения',
    'Согласие на распространение персональных данных',
  ],
  DUTIES: [
    'на возложение дополнительных обязанностей, связанных с наставнической деятельностью',
    'Согласие на возложение обязанностей наставника',
  ],
};

/** Who writes, for whom. */
const subject = (desk: Desk, asked: AskedConsent, representative: Representative): readonly Block[] => {
  const name = desk.name(asked.participantId);
  const identified = (): readonly Block[] => [
    { kind: 'field', label: 'Зарегистрирован(а) по адресу', value: desk.ask(undefined, 'address') },
    {
      kind: 'field',
      label: 'Документ, удостоверяющий личность (вид, серия, номер, кем и когда выдан)',
      value: desk.ask(undefined, 'identity-document'),
    },
  ];
  const data = asked.form === 'PERSONAL_DATA' || asked.form === 'DISTRIBUTION' ? identified() : [];
  if (asked.by === 'SELF') return [{ kind: 'text', text: `Я, ${name},`, plain: true }, ...data];
  const minor = desk.inCase(asked.participantId, 'genitive');
  return [
    { kind: 'text', text: `Я, ${desk.say(fullName(representative), 'representative')},`, plain: true },
    ...data,
    {
      kind: 'text',
      plain: true,
      text:
        minor === undefined
          ? `законный представитель (${desk.say(representative.authority, 'representative')}) несовершеннолетнего участника: ${name},`
          : `законный представитель (${desk.say(representative.authority, 'representative')}) ${minor},`,
    },
    ...(data.length === 0
      ? []
      : ([
          {
            kind: 'field',
            label: 'Документ, подтверждающий полномочия представителя, и документ несовершеннолетнего',
            value: desk.ask(undefined, 'representative'),
          },
        ] as const)),
  ];
};

const PERSONAL_DATA = [
  'фамилия, имя, отчество; дата рождения; контактные данные',
  'место работы или учёбы, должность; стаж и категория участника; опыт наставника',
  'потребности и результаты диагностики; содержание программы (плана), отчётов и мониторинга наставничества',
  'сведения о согласиях, приказах, соглашениях, обучении и поощрениях, связанных с наставничеством',
].join('; ');

const ACTIONS =
  'сбор, запись, систематизация, накопление, хранение, уточнение (обновление, изменение), извлечение, использование, передача (предоставление, доступ) работникам оператора, обезличивание, блокирование, удаление, уничтожение';

const term = ({ validUntil }: AskedConsent): string =>
  validUntil === undefined
    ? 'до достижения цели обработки или до отзыва согласия'
    : `по ${russianDate(validUntil)}, если не отозвано раньше`;

/** Art. 9 p. 4: operator, purpose, data, processor, actions, term, withdrawal. */
const processing = (desk: Desk, asked: AskedConsent, { name }: Organisation): readonly Block[] => [
  text(
    'в соответствии со статьёй 9 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных» даю согласие на обработку персональных данных на следующих условиях:',
  ),
  { kind: 'field', label: 'Оператор', value: name },
  { kind: 'field', label: 'Адрес оператора', value: desk.ask(undefined, 'operator-address') },
  {
    kind: 'field',
    label: 'Цель обработки',
    value:
      'организация и учёт наставничества: ведение баз наставляемых и наставников, формирование пар (групп), реализация программы наставничества, мониторинг и отчётность',
  },
  { kind: 'field', label: 'Перечень персональных данных', value: PERSONAL_DATA },
  { kind: 'field', label: 'Лицо, обрабатывающее данные по поручению оператора (при наличии)', value: null },
  {
    kind: 'field',
    label: 'Перечень действий',
    value: `${ACTIONS}; с использованием средств автоматизации и без них`,
  },
  { kind: 'field', label: 'Срок действия согласия', value: term(asked) },
  {
    kind: 'field',
    label: 'Способ отзыва',
    value: 'письменное заявление, поданное оператору',
  },
];

const distribution = (desk: Desk, asked: AskedConsent, { name }: Organisation): readonly Block[] => [
  text(
    'в соответствии со статьёй 10.1 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных» разрешаю распространение следующих персональных данных:',
  ),
  { kind: 'field', label: 'Оператор', value: name },
  { kind: 'field', label: 'Адрес оператора', value: desk.ask(undefined, 'operator-address') },
  { kind: 'field', label: 'Цель', value: 'представление наставников и лучших практик наставничества' },
  {
    kind: 'field',
    label: 'Данные, разрешённые для распространения',
    value: 'фамилия, имя, отчество; должность; достижения в наставничестве',
  },
  { kind: 'field', label: 'Информационные ресурсы (адреса)', value: null },
  { kind: 'field', label: 'Условия и запреты (при наличии)', value: null },
  { kind: 'field', label: 'Срок действия согласия', value: term(asked) },
  {
    kind: 'field',
    label: 'Способ отзыва',
    value: 'требование о прекращении распространения, поданное оператору',
  },
];

const takingPart = (asked: AskedConsent, { parameters }: ProfileInForce): readonly Block[] => [
  text(
    `добровольно даю согласие на участие в программе наставничества${inBrackets(parameters.participationConsent)}${asked.validUntil === undefined ? '' : ` по ${russianDate(asked.validUntil)}`}.`,
  ),
  heading('Мне разъяснено, что:'),
  ...points([
    'участие основывается на добровольном согласии;',
    'согласие может быть отозвано в любое время письменным заявлением;',
    'согласие на обработку персональных данных оформляется отдельным документом.',
  ]),
];

const duties = (
  { asOf }: AskedConsent,
  { parameters }: ProfileInForce,
  { name }: Organisation,
): readonly Block[] => [
  text(
    `работник организации: ${name}, – даю согласие на возложение на меня дополнительных обязанностей, связанных с наставнической деятельностью${inBrackets(parameters.pairOrder)}.`,
  ),
  ...(lawInForce(LEGAL_TERMS.employeeMentoringTerms, asOf)
    ? [
        text(
          'Содержание, срок и форма наставничества, размер и условия его оплаты определяются трудовым договором или дополнительным соглашением к нему (статья 351.8 Трудового кодекса Российской Федерации).',
        ),
        text(
          'Мне известно право досрочно отказаться от наставничества, предупредив об этом работодателя в письменной форме не менее чем за три рабочих дня.',
        ),
      ]
    : []),
];

const body = (desk: Desk, asked: AskedConsent, profile: ProfileInForce, organisation: Organisation) => {
  switch (asked.form) {
    case 'PARTICIPATION':
      return takingPart(asked, profile);
    case 'PERSONAL_DATA':
      return processing(desk, asked, organisation);
    case 'DISTRIBUTION':
      return distribution(desk, asked, organisation);
    case 'DUTIES':
      return duties(asked, profile, organisation);
  }
};

/** The paper of a consent; `undefined` for a school nobody registered. */
export const consentPaper = async (desk: Desk, asked: AskedConsent): Promise<Written | undefined> => {
  const organisation = await organisationOf(desk, asked.schoolId);
  if (organisation === undefined) return undefined;
  const [profile, representative] = await Promise.all([
    profileOf(desk.reader, asked.schoolId, asked.asOf),
    desk.words<Representative>(asked.representative),
    desk.meet([asked.participantId]),
  ]);
  const [title, fileName] = TITLES[asked.form];
  const givenOn = desk.ask(asked.givenOn, 'date') ?? undefined;
  return desk.written(fileName, {
    title: fileName,
    on: asked.asOf,
    size: 12,
    body: [
      { kind: 'centred', text: organisation.name },
      { kind: 'centred', text: '' },
      { kind: 'centred', text: 'СОГЛАСИЕ', bold: true },
      { kind: 'centred', text: title, bold: true },
      { kind: 'centred', text: '' },
      ...subject(desk, asked, representative),
      ...body(desk, asked, profile, organisation),
      {
        kind: 'signatures',
        signatures: [
          {
            who: dateInWords(givenOn),
            name: asked.by === 'SELF' ? desk.short(asked.participantId) : null,
          },
        ],
      },
    ],
  });
};

/** The consent as it was given; `undefined` for one that was not. */
export const givenConsentPaper = async (
  desk: Desk,
  participantId: Uuid,
  consentId: Uuid,
): Promise<Written | undefined> => {
  for (const event of await desk.events('consent', participantId)) {
    if (event.type !== 'ConsentGiven' || event.data.consentId !== consentId) continue;
    const { schoolId, purpose, by, effectiveOn, validUntil, representative } = event.data;
    const form: ConsentPurpose = purpose;
    return consentPaper(desk, {
      ...{ schoolId, participantId, form, by, asOf: effectiveOn, givenOn: effectiveOn },
      ...(validUntil === undefined ? {} : { validUntil }),
      ...(representative === undefined ? {} : { representative }),
    });
  }
  return undefined;
};
