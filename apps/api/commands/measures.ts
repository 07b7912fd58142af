/** Values of indicators as they are sent: a level, a number, a share or a change; exactly one. */
import {
  type Level,
  LEVELS,
  type Measure,
  MONITORING_ASPECTS,
  type MonitoringAspect,
} from '@nastavnik/domain/vocabulary';
import { CodeField, PartField, problems, TextField, WholeField } from '@nastavnik/platform/http';

const LIMIT = 1_000_000_000;

export class NumberBody {
  @WholeField({ min: -LIMIT, max: LIMIT, example: 12 })
  number!: number;
  @TextField({ max: 50, example: 'педагогов' })
  unit!: string;
}
export class ShareBody {
  @WholeField({ min: 0, max: LIMIT, example: 18 })
  numerator!: number;
  @WholeField({ min: 0, max: LIMIT, example: 24 })
  denominator!: number;
}
export class ChangeBody {
  @WholeField({ min: -LIMIT, max: LIMIT, example: 61 })
  before!: number;
  @WholeField({ min: -LIMIT, max: LIMIT, example: 68 })
  after!: number;
  @TextField({ max: 50, example: '%' })
  unit!: string;
}

/** An indicator by its code and one value. */
export class MeasuredBody {
  @TextField({ max: 200, example: 'PROC_PROGRAMME', description: 'Code of an indicator of the regulation' })
  indicator!: string;
  @TextField({ max: 100, optional: true, example: 'RISKS', description: 'Where the indicator has parts' })
  part?: string;
  @CodeField(LEVELS, { optional: true, example: 'SUFFICIENT', description: 'A level, never a mark' })
  level?: Level;
  @PartField(() => NumberBody, { optional: true })
  number?: NumberBody;
  @PartField(() => ShareBody, { optional: true })
  share?: ShareBody;
  @PartField(() => ChangeBody, { optional: true })
  change?: ChangeBody;
}
/** The same with the aspect it belongs to. */
export class FindingBody extends MeasuredBody {
  @CodeField(MONITORING_ASPECTS)
  aspect!: MonitoringAspect;
}

/**
 * The body with its one value as the domain reads it.
 * @throws Problem 400 when there is no value or more than one
 */
export const measured = <Body extends MeasuredBody>({ level, number, share, change, ...body }: Body) => {
  const values: readonly Measure[] = [
    ...(level === undefined ? [] : [{ kind: 'LEVEL', level } as const]),
    ...(number === undefined ? [] : [{ kind: 'NUMBER', ...number } as const]),
    ...(share === undefined ? [] : [{ kind: 'SHARE', ...share } as const]),
    ...(change === undefined ? [] : [{ kind: 'CHANGE', ...change } as const]),
  ];
  const [value] = values;
  if (value === undefined || values.length > 1) {
    throw problems.badRequest([
      {
        pointer: '/findings',
        detail: {
          ru: `${body.indicator}: нужно одно значение: уровень, число, доля или динамика`,
          en: `${body.indicator}: give one value: level, number, share or change`,
        },
      },
    ]);
  }
  return { ...body, value };
};
