/** Refused access, for those who watch over it. */
import { Controller, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { TextField, WholeField } from '@nastavnik/platform/http';
import { AccessRefusals } from '@nastavnik/platform/identity';
import { QueryRoute } from './queries/reading';

const USUAL_PAGE = 50;

export class RefusalsQuery {
  @TextField({ max: 200, optional: true, description: 'Only those of this caller' })
  callerId?: string;
  @TextField({
    max: 20,
    pattern: /^\d{1,18}$/,
    optional: true,
    description: '`id` of the last refusal of a page: older ones',
    example: '1041',
  })
  before?: string;
  @Type(() => Number)
  @WholeField({ min: 1, max: 200, optional: true, example: USUAL_PAGE })
  limit?: number;
}

export class RefusalAnswer {
  @ApiProperty({ type: String, example: '1042' })
  id!: string;
  @ApiProperty({ type: String, format: 'date-time', example: '2021-09-01T06:12:00.000Z' })
  at!: string;
  @ApiProperty({
    type: String,
    enum: ['no-role', 'elsewhere', 'unknown-caller'],
    example: 'elsewhere',
    description:
      'no-role: none of the roles does this act anywhere; elsewhere: not in this organisation; unknown-caller: no valid token',
  })
  because!: string;
  @ApiProperty({ required: false, type: String, example: '22222222-2222-4222-8222-222222222222' })
  callerId?: string;
  @ApiProperty({ required: false, type: [String], example: ['mentor'] })
  roles?: string[];
  @ApiProperty({ required: false, type: String, example: '11111111-1111-4111-8111-111111111111' })
  organisationId?: string;
  @ApiProperty({ required: false, type: String, example: 'issue-order' })
  act?: string;
  @ApiProperty({ type: String, example: 'POST' })
  method!: string;
  @ApiProperty({ type: String, example: '/v1/schools/:schoolId/orders' })
  route!: string;
  @ApiProperty({
    type: String,
    example: '6f1c1f0e-7f0b-4b1e-9d8f-0f3f5a6b7c8d',
    description: '`instance` of the answer',
  })
  instance!: string;
}

export class RefusalsAnswer {
  @ApiProperty({ type: [RefusalAnswer] })
  items!: RefusalAnswer[];
}

@ApiTags('operations')
@Controller('v1/access')
export class AccessController {
  constructor(private readonly refusals: AccessRefusals) {}

  @QueryRoute({
    path: 'refusals',
    act: 'read-refusals',
    summary: 'Refused access, the latest first: who, with which roles, was not allowed what',
    answer: { type: RefusalsAnswer },
  })
  async list(@Query() { limit = USUAL_PAGE, ...question }: RefusalsQuery): Promise<RefusalsAnswer> {
    return { items: (await this.refusals.list({ ...question, limit })) as RefusalAnswer[] };
  }
}
