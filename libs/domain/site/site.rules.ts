/** Rules of a site: the section the regulation names, its rubrics, addresses, and whom a material may name. */
import type { Rule } from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  fault,
  houseRule,
  isWebAddress,
  russianDate,
  SITE_RUBRIC_RU,
  type MaterialKind,
} from '../vocabulary';
import type {
  ChangeSiteSection,
  OpenInfoResource,
  OpenSiteSection,
  PublishMaterial,
  SiteFacts,
  SiteProfile,
  UpdateMaterial,
} from './site';

type Titled = OpenSiteSection | ChangeSiteSection | PublishMaterial | UpdateMaterial | OpenInfoResource;

/** S62-11-05 «Наши наставники», SEV-IV-5a «Развитие наставничества», MR-CUR-05 and KIL-6.4.1-09 «Наставничество». */
export const titleAsNamed: Rule<SiteProfile, SiteFacts<OpenSiteSection | ChangeSiteSection>> = {
  name: 'site-section-titled-as-named',
  title: bilingual('Раздел называется так, как в положении', 'The section bears the name of the regulation'),
  demandedBy: ({ parameters: { siteSection } }) =>
    // Where every document is silent the name is the organisation's own.
    demanded(siteSection, siteSection.source !== 'DEFAULT' && typeof siteSection.value?.title === 'string'),
  violations: ({ command: { data } }, { parameters }) => {
    const named = parameters.siteSection.value?.title;
    return data.title === named
      ? []
      : [
          fault(
            bilingual(
              `Раздел должен называться «${named}», а назван «${data.title}»`,
              `The section is to be called «${named}», not «${data.title}»`,
            ),
            bilingual('Назовите раздел так, как он назван в положении', 'Take the name of the regulation'),
            { kind: 'title', detail: { wanted: named ?? null, got: data.title } },
          ),
        ];
  },
};

/** A material stands in a section. */
export const sectionFirst: Rule<SiteProfile, SiteFacts> = {
  name: 'site-section-first',
  title: bilingual('Раздел открыт на сайте', 'The section is open'),
  demandedBy: ({ parameters: { siteSection } }) => siteSection.clauses,
  violations: ({ state, command: { data } }) =>
    state.section === undefined
      ? [
          fault(
            bilingual('Раздела на сайте ещё нет', 'There is no section yet'),
            bilingual('Сначала откройте раздел', 'Open the section first'),
            { kind: 'site-section', subject: data.organisationId },
          ),
        ]
      : [],
};

/** S62-11-06, S62-11-07, IZO-4.3-01, SEV-V-1.5, SEV-V-2.2: beside the section itself there are the rubrics the regulation names. */
export const rubricNamed: Rule<SiteProfile, SiteFacts<PublishMaterial>> = {
  name: 'site-rubric-named-by-regulation',
  title: bilingual('Рубрика названа положением', 'The rubric is of the regulation'),
  demandedBy: ({ parameters: { siteSection } }, { command }) =>
    demanded(siteSection, siteSection.value !== null && command.data.rubric !== 'SECTION'),
  violations: ({ command: { data } }, { parameters }) => {
    const named: readonly string[] = parameters.siteSection.value?.extras ?? [];
    return named.includes(data.rubric)
      ? []
      : [
          fault(
            bilingual(
              `Положение не знает рубрики «${SITE_RUBRIC_RU[data.rubric]}»`,
              `The regulation has no rubric ${data.rubric}`,
            ),
            bilingual(
              'Разместите материал в самом разделе или в рубрике из положения',
              'Publish it in the section itself, or in a rubric of the regulation',
            ),
            { kind: 'rubric', detail: { got: data.rubric, allowed: ['SECTION', ...named] } },
          ),
        ];
  },
};

const LIBRARY: readonly MaterialKind[] = [
  'NORMATIVE_DOCUMENT',
  'EXPERT_RECOMMENDATION',
  'PUBLICATION',
  'METHODICAL_DEVELOPMENT',
];

/** SEV-V-2.2: the special section is for documents, recommendations of experts, publications and developments of mentors. */
export const libraryKinds: Rule<SiteProfile, SiteFacts<PublishMaterial>> = {
  name: 'expert-library-keeps-its-kinds',
  title: bilingual(
    'В специальном разделе — то, для чего он создан',
    'The special section keeps what it is for',
  ),
  demandedBy: ({ parameters: { siteSection } }, { command }) =>
    demanded(
      siteSection,
      command.data.rubric === 'EXPERT_LIBRARY' &&
        siteSection.value?.extras.includes('EXPERT_LIBRARY') === true,
    ),
  violations: ({ command: { data } }) =>
    LIBRARY.includes(data.kind)
      ? []
      : [
          fault(
            bilingual(
              'Специальный раздел — для нормативных документов, рекомендаций экспертов, публикаций и разработок',
              'The special section is for documents, recommendations, publications and developments',
            ),
            bilingual('Разместите материал в самом разделе', 'Publish it in the section itself'),
            { kind: 'material-kind', detail: { got: data.kind, allowed: LIBRARY } },
          ),
        ],
};

