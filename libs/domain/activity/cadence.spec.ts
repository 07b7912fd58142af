/** Seminars and contests every year, courses every two: which periods had too few. */
import { s62, underRegulation } from '../domain.testing';
import { cadencePeriods } from './cadence';

const { eventCadence } = underRegulation('SEV').parameters;
const years = { from: 2021, until: 2023 };
const of = (event: string, held: Parameters<typeof cadencePeriods>[1], within = years) =>
  cadencePeriods(eventCadence.value, held, within)
    .filter((one) => one.event === event)
    .map(({ from, until, asked, held: had }) => `${from}–${until}: ${had} of ${asked}`);

it('SEV-RM-M6a, SEV-RM-M6b: a seminar, a round table or a conference every year', () =>
  expect(
    of('SEMINAR_OR_CONFERENCE', [
      { kind: 'SEMINAR', on: '2021-10-12' },
      { kind: 'WEBINAR', on: '2022-10-12' },
      { kind: 'ROUND_TABLE', on: '2023-01-01' },
      { kind: 'CONFERENCE', on: '2023-12-31' },
    ]),
  ).toEqual(['2021–2021: 1 of 1', '2022–2022: 0 of 1', '2023–2023: 2 of 1']));
it('SEV-RM-M8: a contest every year', () =>
  expect(of('CONTEST', [{ kind: 'CONTEST', on: '2022-09-30' }])).toEqual([
    '2021–2021: 0 of 1',
    '2022–2022: 1 of 1',
    '2023–2023: 0 of 1',
  ]));
it('SEV-RM-M7: a course every two years; a period that is not over is not counted', () => {
  const held = [{ kind: 'CPD_COURSE' as const, on: '2022-03-31' }];
  expect(of('CPD_COURSE', held)).toEqual(['2021–2022: 1 of 1']);
  expect(of('CPD_COURSE', held, { from: 2021, until: 2024 })).toEqual([
    '2021–2022: 1 of 1',
    '2023–2024: 0 of 1',
  ]);
});
it('a regulation that wants nothing periodically has no periods', () =>
  expect(cadencePeriods(s62.parameters.eventCadence.value, [], years)).toEqual([]));
