/** Programmes of the organisations of a municipality against what its regulation wants of each year. */
import { BUILT_IN_PROFILES, type OrganisationType, resolveProfile } from '@nastavnik/domain';
import type { OrganisationRecord } from '@nastavnik/read-models';
import { documentList } from './leadership';

const TOWN = '00000000-0000-4000-8000-000000000001';
const under = (code: string) =>
  resolveProfile(TOWN, {
    ...{
      stage: 'IN_FORCE',
      organisationId: TOWN,
      version: 1,
      document: code,
      warnings: [],
      from: '2021-01-01',
    },
    parameters: BUILT_IN_PROFILES[code]!.parameters,
  }).parameters;
const record = (more: Partial<OrganisationRecord>): OrganisationRecord => ({
  ...{ organisationId: TOWN, name: 'Северск', level: 'MUNICIPALITY', type: null },
  ...{ orders: [], documents: [], acts: [] },
  ...more,
});
/** So many of a type, the first of them with a programme approved by order. */
const schools = (type: OrganisationType, all: number, having: number): OrganisationRecord[] =>
  Array.from({ length: all }, (_, index) =>
    record({
      ...{ level: 'SCHOOL', type, name: `${type} ${index}` },
      orders: index < having ? [{ orderId: TOWN, kind: 'PROGRAMME', number: '1', on: '2021-09-20' }] : [],
    }),
  );
const targets = (code: string, on: string, preschools: number, general: number) =>
  documentList(
    record({}),
    [...schools('PRESCHOOL', 22, preschools), ...schools('GENERAL', 18, general)],
    under(code),
    on,
  ).programmes?.targets.map(({ target, actual, reached }) => `${actual} of ${target}: ${reached}`);

it.each([
  ['SEV-IV-4a', '2021-12-31', 9, 7, ['40 of 40: true', '16 of 16: true', '9 of 9: true', '7 of 7: true']],
  ['SEV-IV-4a', '2021-12-31', 8, 7, ['38 of 40: false', '15 of 16: false', '8 of 9: false', '7 of 7: true']],
  [
    'SEV-IV-4b',
    '2022-12-31',
    13,
    10,
    ['58 of 60: false', '23 of 24: false', '13 of 13: true', '10 of 11: false'],
  ],
  [
    'SEV-IV-4c',
    '2023-12-31',
    18,
    14,
    ['80 of 80: true', '32 of 32: true', '18 of 18: true', '14 of 14: true'],
  ],
  [
    'SEV-IV-4d',
    '2024-12-31',
    22,
    17,
    ['98 of 100: false', '39 of 40: false', '22 of 22: true', '17 of 18: false'],
  ],
])('%s: by %s %i preschools and %i schools have a programme', (_, on, preschools, general, told) => {
  expect(targets('SEV', on, preschools, general)).toEqual(told);
});
it('another year, or a regulation that sets no targets, has none', () => {
  expect(targets('SEV', '2025-01-01', 22, 18)).toEqual([]);
  expect(targets('IZO', '2021-12-31', 9, 7)).toEqual([]);
});
