/** One family of routes for every register: of a school, of a municipality with its schools, of a region; as a page, by name, as a file. */
import {
  applyDecorators,
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, IsoDate, Uuid } from '@nastavnik/kernel';
import { After, By, DateField, FlagField, PathUuid, problems, TextField } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import type { SheetFormat } from '@nastavnik/platform/sheets';
import { OrganisationRegisterQuery } from '@nastavnik/read-models';
import { plain } from '../../commands/acting';
import { SchoolDirectory } from '../../directory';
import { consentsPage } from '../examples/registers';
import { Paged, QueryRoute, WithinItsTime } from '../reading';
import { RegisterPage } from '../registers.controller';
import { ProducesSheet, sendFile, SheetFormatField } from '../sheet-reply';
import { RegisterCatalogue } from './catalogue';
import { type Asked, type Question, RegisterReading } from './register-reading';

const CODE = { max: 60, optional: true, pattern: /^[A-Z][A-Z0-9_]*$/ } as const;

/** Which of them a register knows, and with which codes, stands in docs/registers.md. */
export class RegisterFilters extends Paged {
  @TextField({ ...CODE, example: 'ACTIVE' })
  status?: string;
  @TextField({ ...CODE, example: 'TEACHER_TEACHER' })
  form?: string;
  @TextField({ ...CODE, example: 'PEDAGOGUE' })
  kind?: string;
  @TextField({ ...CODE, example: 'YOUNG_SPECIALIST' })
  category?: string;
  @TextField({ ...CODE, example: 'MENTOR' })
  role?: string;
  @TextField({ ...CODE, example: 'MEETINGS' })
  stage?: string;
  @TextField({ ...CODE, example: 'GENERAL' })
  type?: string;
  @TextField({ ...CODE, example: 'MUNICIPAL' })
  level?: string;
  @TextField({ ...CODE, example: 'ONLINE' })
  channel?: string;
  @TextField({ ...CODE, example: 'MUNICIPAL' })
  scope?: string;
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @FlagField({ optional: true, description: 'Of mentors: employed by the school' })
  employed?: boolean;
  @DateField({ optional: true, description: 'First day' })
  from?: IsoDate;
  @DateField({ optional: true, description: 'Last day' })
  until?: IsoDate;
  @DateField({ optional: true, description: 'Only what was not brought up to date since' })
  updatedBefore?: IsoDate;
  @TextField({ max: 40, optional: true, example: '-enteredOn', description: 'Descending with a leading `-`' })
  sort?: string;
}

export class RegisterFileQuery extends RegisterFilters {
  @SheetFormatField()
  format?: SheetFormat;
}

/** In the body, which is written into no log: a name is no part of an address. */
export class RegisterSearch extends RegisterFilters {
  @TextField({
    max: 100,
    optional: true,
    example: 'соко ан',
    description:
      'Beginnings of words of a name, in any letters, ё as е; absent: everybody, in the order of names',
  })
  name?: string;
}

const FileRoute = (path: string, act: 'read-registers' | 'read-appeals' | 'read-region'): MethodDecorator =>
  applyDecorators(
    Get(path),
    Allow(act),
    WithinItsTime(),
    ApiOperation({
      summary: 'A register as a file',
      description:
        'XLSX, or CSV with semicolons and a byte order mark; names for the people of the school alone. The headers `As-Of` and `As-Of-Time` say which position it speaks of, and when that was recorded.',
    }),
    ProducesSheet(),
  );

@ApiTags('registers')
@Controller('v1')
export class RegisterController {
  constructor(
    private readonly catalogue: RegisterCatalogue,
    private readonly reading: RegisterReading,
    private readonly organisations: OrganisationRegisterQuery,
    private readonly directory: SchoolDirectory,
  ) {}

  @QueryRoute({
    path: 'organisations/:organisationId/registers/:register',
    act: 'read-registers',
    summary: 'A register of a school, or of a municipality with its schools',
    description: 'Above the school: without names and without sensitive categories.',
    answer: { type: RegisterPage },
    example: consentsPage,
  })
  async readRegister(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('register') name: string,
    @Query() { after: _after, knownOn: _knownOn, on, ...question }: RegisterFilters,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const asked = await this.of(organisationId, on, after, actor, request);
    return this.reading.page(this.open(name), plain(question) as Question, asked);
  }

  @FileRoute('organisations/:organisationId/registers/:register/export', 'read-registers')
  async exportRegister(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('register') name: string,
    @Query() query: RegisterFileQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(
      reply,
      this.open(name),
      query,
      await this.of(organisationId, query.on, after, actor, request),
    );
  }

