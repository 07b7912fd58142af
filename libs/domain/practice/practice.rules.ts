/** Rules of the bank of practices: what a record says, who may stand in it, what is spread and where. */
import type { Rule, Violation } from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  fault,
  houseRule,
  isWebAddress,
  repeated,
  russianDate,
  SITE_RUBRIC_RU,
  type PracticeKind,
  type SiteExtra,
} from '../vocabulary';
import type {
  IdentifyPractice,
  LivingFacts,
  PracticeFacts,
  PracticeProfile,
  PublishPractice,
  ReviewPractice,
  RevisePractice,
  SubmitPractice,
} from './practice';

// What a record says

export const cardFilled = houseRule<PracticeFacts<SubmitPractice>>(
  'practice-title-given',
  bilingual('Название указано, повторов нет', 'The title is given and nothing is told twice'),
  ({ command: { data } }) => [
    ...(data.title.trim() !== ''
      ? []
      : [
          fault(
            bilingual('Название не указано', 'The title is missing'),
            bilingual('Укажите название', 'Give the title'),
            { kind: 'title' },
          ),
        ]),
    ...[...new Set(repeated([...data.authorIds, ...data.topics, ...(data.partIds ?? [])]))].map((value) =>
      fault(
        bilingual('Значение указано дважды', 'A value is given twice'),
        bilingual('Уберите повтор', 'Remove the double'),
        { kind: 'value', detail: { value } },
      ),
    ),
  ],
);

/** A practice nobody can read is none: an address, or the fingerprint of the file. */
export const textGiven = houseRule<PracticeFacts<SubmitPractice | RevisePractice>>(
  'practice-text-given',
  bilingual('Текст можно прочесть', 'The text can be read'),
  ({ command: { data } }) => {
    const { link, hash } = data.text;
    if (link === undefined && hash === undefined) {
      return [
        fault(
          bilingual('Нет ни ссылки, ни отпечатка файла', 'Neither a link nor the hash of a file is given'),
          bilingual('Приложите ссылку или SHA-256 файла', 'Give a link or the SHA-256 of the file'),
          { kind: 'text', subject: data.practiceId },
        ),
      ];
    }
    return [
      ...(link === undefined || isWebAddress(link)
        ? []
        : [
            fault(
              bilingual('Ссылка — не адрес http или https', 'The link is no http or https address'),
              bilingual('Исправьте ссылку', 'Mend the link'),
              { kind: 'link' },
            ),
          ]),
      ...(hash === undefined || /^[0-9a-f]{64}$/u.test(hash)
        ? []
        : [
            fault(
              bilingual('Отпечаток файла — не SHA-256', 'The hash is no SHA-256'),
              bilingual('Укажите 64 шестнадцатеричных знака', 'Give 64 hex digits'),
              { kind: 'hash' },
            ),
          ]),
    ];
  },
);

/** Somebody's experience has somebody; a programme or a collection may be the organisation's. */
export const authorsNamed = houseRule<PracticeFacts<SubmitPractice>>(
  'practice-authors-named',
  bilingual('У практики есть автор', 'A practice has an author'),
  ({ command: { data } }) =>
    data.kind !== 'PRACTICE' || data.authorIds.length > 0
      ? []
      : [
          fault(
            bilingual('Автор практики не указан', 'No author is given'),
            bilingual('Укажите, чья это практика', 'Say whose practice it is'),
            { kind: 'author', subject: data.practiceId },
          ),
        ],
);

/** Of the school itself, or of a school of the municipality. */
export const authorsKnown = houseRule<PracticeFacts<SubmitPractice>>(
  'practice-authors-known',
  bilingual('Авторы учтены в организации', 'The authors are registered in the organisation'),
  ({ command: { data }, evidence }) =>
    data.authorIds
      .filter((id) => {
        const person = evidence.people[id];
        return ![person?.schoolId, person?.municipalityId].includes(data.organisationId);
      })
      .map((id) =>
        fault(
          bilingual('Автор не учтён в этой организации', 'The author is not registered in the organisation'),
          bilingual('Сначала зарегистрируйте участника', 'Register the participant first'),
          { kind: 'participant', subject: id },
        ),
      ),
);

/** The form is one of the regulation, where its list is closed. */
export const formKnown: Rule<PracticeProfile, PracticeFacts<SubmitPractice>> = {
  name: 'practice-form-known',
  title: bilingual('Форма наставничества названа положением', 'The form is of the regulation'),
  demandedBy: ({ parameters: { forms } }, { command }) =>
    demanded(forms, !forms.value.open && command.data.form !== undefined),
  violations: ({ command: { data } }, { parameters }) =>
    data.form === undefined || parameters.forms.value.codes.includes(data.form)
      ? []
      : [
          fault(
            bilingual('Положение не знает такой формы наставничества', 'The regulation has no such form'),
            bilingual('Укажите форму из положения', 'Choose a form of the regulation'),
            { kind: 'form', detail: { got: data.form, allowed: parameters.forms.value.codes } },
          ),
        ],
};

