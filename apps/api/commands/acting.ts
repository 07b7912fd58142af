/** From a checked body to a receipt: what every command controller does alike. */
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Act, ActOptions } from '@nastavnik/commands';
import { type Command, isRefusal, type Stamp, type Uuid } from '@nastavnik/kernel';
import { derivedId, Problem, problems } from '@nastavnik/platform/http';
import type { Role } from '../policy';
import type { Sent } from './route';
import { RecordMismatch, type SealedRecord, SubjectErased, Vault } from '@nastavnik/platform/vault';

/** Answer to an accepted act. */
export class Accepted {
  @ApiProperty({
    type: String,
    format: 'uuid',
    example: '5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201',
    description: 'Id of what the act is about',
  })
  id!: Uuid;
  @ApiProperty({ type: String, example: 'pair-5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201' })
  stream!: string;
  @ApiProperty({ type: String, example: '5', description: 'Revision of the stream; the next `If-Match`' })
  revision!: string;
  @ApiProperty({ type: String, example: '1234', description: 'Position in the log; the next `?after=`' })
  position!: string;
  @ApiProperty({
    type: [String],
    example: ['7a0f6fd5-5a40-5c86-a7b5-2b2c3d9b6f10'],
    description: 'Ids of the events of the act; none when it changed nothing',
  })
  eventIds!: string[];
  @ApiProperty({
    type: Boolean,
    example: false,
    description: 'True when the same act had been carried out before',
  })
  repeated!: boolean;
}

/** A plain copy without `undefined`: what the log keeps is JSON. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { [Key in keyof T]: Plain<Exclude<T[Key], undefined>> }
    : T;
/** A command before the door stamps it; optional members may be `undefined`. */
type Unstamped<Cmd> = Cmd extends { readonly type: infer Type; readonly data: infer Data }
  ? { readonly type: Type; readonly data: { readonly [Key in keyof Data]: Data[Key] | undefined } & object }
  : never;

export const plain = <T>(value: T): Plain<T> => JSON.parse(JSON.stringify(value)) as Plain<T>;

/** In a group a member acts for himself; leaders act for anyone. @throws Problem 403 */
export const onlyForOneself = (role: Role, personId: Uuid, { actor }: Stamp): void => {
  if (actor.role === role && actor.id !== personId) {
    throw problems.forbidden({ ru: 'Действие совершается за себя.', en: 'One acts here for oneself only.' });
  }
};

@Injectable()
export class Acting {
  constructor(
    private readonly bus: CommandBus,
    private readonly vault: Vault,
  ) {}

  /** Id of what a command creates: the sender's own, or one that the same command makes again. */
  newId(stamp: Stamp, given: Uuid | undefined): Uuid {
    return given ?? derivedId(stamp, 'id');
  }

  /** Seals words about a person; nothing is written before the act is accepted. @param name tells several texts of one act apart @param about whom the words are about: one, or each of several */
  text(stamp: Stamp, name: string, about: Uuid | readonly [Uuid, ...Uuid[]], data: object): SealedRecord {
    const [subjectId, ...also] = typeof about === 'string' ? [about] : about;
    return this.vault.seal({
      recordId: derivedId(stamp, name),
      subjectId,
      also,
      kind: 'text',
      data: plain(data) as never,
    });
  }

  person(participantId: Uuid, data: object): SealedRecord {
    return this.vault.seal({
      recordId: participantId,
      subjectId: participantId,
      kind: 'person',
      data: plain(data) as never,
    });
  }

  /**
   * Sends the act and answers 201 with ETag and, where the thing can be read, Location.
   * @throws Problem 422 with every reason when the act is refused
   */
  async carry(act: Act<Command>, id: Uuid, reply: FastifyReply, location?: string): Promise<Accepted> {
    const outcome = await this.execute(act);
    if (isRefusal(outcome)) throw outcome;
    void reply.header('etag', `"${outcome.revision}"`);
    if (location !== undefined) void reply.header('location', location);
    return {
      id,
      stream: outcome.stream,
      revision: outcome.revision.toString(),
      position: outcome.position.toString(),
      eventIds: [...outcome.eventIds],
      repeated: outcome.repeated,
    };
  }

  /** The same for an act that is not stamped yet: `send(PairAct, { type: 'CompletePair', data }, pairId, sent)`. */
  send<Cmd extends Command>(
    act: new (command: Cmd, options: ActOptions) => Act<Cmd>,
    command: Unstamped<Cmd>,
    id: Uuid,
    { stamp, when, reply }: Sent,
    more: { readonly sealed?: readonly (SealedRecord | undefined)[]; readonly location?: string } = {},
  ): Promise<Accepted> {
    const sealed = (more.sealed ?? []).filter((record) => record !== undefined);
    const stamped = { ...command, data: plain(command.data), stamp } as unknown as Cmd;
    return this.carry(
      new act(stamped, { ...when, ...(sealed.length === 0 ? {} : { sealed }) }) as unknown as Act<Command>,
      id,
      reply,
      more.location,
    );
  }

  private async execute(act: Act<Command>) {
    try {
      return await this.bus.execute(act);
    } catch (error) {
      if (error instanceof SubjectErased || error instanceof RecordMismatch) {
        throw new Problem({
          status: 409,
          slug: error instanceof SubjectErased ? 'person-erased' : 'id-taken',
          title: { ru: 'Персональные данные не сохранены', en: 'Personal data were not kept' },
          detail:
            error instanceof SubjectErased
              ? {
                  ru: 'Данные этого человека стёрты по его требованию.',
                  en: 'The data of this person were erased.',
                }
              : { ru: 'Идентификатор уже занят другой записью.', en: 'The id belongs to another record.' },
        });
      }
      throw error;
    }
  }
}
