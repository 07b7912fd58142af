/** The ledger of a person's consents: what was agreed, to which text, when, by whom, on whose authority, until when, withdrawn when. */
import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type ConsentEvent, streamOf } from '@nastavnik/domain';
import type { Actor, IsoDate, Recorded, Uuid } from '@nastavnik/kernel';
import { By, PathUuid } from '@nastavnik/platform/http';
import { Vault } from '@nastavnik/platform/vault';
import { SchoolDirectory } from '../directory';
import { accessOf } from '../personal-data';
import { ledgerOf } from './consent-ledger';
import { LEDGER_EXAMPLE } from './examples/deadlines';
import { Fresh, QueryRoute, Reading, seesNames } from './reading';

@ApiTags('consents')
@Controller('v1/schools/:schoolId/participants/:participantId')
export class ConsentQueriesController {
  constructor(
    private readonly reading: Reading,
    private readonly directory: SchoolDirectory,
    private readonly vault: Vault,
  ) {}

  @QueryRoute({
    path: 'consents',
    act: 'read-consents',
    summary: 'The ledger of consents, with the clocks that withdrawals and demands have started',
    description:
      'Folded from the log itself, so it shows every act that has been answered. Who the representative is and on what authority is read from the vault, for those who see names.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: LEDGER_EXAMPLE,
  })
  async readConsents(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Query() { on }: Fresh,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const reader = this.reading.log();
    const [events, life] = await Promise.all([
      reader.read(streamOf.consent(participantId)),
      reader.read(streamOf.participant(participantId)),
    ]);
    const erased = life.flatMap(({ type, data }): IsoDate[] =>
      (type as string) === 'PersonalDataErased' ? [data.effectiveOn] : [],
    );
    const day = on ?? (await this.directory.todayOf(schoolId, request.receivedAt));
    const ledger = ledgerOf(events as readonly Recorded<ConsentEvent>[], erased, day);
    const named = ledger.consents.flatMap(({ representative }) => representative ?? []);
    const who = seesNames(actor)
      ? await this.vault.read(named, accessOf(actor, 'ledger:consents'))
      : undefined;
    return JSON.stringify({
      ...{ participantId, schoolId, on: day },
      ...ledger,
      consents: ledger.consents.map(({ representative, ...consent }) => ({
        ...consent,
        representative:
          representative === null ? null : (who?.get(representative.recordId)?.data ?? { known: true }),
      })),
    });
  }
}