/** SEV-RM-F3: a collection of best practices brings together what a bank has accepted, and only a collection has parts. */
export const partsAccepted = houseRule<PracticeFacts<SubmitPractice>>(
  'collection-of-accepted-practices',
  bilingual('Сборник составлен из принятых практик', 'A collection is made of accepted practices'),
  ({ command: { data }, evidence }) => {
    const { partIds } = data;
    if ((data.kind === 'ELECTRONIC_COLLECTION') !== (partIds !== undefined && partIds.length > 0)) {
      return [
        fault(
          data.kind === 'ELECTRONIC_COLLECTION'
            ? bilingual('Не указано, что вошло в сборник', 'The contents of the collection are missing')
            : bilingual('Состав указывают только для сборника', 'Only a collection has contents'),
          bilingual('Исправьте состав или вид записи', 'Mend the contents or the kind'),
          { kind: 'part', subject: data.practiceId },
        ),
      ];
    }
    return (partIds ?? []).flatMap((id) => acceptedFaults(evidence.practices[id], id, data.effectiveOn));
  },
);

const acceptedFaults = (
  practice: { readonly acceptedOn?: string } | undefined,
  practiceId: string,
  on: string,
): readonly Violation[] =>
  practice?.acceptedOn !== undefined && practice.acceptedOn <= on
    ? []
    : [
        fault(
          practice === undefined
            ? bilingual('Такой практики нет ни в одном банке', 'No bank has this practice')
            : bilingual('На эту дату практика не принята в банк', 'The practice is not accepted by that day'),
          bilingual('Сначала практику рассматривают и принимают', 'It is reviewed and accepted first'),
          { kind: 'accepted-practice', subject: practiceId },
        ),
      ];

// A municipality's bank

export const intoMunicipalBank = houseRule<PracticeFacts<IdentifyPractice>>(
  'identified-by-municipality',
  bilingual('Практики школ выявляет муниципалитет', 'A municipality identifies the practices of its schools'),
  ({ evidence, command: { data } }) => {
    const source = evidence.practices[data.sourceId];
    return evidence.organisation?.level === 'MUNICIPALITY' &&
      (source === undefined || source.municipalityId === data.organisationId)
      ? []
      : [
          fault(
            bilingual(
              'Взять практику в свой банк может муниципалитет, к которому относится школа',
              'The municipality of the school takes a practice into its bank',
            ),
            bilingual('Проверьте организацию', 'Check the organisation'),
            { kind: 'organisation', subject: data.organisationId },
          ),
        ];
  },
);

/** IZO-4.3-01: a school's bank says first that the practice is good. */
export const sourceAccepted = houseRule<PracticeFacts<IdentifyPractice>>(
  'source-accepted-by-school',
  bilingual('Школа приняла практику в свой банк', 'The school has accepted the practice'),
  ({ evidence, command: { data } }) =>
    acceptedFaults(evidence.practices[data.sourceId], data.sourceId, data.effectiveOn),
);

// Acts on a record

export const ofThisBank = houseRule<LivingFacts>(
  'practice-of-this-bank',
  bilingual('Запись — из банка этой организации', 'The record is of this bank'),
  ({ command: { data }, practice }) =>
    data.organisationId === practice.organisationId
      ? []
      : [
          fault(
            bilingual('Запись — из банка другой организации', 'The record belongs to another bank'),
            bilingual('Проверьте организацию', 'Check the organisation'),
            { kind: 'organisation', subject: data.organisationId },
          ),
        ],
);

