/** When a deadline is reminded of. */

/** Days to the last day at which each reminder is due, the earliest first. */
const DAYS_LEFT = { MONTH_BEFORE: 30, WEEK_BEFORE: 7, LAST_DAY: 0, OVERDUE: -1 } as const;
export type ReminderMoment = keyof typeof DAYS_LEFT;
export const REMINDER_MOMENTS = Object.keys(DAYS_LEFT) as readonly ReminderMoment[];

/** A reminder that nobody could give in time is given so many days late; later it would be no reminder. */
const GRACE_DAYS = 6;

/**
 * The reminder to give on a day with so many days left: that of the latest moment reached, unless it has long passed. Old arrears are
 * on the radar; nobody is reminded of them anew.
 */
export const momentOf = (daysLeft: number): ReminderMoment | undefined => {
  const moment = REMINDER_MOMENTS.findLast((one) => daysLeft <= DAYS_LEFT[one]);
  return moment !== undefined && DAYS_LEFT[moment] - daysLeft <= GRACE_DAYS ? moment : undefined;
};
