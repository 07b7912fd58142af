/** Registers of a school or a municipality: banks of practices and programmes, mentors and experts, sites. */
import { Controller, Param, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  type Form,
  FORMS,
  MATERIAL_KINDS,
  type MaterialKind,
  MENTORING_CHANNELS,
  ORDER_KINDS,
  type OrderKind,
  type MentoringChannel,
  PRACTICE_KINDS,
  PRACTICE_LEVELS,
  type PracticeKind,
  type PracticeLevel,
  SITE_RUBRICS,
  type SiteRubric,
  SUPPORT_SCOPES,
  type SupportScope,
} from '@nastavnik/domain/vocabulary';
import type { Actor, IsoDate, Uuid } from '@nastavnik/kernel';
import {
  After,
  By,
  CodeField,
  DateField,
  FlagField,
  PathUuid,
  TextField,
  WholeField,
} from '@nastavnik/platform/http';
import {
  EXPERT_SORTS,
  ExpertRegisterQuery,
  MATERIAL_SORTS,
  ORDER_SORTS,
  ORDER_STATUSES,
  OrderRegisterQuery,
  type OrderStatus,
  parse,
  PRACTICE_SORTS,
  PRACTICE_STATUSES,
  PracticeRegisterQuery,
  type PracticeStatus,
  SITE_SORTS,
  SiteMaterialsQuery,
  SiteRegisterQuery,
} from '@nastavnik/read-models';
import { plain } from '../commands/acting';
import { Paged, QueryRoute, Reading } from './reading';
import { directions, RegisterPage } from './registers.controller';
import * as registerExamples from './examples/registers';

/** `?flag=true` comes as text. */
const QueryFlag =
  (description: string): PropertyDecorator =>
  (target, key) => {
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    )(target, key);
    FlagField({ optional: true, description })(target, key);
  };

export class PracticesQuery extends Paged {
  @QueryFlag('Of a municipality: the banks of its schools as well')
  withSchools?: boolean;
  @CodeField(PRACTICE_STATUSES, { optional: true })
  status?: PracticeStatus;
  @CodeField(PRACTICE_KINDS, { optional: true })
  kind?: PracticeKind;
  @CodeField(FORMS, { optional: true })
  form?: Form;
  @CodeField(PRACTICE_LEVELS, { optional: true })
  level?: PracticeLevel;
  @TextField({ max: 200, optional: true, example: 'адаптац', description: 'Part of the title or of a topic' })
  search?: string;
  @CodeField(directions(PRACTICE_SORTS), { optional: true })
  sort?: (typeof PRACTICE_SORTS)[number] | `-${(typeof PRACTICE_SORTS)[number]}`;
}
export class OrdersQuery extends Paged {
  @CodeField(ORDER_KINDS, { optional: true })
  kind?: OrderKind;
  @CodeField(ORDER_STATUSES, { optional: true })
  status?: OrderStatus;
  @Type(() => Number)
  @WholeField({ min: 2000, max: 2100, optional: true, example: 2021 })
  year?: number;
  @QueryFlag('Only orders of which something could not be carried out, or only the rest')
  withRefusals?: boolean;
  @CodeField(directions(ORDER_SORTS), { optional: true })
  sort?: (typeof ORDER_SORTS)[number] | `-${(typeof ORDER_SORTS)[number]}`;
}
export class ExpertsQuery extends Paged {
  @TextField({ max: 1000, optional: true, example: 'Математика' })
  area?: string;
  @TextField({ max: 1000, optional: true, example: 'Цифровые инструменты урока' })
  deficit?: string;
  @CodeField(MENTORING_CHANNELS, { optional: true })
  channel?: MentoringChannel;
  @CodeField(SUPPORT_SCOPES, { optional: true })
  scope?: SupportScope;
  @DateField({ optional: true, description: 'Only entries not brought up to date since' })
  updatedBefore?: IsoDate;
  @CodeField(directions(EXPERT_SORTS), { optional: true })
  sort?: (typeof EXPERT_SORTS)[number] | `-${(typeof EXPERT_SORTS)[number]}`;
}
export class SitesQuery extends Paged {
  @QueryFlag('Only organisations with a section, or without')
  hasSection?: boolean;
  @DateField({ optional: true, description: 'Only organisations that have shown nothing since' })
  updatedBefore?: IsoDate;
  @CodeField(directions(SITE_SORTS), { optional: true })
  sort?: (typeof SITE_SORTS)[number] | `-${(typeof SITE_SORTS)[number]}`;
}
export class SiteMaterialsParameters extends Paged {
  @CodeField(SITE_RUBRICS, { optional: true })
  rubric?: SiteRubric;
  @CodeField(MATERIAL_KINDS, { optional: true })
  kind?: MaterialKind;
  @QueryFlag('Only what anybody may read, or only the rest')
  freeAccess?: boolean;
  @CodeField(directions(MATERIAL_SORTS), { optional: true })
  sort?: (typeof MATERIAL_SORTS)[number] | `-${(typeof MATERIAL_SORTS)[number]}`;
}

