/** What a regulation gives a day for, once or again and again, beside documents, monitoring and periodic events. */
import { addMonths, type IsoDate } from '@nastavnik/kernel';
import type { OrganisationLevel } from './organisation';
import type { OrganisationType } from './structure';

export const DATED_DUTY_RU = {
  PROGRAMME_AND_ROADMAP: 'Утвердить программу наставничества и дорожную карту',
  RESPONSIBLE: 'Назначить ответственного за реализацию программы',
  INFORMATION_RESOURCE: 'Создать информационный ресурс о наставничестве',
  MATERIALS: 'Разместить информационно-презентационные материалы',
  PARTNERSHIPS: 'Заключить соглашения с партнёрами',
  JOINT_WORK: 'Организовать совместную работу наставников и наставляемых',
  CONTESTS: 'Провести конкурсы, названные положением',
  DOCUMENTS_IMPROVED: 'Усовершенствовать нормативные документы',
  SITE_SECTION: 'Разместить раздел о наставничестве на сайте',
  EXPERT_BASE_FORM: 'Разработать форму единой базы наставников и экспертов',
  EXPERT_BASE_UPDATED: 'Обновить единую базу наставников и экспертов',
  COURSE_PROGRAMME: 'Обновить программу курсов повышения квалификации',
  COURSES: 'Провести курсы повышения квалификации',
  FREE_MATERIALS: 'Предоставить материалы в свободный доступ',
  FINAL_ANALYSIS: 'Провести итоговый анализ и обобщить лучшие практики',
  BEST_PRACTICES: 'Издать электронный сборник лучших практик',
  FINAL_CONFERENCE: 'Провести итоговую конференцию',
  RESULTS_SENT: 'Передать данные мониторинга',
  RESULTS_COLLECTED: 'Собрать результаты мониторинга организаций',
  INTERNAL_MONITORING: 'Провести внутренний мониторинг',
  FINAL_REPORT: 'Подготовить итоговый аналитический отчёт',
} as const;
export type DatedDutyCode = keyof typeof DATED_DUTY_RU;
export const DATED_DUTIES = Object.keys(DATED_DUTY_RU) as readonly DatedDutyCode[];

/** One duty with its days. */
export interface DatedDuty {
  readonly duty: DatedDutyCode;
  readonly level: OrganisationLevel;
  /** Of schools: only of these types; all where the list is empty. */
  readonly types: readonly OrganisationType[];
  /** First day on which an act settles it; any earlier act counts where it is null. */
  readonly from: IsoDate | null;
  /** Last day. */
  readonly by: IsoDate;
  /** Comes again so many months later, up to `until`. */
  readonly everyMonths: number | null;
  readonly until: IsoDate | null;
  /** Id of the clause, among those of the parameter; of all of them where it is null. */
  readonly clause: string | null;
}

/** @param month `2024-02` */
export const lastOfMonth = (month: string): IsoDate => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/** The day so many months later; the last day of a month stays a last day. */
export const sameDayLater = (day: IsoDate, months: number): IsoDate => {
  const same = addMonths(day, months);
  return day === lastOfMonth(day.slice(0, 7)) ? lastOfMonth(same.slice(0, 7)) : same;
};