/** S62-11-07, «Лучшие наставники»: an entry of the honour board names mentors. */
export const boardNamesMentors: Rule<SiteProfile, SiteFacts<PublishMaterial>> = {
  name: 'honour-board-names-mentors',
  title: bilingual('На доске почёта — наставники', 'The honour board names mentors'),
  demandedBy: ({ parameters: { siteSection } }, { command }) =>
    demanded(
      siteSection,
      command.data.rubric === 'HONOUR_BOARD' && siteSection.value?.extras.includes('HONOUR_BOARD') === true,
    ),
  violations: ({ command: { data }, evidence }) =>
    data.namedIds.length === 0
      ? [
          fault(
            bilingual('Не указано, кто на доске почёта', 'Nobody is named'),
            bilingual('Укажите наставников', 'Name the mentors'),
            { kind: 'participant' },
          ),
        ]
      : data.namedIds
          .filter((id) => evidence.people[id]?.isMentor !== true)
          .map((id) =>
            fault(
              bilingual('На доску почёта внесён не наставник', 'Somebody is named who is no mentor'),
              bilingual(
                'Внесите того, кто состоял в базе наставников',
                'Name who was in the base of mentors',
              ),
              { kind: 'participant', subject: id },
            ),
          ),
};

/** 152-FZ art. 10.1: whoever a material names has agreed to be named in public. */
export const namedAllAgreed = houseRule<SiteFacts<PublishMaterial>>(
  'person-named-with-consent',
  bilingual(
    'Человека называют с его согласия на распространение персональных данных',
    'A person is named with a consent to distribution',
  ),
  ({ command: { data }, evidence }) =>
    data.namedIds
      .filter((id) => evidence.people[id]?.mayBeNamed !== true)
      .map((id) =>
        fault(
          bilingual(
            'Нет согласия на распространение персональных данных (ст. 10.1 закона № 152-ФЗ)',
            'There is no consent to distribution (152-FZ art. 10.1)',
          ),
          bilingual('Получите согласие или не называйте человека', 'Take the consent, or name nobody'),
          { kind: 'consent', subject: id, detail: { purpose: 'DISTRIBUTION' } },
        ),
      ),
);

const notOnWeb = (got: string) =>
  fault(
    bilingual('Адрес — не http и не https', 'The address is neither http nor https'),
    bilingual('Исправьте адрес', 'Mend the address'),
    { kind: 'url', detail: { got } },
  );

export const addressOnWeb = houseRule<
  SiteFacts<OpenSiteSection | ChangeSiteSection | PublishMaterial | UpdateMaterial>
>(
  'site-address-on-web',
  bilingual('Адрес можно открыть', 'The address can be opened'),
  ({ command: { data } }) => (isWebAddress(data.url) ? [] : [notOnWeb(data.url)]),
);

/** A notice board may hang on a wall; every other resource has an address. */
export const resourcePlaced = houseRule<SiteFacts<OpenInfoResource>>(
  'info-resource-placed',
  bilingual('Ресурс можно найти', 'The resource can be found'),
  ({ command: { data } }) =>
    data.kind === 'NOTICE_BOARD' || isWebAddress(data.place) ? [] : [notOnWeb(data.place)],
);

export const titleGiven = houseRule<SiteFacts<Titled>>(
  'site-title-given',
  bilingual('Название указано', 'The title is given'),
  ({ command: { data } }) =>
    data.title.trim() !== ''
      ? []
      : [
          fault(
            bilingual('Название не указано', 'The title is missing'),
            bilingual('Укажите его', 'Give it'),
            {
              kind: 'title',
            },
          ),
        ],
);

export const inOrderOfTime = houseRule<SiteFacts>(
  'site-acts-in-order-of-time',
  bilingual('Действия идут по порядку дат', 'Acts follow in time'),
  ({ command: { data }, notBefore }) =>
    notBefore === undefined || data.effectiveOn >= notBefore
      ? []
      : [
          fault(
            bilingual(
              `Дата раньше предыдущего действия (${russianDate(notBefore)})`,
              `Dated before the previous act, ${notBefore}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);