export const inOrderOfTime = houseRule<LivingFacts>(
  'practice-acts-in-order-of-time',
  bilingual('Действия идут по порядку дат', 'Acts follow in time'),
  ({ command: { data }, practice }) =>
    data.effectiveOn >= practice.lastOn
      ? []
      : [
          fault(
            bilingual(
              `Предыдущее действие совершено ${russianDate(practice.lastOn)}`,
              `The previous act is of ${practice.lastOn}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);

/** The cabinet is the municipality's, the curator the school's; a council may be either's. */
export const reviewerOfLevel = houseRule<LivingFacts<ReviewPractice>>(
  'practice-reviewer-of-this-level',
  bilingual('Рассматривает тот, кто есть в организации', 'The reviewer is one the organisation has'),
  ({ command: { data }, evidence }) => {
    const stranger = evidence.organisation?.level === 'SCHOOL' ? 'METHOD_CABINET' : 'CURATOR';
    return data.reviewer === stranger
      ? [
          fault(
            stranger === 'CURATOR'
              ? bilingual('Куратора у муниципалитета нет', 'A municipality has no curator')
              : bilingual('Методического кабинета в школе нет', 'A school has no methodical cabinet'),
            bilingual('Укажите, кто рассмотрел запись', 'Say who reviewed it'),
            { kind: 'reviewer', detail: { got: data.reviewer } },
          ),
        ]
      : [];
  },
);

// Publication

/** IZO-3.2-07, IZO-4.3-01, SEV-III-6, MR-O-05, S62-3.2-7, KIL-1.3-02: best practices are spread, so somebody says which they are. */
export const reviewedThenSelected: Rule<PracticeProfile, LivingFacts<PublishPractice>> = {
  name: 'practice-reviewed-and-selected-before-spread',
  title: bilingual('Распространяют отобранное', 'What is spread was selected'),
  demandedBy: ({ parameters: { practiceSelection } }) => demanded(practiceSelection, practiceSelection.value),
  violations: ({ practice }) =>
    practice.stage === 'SELECTED'
      ? []
      : [
          practice.stage === 'ACCEPTED'
            ? fault(
                bilingual('Практика не отобрана для распространения', 'The practice is not selected'),
                bilingual('Сначала отберите её', 'Select it first'),
                { kind: 'selection', subject: practice.practiceId },
              )
            : fault(
                bilingual(
                  'Практика не рассмотрена и не отобрана',
                  'The practice is not reviewed and selected',
                ),
                bilingual(
                  'Сначала её рассматривают, принимают и отбирают',
                  'Review, accept and select it first',
                ),
                { kind: 'review', subject: practice.practiceId },
                { kind: 'selection', subject: practice.practiceId },
              ),
        ],
};

/** IZO-4.3-01, «посредством размещения на сайте»: what is called published can be seen, on the organisation's site or its municipality's. */
export const onSite: Rule<PracticeProfile, LivingFacts<PublishPractice>> = {
  name: 'practice-published-on-site',
  title: bilingual('Опубликованное размещено на сайте', 'What is published stands on the site'),
  demandedBy: ({ parameters: { siteSection } }) => siteSection.clauses,
  violations: ({ command: { data }, evidence }) =>
    evidence.material?.materialId === data.materialId
      ? []
      : [
          fault(
            bilingual(
              'Такого материала на сайте организации и её муниципалитета на эту дату нет',
              'The site of the organisation has no such material on that day',
            ),
            bilingual(
              'Разместите материал в разделе сайта и сошлитесь на него',
              'Publish a material and cite it',
            ),
            { kind: 'material', subject: data.materialId },
          ),
        ],
};

const RUBRIC_OF: { readonly [K in PracticeKind]: SiteExtra } = {
  PROGRAMME: 'METHODICAL_BANK',
  METHODICAL_MATERIAL: 'METHODICAL_BANK',
  PRACTICE: 'PRACTICES',
  ELECTRONIC_COLLECTION: 'PRACTICES',
};

/** S62-11-06: programmes go to the methodical bank; IZO-4.3-01: practices to their place. */
export const placedInItsRubric: Rule<PracticeProfile, LivingFacts<PublishPractice>> = {
  name: 'practice-in-its-rubric',
  title: bilingual('Запись размещена в своей рубрике', 'The record stands in its rubric'),
  demandedBy: ({ parameters: { siteSection } }, { practice }) =>
    demanded(siteSection, siteSection.value?.extras.includes(RUBRIC_OF[practice.kind]) === true),
  violations: ({ practice, evidence: { material } }) => {
    const rubric = RUBRIC_OF[practice.kind];
    return material === undefined || material.rubric === rubric
      ? []
      : [
          fault(
            bilingual(
              `Материал размещён не в рубрике «${SITE_RUBRIC_RU[rubric]}»`,
              `The material does not stand in ${rubric}`,
            ),
            bilingual('Разместите его в этой рубрике', 'Publish it in that rubric'),
            {
              kind: 'rubric',
              subject: material.materialId,
              detail: { got: material.rubric, wanted: rubric },
            },
          ),
        ];
  },
};

/** 152-FZ art. 10.1: a name is published with its bearer's consent to that; without it the practice is, its author's name is not. */
export const namedWithConsent = houseRule<LivingFacts<PublishPractice>>(
  'author-named-with-consent',
  bilingual(
    'Автора называют с его согласия на распространение персональных данных',
    'An author is named with a consent to distribution',
  ),
  ({ command: { data }, practice, evidence }) =>
    data.namedIds
      .filter((id) => !practice.authorIds.includes(id) || evidence.people[id]?.mayBeNamed !== true)
      .map((id) =>
        practice.authorIds.includes(id)
          ? fault(
              bilingual(
                'Автор не давал согласия на распространение персональных данных (ст. 10.1 закона № 152-ФЗ)',
                'The author gave no consent to distribution (152-FZ art. 10.1)',
              ),
              bilingual(
                'Получите согласие или опубликуйте без имени',
                'Take the consent, or publish without the name',
              ),
              { kind: 'consent', subject: id, detail: { purpose: 'DISTRIBUTION' } },
            )
          : fault(
              bilingual('Назван не автор практики', 'Somebody is named who is no author'),
              bilingual('Назовите авторов', 'Name authors'),
              { kind: 'author', subject: id },
            ),
      ),
);
