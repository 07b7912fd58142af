/** Deadlines as an iCalendar feed (RFC 5545): a day each, for the calendar program of whoever subscribed. Names of people never leave. */
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { DeadlineLine } from '@nastavnik/domain';
import { addDays, citation } from '@nastavnik/kernel';
import type { Radar } from './radar';

const dayOf = (date: string): Date => new Date(`${date}T00:00:00.000Z`);

const describe = (line: DeadlineLine): string =>
  [
    line.note,
    ...line.clauses.map(citation),
    line.source,
    line.status === 'OVERDUE' ? `Просрочено на ${-line.daysLeft} дн.` : undefined,
    `Закрывается действием: ${line.settleWith.map(({ act }) => act).join(', ')}`,
  ]
    .filter((part) => part !== undefined)
    .join('\n');

/**
 * The unsettled lines of a radar. The same line has the same UID whenever it is asked for.
 * @param now moment of the answer: the feed's time stamps
 */
export const calendarOf = ({ organisation, organisations, lines }: Radar, now: Date): string => {
  const calendar = ical({
    name: `Сроки наставничества: ${organisation.name}`,
    prodId: { company: 'Nastavnik', product: 'Deadlines', language: 'RU' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 60 * 60 * 12,
  });
  for (const line of lines) {
    if (line.status === 'SETTLED') continue;
    const whose = organisations.get(line.organisationId);
    calendar.createEvent({
      id: `${line.id}@nastavnik`,
      // An all-day event ends where the next day begins.
      start: dayOf(line.due),
      end: dayOf(addDays(line.due, 1)),
      allDay: true,
      timezone: 'UTC',
      stamp: now,
      summary: whose === organisation || whose === undefined ? line.title : `${whose.name}: ${line.title}`,
      description: describe(line),
      transparency: ICalEventTransparency.TRANSPARENT,
      categories: [{ name: line.cadence }],
    });
  }
  return calendar.toString();
};
