/** A person's record as the reader may see it; the access log, destructions and everything held on a person, for who answers for them. */
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { domainCodec, type DomainEvents } from '@nastavnik/domain';
import type { Destruction } from '@nastavnik/documents';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore, readRecorded } from '@nastavnik/platform/event-store';
import {
  attachment,
  By,
  CodeField,
  PathUuid,
  problems,
  TextField,
  UuidField,
  WholeField,
} from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import { Vault } from '@nastavnik/platform/vault';
import type { Webhooks } from '@nastavnik/platform/webhooks';
import { plain } from '../commands/acting';
import { SchoolDirectory } from '../directory';
import { accessOf, PersonalData } from '../personal-data';
import { WEBHOOKS } from '../receivers.controller';
import { DESTRUCTION_EXAMPLE } from './destruction';
import { QueryRoute } from './reading';
import { subjectFile } from './subject-file';

const ACTIONS = ['READ', 'ERASE'] as const;
const USUAL_PAGE = 50;
/** Entries of the access log in a person's file. */
const LONGEST_LOG = 10_000;
const PERSON_EXAMPLE = {
  erased: false,
  history: [
    {
      from: '2021-01-12',
      until: null,
      mistaken: false,
      person: { familyName: 'Соколова', givenName: 'Анна', contacts: 'sokolova@example.org' },
    },
  ],
};

export class AccessLogQuery {
  @UuidField({ optional: true, description: 'Only reads of this person’s data, by whomever' })
  person?: Uuid;
  @TextField({ max: 200, optional: true, description: 'Only what this caller read' })
  actor?: string;
  @CodeField(ACTIONS, { optional: true })
  action?: (typeof ACTIONS)[number];
  @TextField({
    max: 20,
    pattern: /^\d{1,18}$/,
    optional: true,
    description: '`id` of the last entry of a page: older ones',
    example: '1041',
  })
  before?: string;
  @Type(() => Number)
  @WholeField({ min: 1, max: 200, optional: true, example: USUAL_PAGE })
  limit?: number;
}

export class AccessEntryAnswer {
  @ApiProperty({ type: String, example: '1042' })
  id!: string;
  @ApiProperty({ type: String, format: 'date-time', example: '2021-09-01T06:12:00.000Z' })
  at!: Date;
  @ApiProperty({ type: String, enum: [...ACTIONS], example: 'READ' })
  action!: string;
  @ApiProperty({ type: String, example: '22222222-2222-4222-8222-222222222222' })
  actorId!: string;
  @ApiProperty({ type: 'string', nullable: true, example: 'curator' })
  role!: string | null;
  @ApiProperty({ type: 'string', nullable: true, example: '11111111-1111-4111-8111-111111111111' })
  organisationId!: string | null;
  @ApiProperty({ type: String, example: 'register:mentee-register', description: 'Why' })
  purpose!: string;
  @ApiProperty({ type: [String], example: ['familyName', 'givenName'], description: '`*` is all of them' })
  fields!: readonly string[];
  @ApiProperty({ type: [String], example: ['33333333-3333-4333-8333-333333333333'], description: 'Whose' })
  subjectIds!: readonly string[];
  @ApiProperty({ type: [String], example: ['33333333-3333-4333-8333-333333333333'] })
  recordIds!: readonly string[];
}
export class AccessLogPage {
  @ApiProperty({ type: [AccessEntryAnswer] })
  items!: AccessEntryAnswer[];
}

@ApiTags('personal data')
@Controller('v1')
export class PersonalDataQueriesController {
  constructor(
    private readonly data: PersonalData,
    private readonly vault: Vault,
    private readonly directory: SchoolDirectory,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(WEBHOOKS) private readonly webhooks: Webhooks,
  ) {}

  @QueryRoute({
    path: 'schools/:schoolId/participants/:participantId/person',
    act: 'read-person',
    summary: 'A person’s record, now and before, in the fields that the reader’s work needs',
    description:
      'docs/personal-data.md says which role sees which fields of whom. Every read is written down.',
    answer: { schema: { type: 'object', additionalProperties: true, example: PERSON_EXAMPLE } },
  })
  async readPerson(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @By() actor: Actor,
  ): Promise<object> {
    const found = await this.data.personFor(actor, schoolId, participantId, 'person');
    if (found === undefined) {
      throw problems.notFound({
        ru: 'Участника, чьи данные нужны для вашей работы, с таким идентификатором нет.',
        en: 'No participant whose data your work needs has this id.',
      });
    }
    return found;
  }

  @QueryRoute({
    path: 'organisations/:organisationId/personal-data/access-log',
    act: 'read-access-log',
    summary: 'Who read whose data, which fields, when and why; the latest first',
    description: 'Cannot be edited, and holds no personal data itself.',
    answer: { type: AccessLogPage },
  })
  async readAccessLog(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { person, actor, limit = USUAL_PAGE, ...more }: AccessLogQuery,
  ): Promise<AccessLogPage> {
    if (person !== undefined) await this.data.streamOfPerson(organisationId, person);
    const whose =
      person === undefined ? { organisationId } : { subjectIds: await this.data.recordsOf(person) };
    const question = { ...whose, ...plain(more), limit, ...(actor === undefined ? {} : { actorId: actor }) };
    return { items: await this.vault.accessLog(question) };
  }

  @QueryRoute({
    path: 'schools/:schoolId/participants/:participantId/destruction',
    act: 'read-destructions',
    summary: 'Destruction act and extract of the event log of an erasure (Роскомнадзор № 179)',
    description:
      'As data; `…/destruction/document` and `…/destruction/extract/document` are the papers. Kept for ever, the law asks for three years.',
    answer: { schema: { type: 'object', additionalProperties: true, example: DESTRUCTION_EXAMPLE } },
  })
  readDestruction(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
  ): Promise<Destruction> {
    return this.data.destructionOf(schoolId, participantId);
  }

  @Get('schools/:schoolId/participants/:participantId/personal-data')
  @Allow('read-all-on-person')
  @ApiOperation({
    summary: 'Everything held on a person as one ZIP file, for the person (152-ФЗ, ст. 14)',
    description: 'JSON for programs and a Russian text for the person. Making it is itself written down.',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async readAll(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @By() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.data.streamOfPerson(schoolId, participantId);
    const people = await this.data.recordsOf(participantId);
    const streams = await this.data.streamsAbout(participantId);
    const [records, events, accesses, receivers, operator] = await Promise.all([
      this.vault.readAll(people, accessOf(actor, 'subject-access')),
      Promise.all(streams.map((stream) => readRecorded<DomainEvents>(this.store, domainCodec, stream))),
      this.vault.accessLog({ subjectIds: people, limit: LONGEST_LOG }),
      this.webhooks.receivers.list(),
      this.directory.nameOf(schoolId),
    ]);
    void reply
      .header('content-type', 'application/zip')
      .header('content-disposition', attachment(`personal-data-${participantId}.zip`));
    return subjectFile({
      participantId,
      operator,
      records,
      events: events.flat(),
      accesses,
      receivers: receivers.map(({ name }) => name),
    });
  }
}
