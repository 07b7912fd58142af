/** Every report by the name it is asked for. */
import { curator } from './curator';
import { dashboard } from './dashboard';
import { mentorReports } from './mentor-reports';
import { municipal } from './municipal';
import { retention } from './retention';
import { monitoring } from './school-monitoring';
import { targets } from './targets';
import { upward } from './upward';

export const REPORTS = {
  monitoring,
  'mentor-reports': mentorReports,
  curator,
  municipal,
  targets,
  upward,
  retention,
  dashboard,
} as const;
export type ReportName = keyof typeof REPORTS;