  @FileRoute('schools/:schoolId/registers/:register/export', 'read-registers')
  async exportSchoolRegister(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('register') name: string,
    @Query() query: RegisterFileQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, this.open(name), query, await this.of(schoolId, query.on, after, actor, request));
  }

  @FileRoute('schools/:schoolId/registers/appeals/export', 'read-appeals')
  async exportAppeals(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Query() query: RegisterFileQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.of(schoolId, query.on, after, actor, request);
    await this.send(reply, this.catalogue.named('appeals'), query, asked);
  }

  @Post('schools/:schoolId/registers/:register/search')
  @HttpCode(200)
  @Allow('search-register')
  @WithinItsTime()
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({
    summary: 'A register searched and sorted by name, for those who lead mentoring at the school',
    description: 'Names stand encrypted: who searched and whom the answer showed is written down.',
  })
  @ApiOkResponse({ type: RegisterPage, example: consentsPage })
  async searchRegister(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('register') register: string,
    @Body() { after, name, on, knownOn: _knownOn, ...question }: RegisterSearch,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const seen = after === undefined ? undefined : BigInt(after);
    const asked = await this.of(schoolId, on, seen, actor, request);
    return this.reading.search(this.catalogue.named(register), name, plain(question) as Question, {
      ...asked,
      organisations: [schoolId],
    });
  }

  @QueryRoute({
    path: 'regions/:regionCode/registers/:register',
    act: 'read-region',
    summary: 'A register of all municipalities of a region and their schools',
    description: 'The code is the one that the municipalities were registered with.',
    answer: { type: RegisterPage },
    example: consentsPage,
  })
  async readRegion(
    @Param('regionCode') regionCode: string,
    @Param('register') name: string,
    @Query() { after: _after, knownOn: _knownOn, on, ...question }: RegisterFilters,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const asked = await this.ofRegion(regionCode, on, after, actor, request);
    return this.reading.page(this.open(name), plain(question) as Question, asked);
  }

  @FileRoute('regions/:regionCode/registers/:register/export', 'read-region')
  async exportRegion(
    @Param('regionCode') regionCode: string,
    @Param('register') name: string,
    @Query() query: RegisterFileQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(
      reply,
      this.open(name),
      query,
      await this.ofRegion(regionCode, query.on, after, actor, request),
    );
  }

  /** A register that whoever reads registers may read. @throws Problem 404 */
  private open(name: string) {
    const found = this.catalogue.named(name);
    if (found.act === 'read-appeals') {
      throw problems.notFound({
        ru: 'Этот реестр ведётся и читается только в школе: /v1/schools/{schoolId}/registers/appeals.',
        en: 'This register is read at the school only: /v1/schools/{schoolId}/registers/appeals.',
      });
    }
    return found;
  }

  private async of(
    organisationId: Uuid,
    day: IsoDate | undefined,
    after: bigint | undefined,
    actor: Actor,
    { receivedAt }: FastifyRequest,
  ): Promise<Asked> {
    const [organisations, on] = await Promise.all([
      this.organisations.within(organisationId),
      day ?? this.directory.todayOf(organisationId, receivedAt),
    ]);
    return { organisations, actor, after, on };
  }

  private async ofRegion(
    regionCode: string,
    day: IsoDate | undefined,
    after: bigint | undefined,
    actor: Actor,
    { receivedAt }: FastifyRequest,
  ): Promise<Asked> {
    const organisations = await this.organisations.inRegion(regionCode);
    if (organisations.length === 0) {
      throw problems.notFound({
        ru: 'Муниципалитетов с таким кодом региона нет.',
        en: 'No municipality has this region code.',
      });
    }
    return { organisations, actor, after, on: day ?? receivedAt.toISOString().slice(0, 10) };
  }

  private async send(
    reply: FastifyReply,
    register: ReturnType<RegisterCatalogue['named']>,
    query: RegisterFileQuery,
    asked: Asked,
  ): Promise<void> {
    const { after: _after, on: _on, knownOn: _knownOn, limit: _limit, cursor: _cursor, ...rest } = query;
    const { format = 'xlsx', ...question } = rest;
    const { bytes, asOf, at, title } = await this.reading.file(
      register,
      plain(question) as Question,
      format,
      asked,
    );
    await sendFile(reply, bytes, { format, name: register.name, title, asOf, at });
  }
}
