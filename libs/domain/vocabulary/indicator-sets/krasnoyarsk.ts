/** Table of evidence of the Krasnoyarsk region, «на 13.12.2024»: a link for each document, and numbers of pairs according to orders. */
import type {
  CountedIndicator,
  CountTerm,
  IndicatorField,
  IndicatorSetDefinition,
  IndicatorSource,
} from '../indicator-formulas';

const SOURCE: IndicatorSource = {
  document: 'Мониторинг внедрения системы наставничества, Красноярский край, на 13.12.2024',
  verified: true,
};
const link = (code: string, title: string, optional?: true): IndicatorField => ({
  ...{ code, title, kind: 'LINK' },
  ...(optional === undefined ? {} : { optional }),
});
const counted = (code: string, title: string, unit: string, numerator: CountTerm): CountedIndicator => ({
  ...{ code, title, aspect: 'PROCESS', unit, year: 'ACADEMIC', level: 'SCHOOL', numerator, source: SOURCE },
});

export const KRASNOYARSK_EVIDENCE: IndicatorSetDefinition = {
  code: 'KRASNOYARSK_EVIDENCE',
  version: 1,
  title: 'Подтверждение внедрения наставничества (Красноярский край)',
  source: SOURCE,
  fields: [
    link('SITE_SECTION_LINK', 'Раздел на сайте'),
    link('INTRODUCTION_ORDER_LINK', 'Приказ о внедрении'),
    link('REGULATION_LINK', 'Положение о наставничестве'),
    link('ROADMAP_LINK', 'План мероприятий (дорожная карта)'),
    link('PROGRAMME_LINK', 'Программа наставничества'),
    link('CURATOR_ORDER_LINK', 'Приказ о назначении куратора'),
    link('BASES_LINK', 'База наставников и наставляемых'),
    link('INCENTIVES_LINK', 'Нормативный документ о материальном поощрении', true),
    link('PAIR_ORDERS_LINK', 'Приказы о закреплении пар и групп'),
    link('BEST_CASES_LINK', 'Лучшие кейсы персонализированных программ', true),
  ],
  references: [],
  indicators: [
    counted('KRA_INTRODUCTION_ORDERS', 'Приказы о внедрении', 'ед.', { count: 'ORDERS_INTRODUCTION' }),
    counted('KRA_CURATOR_ORDERS', 'Приказы о назначении куратора', 'ед.', { count: 'ORDERS_APPOINTMENT' }),
    counted('KRA_ROADMAPS', 'Дорожные карты', 'ед.', { count: 'ROADMAPS' }),
    counted('KRA_PAIR_ORDERS', 'Приказы о закреплении пар и групп', 'ед.', { count: 'ORDERS_PAIRS' }),
    counted('KRA_PAIRS', 'Пары и группы в соответствии с приказами', 'ед.', { count: 'PAIRS_IN_FORCE' }),
    counted('KRA_MENTORS', 'Наставники в базе', 'чел.', { count: 'MENTORS_IN_BASE' }),
    counted('KRA_MENTEES', 'Наставляемые в базе', 'чел.', { count: 'MENTEES_IN_BASE' }),
  ],
};
