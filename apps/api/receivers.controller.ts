/**
 * Receivers of public events: registered after they answered a challenge, watched, paused, given another secret or what they missed.
 * Settings of the installation, not acts of mentoring: nothing of this is in the log of events.
 */
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { dataSchemas, scopesOf } from '@nastavnik/integration';
import type { Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import {
  CodeField,
  CodeListField,
  FlagField,
  PathUuid,
  Problem,
  problems,
  TextField,
  UuidListField,
  WholeField,
} from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import {
  type Delivery,
  isTargetUrl,
  NameTaken,
  NotVerified,
  type Receiver,
  type Webhooks,
} from '@nastavnik/platform/webhooks';

/** DI token of the process's `Webhooks`. */
export const WEBHOOKS = Symbol('WEBHOOKS');

const TYPES = Object.keys(dataSchemas);
const STATES = ['PENDING', 'DELIVERED', 'DEAD'] as const;

export class RegisterReceiverBody {
  @TextField({
    max: 63,
    pattern: /^[a-z][a-z0-9-]*$/,
    example: 'region',
    description: 'Lower-case letters, digits and hyphens; shown in logs and metrics where the address is not',
  })
  name!: string;
  @TextField({
    max: 2_000,
    example: 'https://region.example/events',
    description:
      'Answers the challenge, a POST of `{"type":"webhook.challenge","challenge":"…"}`, with `{"challenge":"…"}`. Addresses that are not public are refused unless the installation allows them',
  })
  url!: string;
  @CodeListField(TYPES, { optional: true, description: 'Types to receive; absent: all' })
  types?: string[];
  @UuidListField({ optional: true, description: 'Municipalities whose facts to receive' })
  municipalities?: Uuid[];
  @UuidListField({ optional: true, description: 'Schools whose facts to receive' })
  schools?: Uuid[];
}
export class DeliveriesQuestion {
  @CodeField(STATES, { optional: true })
  state?: (typeof STATES)[number];
  @TextField({
    max: 20,
    optional: true,
    pattern: /^\d{1,19}$/,
    description: 'Position of the last line of the page before',
  })
  before?: string;
  @Type(() => Number)
  @WholeField({ min: 1, max: 200, optional: true, example: 50 })
  limit?: number;
}
export class RedeliveryBody {
  @UuidListField({ optional: true, description: 'These events of the delivery log' })
  events?: Uuid[];
  @FlagField({ optional: true, description: 'Everything that was given up' })
  dead?: boolean;
  @TextField({
    max: 20,
    optional: true,
    pattern: /^\d{1,19}$/,
    example: '1234',
    description:
      'Everything after this position of the log that the filter lets through, whether it was sent before or not',
  })
  after?: string;
}

const receiver = {
  type: 'object',
  required: ['id', 'name', 'url', 'state', 'createdAt', 'failures', 'pending', 'dead'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    name: { type: 'string', example: 'region' },
    url: { type: 'string', example: 'https://region.example/events' },
    types: { type: 'array', items: { type: 'string' } },
    scopes: { type: 'array', items: { type: 'string' }, example: ['municipality:…'] },
    state: { enum: ['ACTIVE', 'PAUSED'] },
    createdAt: { type: 'string', format: 'date-time' },
    failures: { type: 'integer', description: 'In a row since the last success' },
    openUntil: { type: 'string', format: 'date-time', description: 'Left alone until then' },
    pending: { type: 'integer' },
    dead: { type: 'integer', description: 'Given up; see the delivery log with `state=DEAD`' },
  },
} as const;
const registered = {
  type: 'object',
  required: ['id', 'secret'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    secret: {
      type: 'string',
      description: 'Of the signatures by Standard Webhooks 1.0.0; shown this once',
      example: 'whsec_…',
    },
  },
} as const;
const line = {
  type: 'object',
  properties: {
    eventId: { type: 'string' },
    type: { type: 'string' },
    lane: { type: 'string', description: 'Subject: its events come in order' },
    position: { type: 'string' },
    state: { enum: STATES },
    attempts: { type: 'integer' },
    lastError: { type: ['string', 'null'] },
    deliveredAt: { type: ['string', 'null'], format: 'date-time' },
    latencyMs: { type: ['integer', 'null'] },
  },
} as const;
const listOf = (items: object) => ({
  schema: { type: 'object', required: ['items'], properties: { items: { type: 'array', items } } } as never,
});

const unverified = (what: string): Problem =>
  new Problem({
    status: 422,
    slug: 'receiver-not-verified',
    title: { ru: 'Получатель не подтвердил адрес', en: 'The receiver did not confirm its address' },
    detail: {
      ru: `Адрес не ответил на проверку как следует (${what}). Получатель должен вернуть слово из запроса: {"challenge":"…"}.`,
      en: `The address did not answer the challenge (${what}). It has to repeat the word it was sent: {"challenge":"…"}.`,
    },
  });

@ApiTags('integration')
@Controller('v1/receivers')
export class ReceiversController {
  constructor(
    @Inject(WEBHOOKS) private readonly webhooks: Webhooks,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Post()
  @Allow('manage-receivers')
  @ApiOperation({ summary: 'Challenges an address and registers it; from now on it receives' })
  @ApiCreatedResponse({ schema: registered as never })
  async registerReceiver(@Body() body: RegisterReceiverBody): Promise<{ id: string; secret: string }> {
    const { name, url, types, municipalities = [], schools = [] } = body;
    if (!isTargetUrl(url)) {
      throw problems.badRequest([
        {
          pointer: '#/url',
          detail: {
            ru: 'нужен адрес http или https без пароля',
            en: 'must be http or https, without a password',
          },
        },
      ]);
    }
    const scopes = [
      ...municipalities.flatMap((municipalityId) => scopesOf({ municipalityId })),
      ...schools.flatMap((schoolId) => scopesOf({ schoolId })),
    ];
    try {
      return await this.webhooks.receivers.register({
        ...{ name, url },
        ...(types === undefined ? {} : { types }),
        ...(scopes.length === 0 ? {} : { scopes }),
      });
    } catch (error) {
      if (error instanceof NotVerified) throw unverified(error.message);
      if (error instanceof NameTaken) {
        throw new Problem({
          status: 409,
          slug: 'name-taken',
          title: { ru: 'Получатель с таким именем уже есть', en: 'Another receiver has this name' },
        });
      }
      throw error;
    }
  }

  @Get()
  @Allow('read-receivers')
  @ApiOperation({ summary: 'Receivers, with what each is owed' })
  @ApiOkResponse(listOf(receiver))
  async listReceivers(): Promise<{ items: readonly Receiver[] }> {
    return { items: await this.webhooks.receivers.list() };
  }

  @Get(':receiverId')
  @Allow('read-receivers')
  @ApiOperation({ summary: 'One receiver' })
  @ApiOkResponse({ schema: receiver as never })
  async findReceiver(@Param('receiverId', PathUuid) receiverId: Uuid): Promise<Receiver> {
    return known(await this.webhooks.receivers.find(receiverId));
  }

  @Delete(':receiverId')
  @Allow('manage-receivers')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes a receiver with all it is owed' })
  @ApiNoContentResponse()
  async removeReceiver(@Param('receiverId', PathUuid) receiverId: Uuid): Promise<void> {
    if (!(await this.webhooks.receivers.remove(receiverId))) throw nobody();
  }

  @Post(':receiverId/pause')
  @Allow('manage-receivers')
  @ApiOperation({ summary: 'Sends nothing for now: what happens waits' })
  @ApiCreatedResponse({ schema: receiver as never })
  pauseReceiver(@Param('receiverId', PathUuid) receiverId: Uuid): Promise<Receiver> {
    return this.setState(receiverId, 'PAUSED');
  }

  @Post(':receiverId/resumption')
  @Allow('manage-receivers')
  @ApiOperation({
    summary: 'Sends again, beginning with what waited; a receiver that was left alone is tried at once',
  })
  @ApiCreatedResponse({ schema: receiver as never })
  resumeReceiver(@Param('receiverId', PathUuid) receiverId: Uuid): Promise<Receiver> {
    return this.setState(receiverId, 'ACTIVE');
  }

  @Post(':receiverId/secret')
  @Allow('manage-receivers')
  @ApiOperation({ summary: 'Another secret; the old one signs beside it for a day' })
  @ApiCreatedResponse({ schema: registered as never })
  async rotateSecret(
    @Param('receiverId', PathUuid) receiverId: Uuid,
  ): Promise<{ id: string; secret: string }> {
    return { id: receiverId, secret: known(await this.webhooks.receivers.rotateSecret(receiverId)) };
  }

  @Get(':receiverId/deliveries')
  @Allow('read-receivers')
  @ApiOperation({
    summary: 'The delivery log, latest first; `state=DEAD` is what was given up, with the reason',
  })
  @ApiOkResponse(listOf(line))
  async listDeliveries(
    @Param('receiverId', PathUuid) receiverId: Uuid,
    @Query() { state, before, limit = 50 }: DeliveriesQuestion,
  ): Promise<{ items: readonly Delivery[] }> {
    known(await this.webhooks.receivers.find(receiverId));
    const items = await this.webhooks.deliveries.log(receiverId, {
      limit,
      ...(state === undefined ? {} : { state }),
      ...(before === undefined ? {} : { before: BigInt(before) }),
    });
    return { items };
  }

  @Post(':receiverId/redelivery')
  @Allow('manage-receivers')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Sends again: some events, all that was given up, or everything since a position',
  })
  @ApiAcceptedResponse({
    schema: { type: 'object', properties: { asked: { type: 'integer' } } } as never,
  })
  async redeliver(
    @Param('receiverId', PathUuid) receiverId: Uuid,
    @Body() { events = [], dead = false, after }: RedeliveryBody,
  ): Promise<{ asked: number }> {
    known(await this.webhooks.receivers.find(receiverId));
    const { deliveries } = this.webhooks;
    let asked = events.length === 0 ? 0 : await deliveries.redeliver(receiverId, events);
    if (dead) asked += await deliveries.redeliver(receiverId, 'DEAD');
    if (after !== undefined) {
      const until = (await this.store.lastPosition()) ?? -1n;
      if (until > BigInt(after)) await deliveries.askReplay(receiverId, BigInt(after), until);
    }
    return { asked };
  }

  private async setState(receiverId: Uuid, state: Receiver['state']): Promise<Receiver> {
    await this.webhooks.receivers.setState(receiverId, state);
    return known(await this.webhooks.receivers.find(receiverId));
  }
}

const nobody = () =>
  problems.notFound({ ru: 'Получателя с таким идентификатором нет.', en: 'No receiver has this id.' });
const known = <T>(found: T | undefined): T => {
  if (found === undefined) throw nobody();
  return found;
};