export class PracticesPage extends RegisterPage {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Banked, published, taken over' })
  totals!: object;
}
export class ExpertsPage extends RegisterPage {
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true, description: 'Form in use' })
  form!: object | null;
}
export class SitesPage extends RegisterPage {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Schools, and those with a section',
  })
  coverage!: object;
}

@ApiTags('registers')
@Controller('v1/organisations/:organisationId/registers')
export class OrganisationRegistersController {
  constructor(
    private readonly reading: Reading,
    private readonly practices: PracticeRegisterQuery,
    private readonly experts: ExpertRegisterQuery,
    private readonly sites: SiteRegisterQuery,
    private readonly materials: SiteMaterialsQuery,
    private readonly orders: OrderRegisterQuery,
  ) {}

  @QueryRoute({
    path: 'orders',
    act: 'read-organisation',
    summary: 'Orders: number, date, basis, whether in force, amended or cancelled, what was not carried out',
    answer: { type: RegisterPage },
    example: registerExamples.ordersPage,
  })
  async readOrders(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, ...question }: OrdersQuery,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf('order-register', after);
    const page = parse(
      await this.reading.page(() => this.orders.find({ organisationId, ...plain(question) })),
    );
    return answered({ asOf, ...page });
  }

  @QueryRoute({
    path: 'practices',
    act: 'read-practices',
    summary: 'Bank of practices and programmes',
    description: 'Names of authors are shown to the people of their own school only.',
    answer: { type: PracticesPage },
    example: registerExamples.practicesPage,
  })
  async readPractices(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, ...question }: PracticesQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const asOf = await this.reading.asOf('practice-register', after);
    const asked = { organisationId, ...plain(question) };
    const page = parse(await this.reading.page(() => this.practices.find(asked)));
    const totals = await this.practices.totals(asked);
    const own = page.items.filter((item) => item.organisationId === actor.organisationId);
    const people = await this.reading.names(
      own.flatMap(({ authorIds }) => authorIds),
      actor,
      'register:practices',
    );
    return answered({ asOf, ...page, totals }, people);
  }

  @QueryRoute({
    path: 'experts',
    act: 'read-experts',
    wholeMunicipality: true,
    summary: 'The municipality’s base of mentors and experts, by area and deficit',
    description: 'The same from any school of the municipality; names are shown of one’s own school only.',
    answer: { type: ExpertsPage },
    example: registerExamples.expertsPage,
  })
  async readExperts(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, ...question }: ExpertsQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const asOf = await this.reading.asOf('expert-register', after);
    const page = parse(
      await this.reading.page(() => this.experts.find({ organisationId, ...plain(question) })),
    );
    const form = await this.experts.form(organisationId);
    const own = page.items.filter(({ schoolId }) => schoolId === actor.organisationId);
    const people = await this.reading.names(
      own.map(({ participantId }) => participantId),
      actor,
      'register:experts',
    );
    return answered({ asOf, ...page, form }, people);
  }

  @QueryRoute({
    path: 'sites',
    act: 'read-sites',
    summary: 'Sections, rubrics and information resources, and when they were last renewed',
    description: 'A municipality sees its schools beside itself, and how many have a section.',
    answer: { type: SitesPage },
    example: registerExamples.sitesPage,
  })
  async readSites(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, ...question }: SitesQuery,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf('site-register', after);
    const page = parse(
      await this.reading.page(() => this.sites.find({ organisationId, ...plain(question) })),
    );
    return answered({ asOf, ...page, coverage: await this.sites.coverage(organisationId) });
  }

  @QueryRoute({
    path: 'site-materials',
    act: 'read-sites',
    summary: 'Materials that stand on the site: the section, the methodical bank, the honour board',
    answer: { type: RegisterPage },
    example: registerExamples.materialsPage,
  })
  async readMaterials(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, ...question }: SiteMaterialsParameters,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf('site-register', after);
    const page = parse(
      await this.reading.page(() => this.materials.find({ organisationId, ...plain(question) })),
    );
    return answered({ asOf, ...page });
  }
}

const answered = (answer: object, people?: object): string =>
  JSON.stringify(people === undefined ? answer : { ...answer, people });
