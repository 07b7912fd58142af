/** The dossier of a pair: everything its life rests on, with proofs, as one file that is verified elsewhere without us. */
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { domainCodec } from '@nastavnik/domain';
import { dossierReading } from '@nastavnik/documents';
import { streamReader, streamsBehind } from '@nastavnik/evidence';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore, type StoredEvent, toRecorded } from '@nastavnik/platform/event-store';
import { attachment, By, PathUuid, problems, WholeField } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import {
  openCheckpoint,
  packDossier,
  parseVerifier,
  type SignedCheckpoint,
} from '@nastavnik/platform/transparency';
import { EventIndexQuery } from '@nastavnik/read-models';
import { LogProofs } from './log-proofs';
import { seesNames, withoutSensitive } from './reading';

const LARGEST = 2 ** 53 - 1;
/** Days whose last checkpoints are shown to be earlier states of the same log. */
const DAYS = 60;

export class DossierQuestion {
  @Type(() => Number)
  @WholeField({
    min: 1,
    max: LARGEST,
    optional: true,
    example: 100,
    description: 'As of the checkpoint of this size; one that covers everything so far when absent',
  })
  checkpoint?: number;
  @Type(() => Number)
  @WholeField({
    min: 1,
    max: LARGEST,
    optional: true,
    example: 50,
    description:
      'Size of an earlier checkpoint that a witness holds: the dossier proves that the log grew out of it',
  })
  from?: number;
}

@ApiTags('pairs')
@Controller('v1/pairs/:pairId/dossier')
export class DossierController {
  constructor(
    private readonly proofs: LogProofs,
    private readonly index: EventIndexQuery,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Allow('read-dossier')
  @ApiOperation({
    summary: 'Dossier of a pair: its events, their proofs and a signed checkpoint in a ZIP file',
    description:
      'Verified offline with `npm run audit -- verify <file> --key <vkey>`; docs/proofs.md describes the files. Holds no names. What never leaves the school is withheld from readers above it and proved all the same.',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async dossier(
    @Param('pairId', PathUuid) pairId: Uuid,
    @Query() { checkpoint: size, from }: DossierQuestion,
    @By() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const streams = await streamsBehind(streamReader(this.store), pairId, await this.index.naming(pairId));
    const read = (await Promise.all(streams.map((stream) => this.store.readStream(stream)))).flat();
    const last = read.reduce((max, { position }) => (position > max ? position : max), -1n);
    const checkpoint = await (size === undefined ? this.proofs.covering(last) : this.proofs.ofSize(size));
    const earlier = await this.earlier(checkpoint, from);
    const events = await this.provedBy(checkpoint, read);
    if (events.length === 0) {
      throw problems.notFound({
        ru: `В контрольной точке размера ${checkpoint.size} этой пары ещё нет.`,
        en: `The checkpoint of size ${checkpoint.size} knows no such pair yet.`,
      });
    }
    const hidden = (event: StoredEvent): boolean =>
      !seesNames(actor) && JSON.stringify(withoutSensitive(event.data)) !== JSON.stringify(event.data);
    const shown = events.filter(({ event }) => !hidden(event));
    void reply
      .header('content-type', 'application/zip')
      .header('content-disposition', attachment(`pair-${pairId}-${checkpoint.size}.zip`));
    const { root } = openCheckpoint(checkpoint.note, parseVerifier(checkpoint.vkey));
    return packDossier({
      events: events.map((one) => ({ ...one, withheld: hidden(one.event) })),
      checkpoint: checkpoint.note,
      consistency: earlier,
      reading: await dossierReading({
        ...{ pairId, withheld: events.length - shown.length },
        events: shown.map(({ event }) => toRecorded(domainCodec, event)),
        checkpoint: { size: checkpoint.size, root, vkey: checkpoint.vkey },
      }),
      at: checkpoint.signedAt,
    });
  }

  /** Events that the checkpoint covers, in the order of the log, each with its proof. */
  private async provedBy({ size }: SignedCheckpoint, read: readonly StoredEvent[]) {
    const indexes = await this.proofs.tree.indexesOf(read.map(({ position }) => position));
    const covered = read
      .flatMap((event) => {
        const index = indexes.get(event.position);
        return index === undefined || index >= size ? [] : [{ event, index }];
      })
      .sort((a, b) => a.index - b.index);
    const proofs = await this.proofs.tree.inclusion(
      covered.map(({ index }) => index),
      size,
    );
    return covered.map((one, at) => ({ ...one, proof: proofs[at]! }));
  }

  /** Earlier checkpoints of the same key, with their proofs of consistency. */
  private async earlier({ size, vkey }: SignedCheckpoint, from: number | undefined) {
    const sizes = new Set(await this.proofs.checkpoints.daily(DAYS, size));
    if (from !== undefined) sizes.add((await this.proofs.ofSize(from)).size);
    const found = await Promise.all(
      [...sizes].filter((one) => one < size).map((one) => this.proofs.ofSize(one)),
    );
    const before = found.filter((one) => one.vkey === vkey).sort((a, b) => a.size - b.size);
    const proofs = await this.proofs.tree.consistency(
      before.map((one) => one.size),
      size,
    );
    return before.map(({ note }, at) => ({ note, proof: proofs[at]! }));
  }
}
