/** Sets of indicators that an organisation adopts, and the statistics that it measures itself against (SEV-IV-3). */
import { applyDecorators, Body, Controller, Param } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IndicatorsAct } from '@nastavnik/commands';
import {
  COUNT_CODES,
  type CountCode,
  FIELD_KINDS,
  type FieldKind,
  type Formula,
  INDICATOR_LEVELS,
  type IndicatorLevel,
  MONITORING_ASPECTS,
  type MonitoringAspect,
  YEAR_KINDS,
  type YearKind,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  DateField,
  FlagField,
  IsJsonObject,
  PartField,
  PartListField,
  PathUuid,
  problems,
  TextField,
  UuidField,
  WholeField,
} from '@nastavnik/platform/http';
import { ValidateIf } from 'class-validator';
import { Accepted, Acting, plain } from './acting';
import { CriterionBody } from './campaign.controller';
import { Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

const CODE = { max: 60, pattern: /^[A-Z][A-Z0-9_]*$/ } as const;
/** Deeper than any set may be: what is read here is judged by the domain. */
const DEEPEST = 20;

/**
 * A formula as it was sent.
 * @throws Problem 400 for what is no formula
 */
const formulaOf = (sent: unknown, at: string, depth = 0): Formula => {
  const wrong = () =>
    problems.badRequest([
      {
        pointer: at,
        detail: {
          ru: 'нужна формула: count, field, reference, sum или less',
          en: 'must be a formula: count, field, reference, sum or less',
        },
      },
    ]);
  if (typeof sent !== 'object' || sent === null || depth > DEEPEST) throw wrong();
  const { count, of, field, reference, sum, less } = sent as { readonly [name: string]: unknown };
  const told = [count, field, reference, sum, less].filter((one) => one !== undefined);
  if (told.length !== 1 || (of !== undefined && typeof of !== 'string')) throw wrong();
  if (typeof field === 'string') return { field };
  if (typeof reference === 'string') return { reference };
  if (COUNT_CODES.includes(count as CountCode)) {
    return { count: count as CountCode, ...(typeof of === 'string' ? { of } : {}) };
  }
  const parts = (list: unknown): readonly Formula[] => {
    if (!Array.isArray(list) || list.length > 100) throw wrong();
    return list.map((part, index) => formulaOf(part, `${at}/${index}`, depth + 1));
  };
  if (sum !== undefined) return { sum: parts(sum) };
  const [from, taken, ...more] = parts(less);
  if (from === undefined || taken === undefined || more.length > 0) throw wrong();
  return { less: [from, taken] };
};

const FormulaField = (example: object, required: boolean): PropertyDecorator =>
  applyDecorators(
    ...(required ? [] : [ValidateIf((_, value) => value !== undefined)]),
    IsJsonObject(),
    ApiProperty({
      ...{ type: 'object', additionalProperties: true, selfRequired: required, example },
      description: 'One of `count` (with `of`), `field`, `reference`, `sum` of formulas, `less` of two',
    }),
  );

export class SourceBody {
  @TextField({ max: 500, example: 'Приказ УО от 20.09.2021 № 410' })
  document!: string;
  @TextField({ max: 100, optional: true, example: '1.1' })
  clause?: string;
  @FlagField({ description: 'Seen in the document itself' })
  verified!: boolean;
}
export class IndicatorFieldBody {
  @TextField({ ...CODE, example: 'TEACHERS_ALL' })
  code!: string;
  @TextField({ max: 500, example: 'Всего учителей' })
  title!: string;
  @CodeField(FIELD_KINDS, { description: 'A whole number, or a link to a document' })
  kind!: FieldKind;
  @TextField({ max: 50, optional: true, example: 'чел.' })
  unit?: string;
  @FlagField({ optional: true, description: 'May be left out' })
  optional?: boolean;
}
export class IndicatorReferenceBody {
  @TextField({ ...CODE, example: 'POPULATION_10_19' })
  code!: string;
  @TextField({ max: 500, example: 'Дети и молодёжь 10–19 лет' })
  title!: string;
  @TextField({ max: 50, example: 'чел.' })
  unit!: string;
}
export class TargetBody {
  @WholeField({ min: 2000, max: 2100, example: 2021 })
  year!: number;
  @WholeField({ min: 0, max: 1_000_000_000, example: 50 })
  atLeast!: number;
}
export class IndicatorBody {
  @TextField({ ...CODE, example: 'TEACHERS_PAIRED' })
  code!: string;
  @TextField({ max: 500, example: 'Доля учителей, ставших наставниками' })
  title!: string;
  @CodeField(MONITORING_ASPECTS)
  aspect!: MonitoringAspect;
  @TextField({ max: 50, example: '%', description: '`%` exactly where there is a denominator' })
  unit!: string;
  @CodeField(YEAR_KINDS)
  year!: YearKind;
  @CodeField(INDICATOR_LEVELS)
  level!: IndicatorLevel;
  @FormulaField({ count: 'MENTORS_PAIRED' }, true)
  numerator!: object;
  @FormulaField({ field: 'TEACHERS_ALL' }, false)
  denominator?: object;
  @PartListField(() => TargetBody, { min: 0, max: 50, optional: true })
  targets?: TargetBody[];
  @PartField(() => SourceBody)
  source!: SourceBody;
}
export class AdoptSetBody extends Dated {
  @TextField({ ...CODE, example: 'TOWN_OWN' })
  code!: string;
  @TextField({ max: 500, example: 'Показатели наставничества округа' })
  title!: string;
  @PartField(() => SourceBody)
  source!: SourceBody;
  @PartListField(() => IndicatorFieldBody, { min: 0, max: 200, description: 'What schools enter' })
  fields!: IndicatorFieldBody[];
  @PartListField(() => IndicatorReferenceBody, {
    min: 0,
    max: 100,
    description: 'Statistics that formulas ask for',
  })
  references!: IndicatorReferenceBody[];
  @PartListField(() => IndicatorBody, { min: 0, max: 200, description: 'What is computed' })
  indicators!: IndicatorBody[];
  @PartListField(() => CriterionBody, {
    min: 0,
    max: 200,
    optional: true,
    description: 'What is told by levels, shares or changes',
  })
  asked?: CriterionBody[];
  @UuidField({ optional: true, description: 'Order that approves it' })
  orderId?: Uuid;
}
export class ReferenceBody extends Dated {
  @TextField({ ...CODE, example: 'POPULATION_10_19' })
  reference!: string;
  @WholeField({ min: 0, max: 1_000_000_000, example: 11830 })
  value!: number;
  @DateField({ example: '2021-01-01', description: 'Day of which it is true' })
  asOn!: IsoDate;
  @TextField({ max: 500, example: 'Томскстат, бюллетень 3/2021' })
  source!: string;
  @TextField({
    max: 1000,
    optional: true,
    pattern: /^https?:\/\/\S+$/,
    example: 'https://example.org/bulletin-3',
  })
  link?: string;
}

@ApiTags('campaigns')
@Controller('v1/organisations/:organisationId')
export class IndicatorsController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: 'indicator-sets',
    act: 'adopt-indicators',
    summary: 'Adopts the next version of a set of indicators; campaigns opened before keep theirs',
    description: 'Программа ЗАТО Северск, IV.3',
  })
  adoptIndicatorSet(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { effectiveOn, orderId, fields, indicators, ...set }: AdoptSetBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = {
      ...{ organisationId, effectiveOn, orderId },
      set: {
        ...plain(set),
        fields: fields.map(({ optional, ...field }) => ({
          ...plain(field),
          ...(optional ? { optional } : {}),
        })),
        indicators: indicators.map(({ numerator, denominator, ...indicator }, at) => ({
          ...plain(indicator),
          numerator: formulaOf(numerator, `/indicators/${at}/numerator`),
          ...(denominator === undefined
            ? {}
            : { denominator: formulaOf(denominator, `/indicators/${at}/denominator`) }),
        })),
      },
    };
    return this.acting.send(
      IndicatorsAct,
      { type: 'AdoptIndicatorSet', data } as never,
      organisationId,
      sent,
      { location: `/v1/organisations/${organisationId}/indicator-sets` },
    );
  }

  @CommandRoute({
    path: 'reference-values',
    act: 'adopt-indicators',
    summary: 'Records what statistics say: of which day, and who says so; the same day again corrects it',
  })
  recordReference(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: ReferenceBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(IndicatorsAct, { type: 'RecordReference', data }, organisationId, sent);
  }
}
