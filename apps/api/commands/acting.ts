/** From a checked body to a receipt: what every command controller does alike. */
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Act } from '@nastavnik/commands';
import { type Command, isRefusal, type Stamp, type Uuid } from '@nastavnik/kernel';
import { derivedId, Problem } from '@nastavnik/platform/http';
import { RecordMismatch, type SealedRecord, SubjectErased, Vault } from '@nastavnik/platform/vault';

/** Answer to an accepted act. */
export class Accepted {
  @ApiProperty({ type: String, format: 'uuid', description: 'Id of what the act is about' })
  id!: Uuid;
  @ApiProperty({ type: String, example: 'pair-5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201' })
  stream!: string;
  @ApiProperty({ type: String, example: '5', description: 'Revision of the stream; the next `If-Match`' })
  revision!: string;
  @ApiProperty({ type: String, example: '1234', description: 'Position in the log; the next `?after=`' })
  position!: string;
  @ApiProperty({ type: [String], description: 'Ids of the events of the act; none when it changed nothing' })
  eventIds!: string[];
  @ApiProperty({ type: Boolean, description: 'True when the same act had been carried out before' })
  repeated!: boolean;
}

/** A plain copy without `undefined`: what the log keeps is JSON. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { [Key in keyof T]: Plain<Exclude<T[Key], undefined>> }
    : T;
export const plain = <T>(value: T): Plain<T> => JSON.parse(JSON.stringify(value)) as Plain<T>;

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

  /** Seals words about a person; nothing is written before the act is accepted. @param name tells several texts of one act apart */
  text(stamp: Stamp, name: string, subjectId: Uuid, data: object): SealedRecord {
    return this.vault.seal({
      recordId: derivedId(stamp, name),
      subjectId,
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
