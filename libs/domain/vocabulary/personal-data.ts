/** Words of the acts on personal data themselves: why they are corrected or destroyed, which, where. */
import type { Labels } from './labels';

export const PERSON_FIELDS = [
  'familyName',
  'givenName',
  'patronymic',
  'cases',
  'birthDate',
  'contacts',
  'workplace',
  // Of a student.
  'className',
  // What the form of the base of mentors asks of a mentor.
  'competences',
  'achievements',
  'interests',
  'preferredAge',
  'timeResource',
] as const;
/** A field of a person's record in the vault. */
export type PersonField = (typeof PERSON_FIELDS)[number];

/** A mistake is as if it had never stood there; a change leaves the old value true of its time. */
export const CORRECTION_REASONS = ['MISTAKE', 'NAME_CHANGED', 'DATA_CHANGED'] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

export const ERASURE_REASONS = [
  'CONSENT_WITHDRAWN',
  'STOP_DEMANDED',
  'PURPOSE_REACHED',
  'RETENTION_ENDED',
  'UNLAWFUL_PROCESSING',
] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/** Kinds of records in the vault, as the destruction act names them. */
export const DATA_CATEGORIES = ['person', 'text'] as const;
export type DataCategory = (typeof DATA_CATEGORIES)[number];

export const DATA_SYSTEMS = ['VAULT'] as const;
export type DataSystem = (typeof DATA_SYSTEMS)[number];

/** Where a name stood. */
export const ERASED_RU = '[данные уничтожены]';

export const PERSON_FIELD_RU: Labels<PersonField> = {
  familyName: 'фамилия',
  givenName: 'имя',
  patronymic: 'отчество',
  cases: 'падежные формы имени',
  birthDate: 'дата рождения',
  contacts: 'контакты',
  workplace: 'место работы или учёбы',
  className: 'класс',
  competences: 'основные компетенции',
  achievements: 'важные достижения',
  interests: 'интересы',
  preferredAge: 'желаемый возраст наставляемых',
  timeResource: 'ресурс времени',
};
export const CORRECTION_REASON_RU: Labels<CorrectionReason> = {
  MISTAKE: 'ошибка в записи',
  NAME_CHANGED: 'перемена имени',
  DATA_CHANGED: 'сведения изменились',
};
/** The act that demands it, as a reader would look it up; to be compared with its text before it is relied on. */
export const ERASURE_REASON_RU: Labels<ErasureReason> = {
  CONSENT_WITHDRAWN: 'отозвано согласие на обработку персональных данных (ч. 5 ст. 21 152-ФЗ)',
  STOP_DEMANDED: 'требование субъекта прекратить обработку (ч. 5.1 ст. 21 152-ФЗ)',
  PURPOSE_REACHED: 'цель обработки достигнута (ч. 4 ст. 21 152-ФЗ)',
  RETENTION_ENDED: 'истёк срок хранения (ч. 7 ст. 5 152-ФЗ)',
  UNLAWFUL_PROCESSING: 'неправомерная обработка (ч. 3 ст. 21 152-ФЗ)',
};
export const DATA_CATEGORY_RU: Labels<DataCategory> = {
  person: 'фамилия, имя, отчество, дата рождения, контакты, место работы или учёбы',
  text: 'тексты о человеке: диагностика, планы, отчёты, отзывы, обращения, сведения о представителе',
};
export const DATA_SYSTEM_RU: Labels<DataSystem> = {
  VAULT: 'хранилище персональных данных информационной системы «Наставник»',
};
