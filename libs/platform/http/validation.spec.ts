/** Fields against their DTO: every fault at once, in words, never the value. */
import {
  checked,
  CodeListField,
  DateField,
  IsIsoDate,
  PartField,
  PartListField,
  TextField,
  UuidListField,
  WholeField,
} from './validation';
import { Problem } from './problem';

class Part {
  @TextField({ max: 5 })
  name!: string;
}
class Whole {
  @DateField()
  on!: string;
  @UuidListField({ optional: true })
  ids?: string[];
  @CodeListField(['A', 'B'], { optional: true })
  codes?: string[];
  @WholeField({ min: 1, max: 3, optional: true })
  count?: number;
  @PartField(() => Part, { optional: true })
  part?: Part;
  @PartListField(() => Part, { optional: true })
  parts?: Part[];
}

const faults = async (value: unknown): Promise<unknown> => {
  try {
    await checked(Whole, value);
    return {};
  } catch (error) {
    const { errors } = (error as Problem).options;
    return Object.fromEntries((errors ?? []).map(({ pointer, detail }) => [pointer, detail.en]));
  }
};

it('accepts what fits', async () => {
  expect(
    await faults({
      on: '2020-02-29',
      ids: ['5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201'],
      codes: ['A'],
      count: 3,
      part: { name: 'ab' },
      parts: [{ name: 'a' }],
    }),
  ).toEqual({});
});

it('says what is wrong inside lists and lists of parts', async () => {
  expect(
    await faults({
      ids: ['5B0C4F0E-6A55-4C3E-9D7E-2F4F6A0F6201'],
      codes: ['A', 'A', 'C'],
      count: 1.5,
      part: 'x',
      parts: [{ name: 'toolong' }, 7, { name: 'a', 'a/b~c': 1 }],
    }),
  ).toEqual({
    '#/on': 'is required',
    '#/ids': 'must be a lower-case UUID',
    '#/codes': expect.stringContaining('must be among: A, B'),
    '#/count': 'must be a whole number from 1 to 3',
    '#/part': 'must be an object',
    '#/parts/0/name': 'must have 5 characters at most',
    '#/parts': 'must be a list of objects',
    '#/parts/1': 'must be an object',
    '#/parts/2/a~1b~0c': 'is not a known field',
  });
});

it('IsIsoDate knows the calendar', async () => {
  class Dated {
    @IsIsoDate()
    on!: string;
  }
  await expect(checked(Dated, { on: '2021-02-28' })).resolves.toBeDefined();
  await expect(checked(Dated, { on: '2021-02-29' })).rejects.toBeInstanceOf(Problem);
});
