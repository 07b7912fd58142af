/**
 * Duties of the programme and roadmap of ЗАТО Северск that have a day of their own. A month is met by its last day; what goes on during
 * the whole period is due by the end of the period; the roadmap's owners ОО and ДО are general and additional education.
 */
import type { DatedDuty, DatedDutyCode, OrganisationLevel, OrganisationType } from '../../vocabulary';

const ROADMAP_SCHOOLS: readonly OrganisationType[] = ['GENERAL', 'ADDITIONAL'];
const END = '2024-12-31';

interface Days {
  readonly from?: string;
  readonly by: string;
  readonly yearlyUntil?: string;
}
const at =
  (level: OrganisationLevel, types: readonly OrganisationType[]) =>
  (duty: DatedDutyCode, clause: string, { from, by, yearlyUntil }: Days): DatedDuty => ({
    ...{ duty, level, types, from: from ?? null, by, clause: `SEV-${clause}` },
    everyMonths: yearlyUntil === undefined ? null : 12,
    until: yearlyUntil ?? null,
  });
const town = at('MUNICIPALITY', []);
const schools = at('SCHOOL', ROADMAP_SCHOOLS);
const everySchool = at('SCHOOL', []);

export const SEV_DUTIES: readonly DatedDuty[] = [
  town('PROGRAMME_AND_ROADMAP', 'RM-P1', { by: '2021-07-31' }),
  // «Далее ежегодно до 1 февраля 2024 года».
  schools('PROGRAMME_AND_ROADMAP', 'RM-P2', {
    from: '2021-01-01',
    by: '2021-09-30',
    yearlyUntil: '2024-02-01',
  }),
  town('RESPONSIBLE', 'RM-P3a', { from: '2021-01-01', by: '2021-08-31', yearlyUntil: '2024-02-01' }),
  schools('RESPONSIBLE', 'RM-P3b', { from: '2021-01-01', by: '2021-09-30', yearlyUntil: '2024-02-01' }),
  town('INFORMATION_RESOURCE', 'RM-P4a', { by: '2021-09-30' }),
  schools('INFORMATION_RESOURCE', 'RM-P4b', { by: '2021-09-30' }),
  town('MATERIALS', 'RM-P5', { by: END }),
  schools('MATERIALS', 'RM-M9', { by: END }),
  schools('PARTNERSHIPS', 'RM-M3', { by: END }),
  schools('JOINT_WORK', 'RM-M5', { by: END }),
  town('CONTESTS', 'IV-10', { from: '2021-01-01', by: '2021-12-31', yearlyUntil: END }),
  town('DOCUMENTS_IMPROVED', 'IV-2', { from: '2023-01-01', by: '2023-12-31', yearlyUntil: END }),
  everySchool('DOCUMENTS_IMPROVED', 'IV-2', { from: '2023-01-01', by: '2023-12-31', yearlyUntil: END }),
  town('SITE_SECTION', 'IV-5a', { by: '2021-12-31' }),
  at('SCHOOL', ['GENERAL'])('SITE_SECTION', 'IV-5b', { by: '2022-12-31' }),
  town('EXPERT_BASE_FORM', 'IV-7a', { by: '2021-12-31' }),
  everySchool('EXPERT_BASE_UPDATED', 'IV-7b', { from: '2022-01-01', by: '2022-12-31', yearlyUntil: END }),
  town('COURSE_PROGRAMME', 'IV-9a', { from: '2021-01-01', by: '2022-12-31' }),
  town('COURSES', 'IV-9b', { from: '2022-01-01', by: '2023-12-31' }),
  town('COURSE_PROGRAMME', 'IV-9c', { from: '2023-01-01', by: '2023-12-31' }),
  town('COURSES', 'IV-9c', { from: '2023-01-01', by: END }),
  town('FREE_MATERIALS', 'RM-F5a', { by: '2024-08-31' }),
  town('FINAL_ANALYSIS', 'RM-F2', { from: '2024-01-01', by: '2024-11-30' }),
  schools('BEST_PRACTICES', 'RM-F3', { from: '2024-01-01', by: '2024-11-30' }),
  town('FINAL_CONFERENCE', 'RM-F4', { from: '2024-01-01', by: END }),
  town('FREE_MATERIALS', 'RM-F5b', { from: '2024-09-01', by: END }),
  schools('FREE_MATERIALS', 'RM-F5b', { by: END }),
];

/** Places of the programme and roadmap that set them, without the prefix of the document. */
export const SEV_DUTY_CLAUSES: readonly string[] = [
  ...new Set([...SEV_DUTIES.map(({ clause }) => clause!.slice('SEV-'.length)), 'RM-P5']),
];
