/** A deadline is reminded of once for each moment; a term that is moved is reminded of anew. */
import { given } from '../../kernel/given.testing';
import fc from 'fast-check';
import { anyDay, command, everyHistory, id } from '../domain.testing';
import { momentOf } from './moments';
import { reminder, reminderKey, type RemindOfDeadline } from './reminder';
import { reminderStoredTypes } from './reminder.codec';
import type { ReminderEvent } from './reminder.events';

const remind = (more: Partial<RemindOfDeadline['data']> = {}): RemindOfDeadline =>
  command('RemindOfDeadline', {
    ...{
      organisationId: id(62),
      level: 'SCHOOL',
      deadlineId: 'interim-report.x.2021',
      cadence: 'interim-report',
    },
    ...{
      due: '2021-11-30',
      moment: 'WEEK_BEFORE',
      daysLeft: 7,
      clauses: ['SEV-RM-M4b'],
      effectiveOn: '2021-11-23',
    },
    ...more,
  } as RemindOfDeadline['data']);
const said: ReminderEvent = {
  type: 'DeadlineReminded',
  data: { ...remind().data, basis: { rules: [], evidence: {} } },
};

it('is said once', () => {
  given(reminder)
    .when(remind(), {})
    .then({ type: 'DeadlineReminded', data: { moment: 'WEEK_BEFORE' } });
  given(reminder, said)
    .when(remind({ daysLeft: 5 }), {})
    .thenNothing();
});
it('is said again at the next moment, and of a term that was moved', () => {
  given(reminder, said)
    .when(remind({ moment: 'OVERDUE', daysLeft: -1 }), {})
    .then({ data: { moment: 'OVERDUE' } });
  given(reminder, said)
    .when(remind({ due: '2021-12-31' }), {})
    .then({ data: { due: '2021-12-31' } });
});
it.each([
  [31, undefined],
  [30, 'MONTH_BEFORE'],
  [24, 'MONTH_BEFORE'],
  [23, undefined],
  [7, 'WEEK_BEFORE'],
  [1, 'WEEK_BEFORE'],
  [0, 'LAST_DAY'],
  [-1, 'OVERDUE'],
  [-7, 'OVERDUE'],
  [-8, undefined],
] as const)('with %i days left: %s', (daysLeft, moment) => expect(momentOf(daysLeft)).toBe(moment));

it('no history says anything twice, and each thing asked for is said', () => {
  const asked = fc
    .tuple(fc.constantFrom('a', 'b'), anyDay, fc.integer({ min: -7, max: 30 }))
    .map(([deadlineId, due, daysLeft]) => ({ deadlineId, due, daysLeft, moment: momentOf(daysLeft) }))
    .filter((one): one is typeof one & Pick<RemindOfDeadline['data'], 'moment'> => one.moment !== undefined)
    .map((one): readonly [RemindOfDeadline, object] => [remind(one), {}]);
  everyHistory({
    decider: reminder,
    storedTypes: reminderStoredTypes,
    // The same again and again: a day at random would hardly ever come twice.
    acts: fc.oneof(asked, fc.constant([remind(), {}] as const)),
    atLeast: 400,
    holds: (history) => {
      const keys = history.flatMap(({ events }) => events.map(({ data }) => reminderKey(data)));
      expect(new Set(keys).size).toBe(keys.length);
      for (const { events, before } of history)
        expect(events.length === 0 || !before.said.has(reminderKey(events[0]!.data))).toBe(true);
    },
  });
});
