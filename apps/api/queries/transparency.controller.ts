/**
 * The tree over the log for whoever wants to verify it, in the layout of C2SP tlog-tiles. Hashes tell nothing of anybody and are for all;
 * entries name streams and are for the auditor.
 */
import { Controller, Get, Header, Inject, Param, Query, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { After, problems, TextField, WholeField } from '@nastavnik/platform/http';
import { Allow, Public } from '@nastavnik/platform/identity';
import {
  bundleOf,
  type Hash,
  leafHash,
  leafOf,
  parseTilePath,
  TILE_WIDTH,
  type TileId,
  widthOfLevel,
} from '@nastavnik/platform/transparency';
import { LogProofs } from './log-proofs';
import { Seen } from './reading';

const LARGEST = 2 ** 53 - 1;
const NOTE = 'text/plain; charset=utf-8';
const OCTETS = 'application/octet-stream';
/** What never changes may be kept for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable';

export class InclusionQuestion {
  @TextField({
    max: 20,
    optional: true,
    pattern: /^(0|[1-9]\d{0,18})$/,
    example: '1234',
    description: 'Position of the event, as a receipt of its act says; or `index`',
  })
  position?: string;
  @Type(() => Number)
  @WholeField({ min: 0, max: LARGEST, optional: true, example: 7, description: 'Number of the leaf, from 0' })
  index?: number;
  @Type(() => Number)
  @WholeField({
    min: 1,
    max: LARGEST,
    optional: true,
    example: 100,
    description: 'Size of the tree; that of the latest checkpoint when absent',
  })
  size?: number;
}

export class ConsistencyQuestion {
  @Type(() => Number)
  @WholeField({ min: 1, max: LARGEST, example: 50, description: 'Size of the earlier tree' })
  from!: number;
  @Type(() => Number)
  @WholeField({
    min: 1,
    max: LARGEST,
    optional: true,
    example: 100,
    description: 'Size of the later tree; that of the latest checkpoint when absent',
  })
  to?: number;
}

const HASH = 'q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k=';
const hashes = { type: 'array', items: { type: 'string', format: 'byte', example: HASH } } as const;
const NOTE_EXAMPLE = `school62.example/log\n1235\n${HASH}\n\n— school62.example/log q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0VniavN7w==\n`;

class InclusionProof {
  @ApiProperty({ type: 'integer', example: 7 }) index!: number;
  @ApiProperty({ type: 'integer', example: 1235 }) size!: number;
  @ApiProperty({ type: String, format: 'byte', example: HASH, description: 'SHA-256(0x00 || leaf)' })
  leafHash!: string;
  @ApiProperty({ ...hashes, description: 'From the sibling of the leaf up (RFC 9162, 2.1.3)' })
  hashes!: readonly string[];
}

class ConsistencyProof {
  @ApiProperty({ type: 'integer', example: 50 }) from!: number;
  @ApiProperty({ type: 'integer', example: 1235 }) to!: number;
  @ApiProperty({ ...hashes, description: 'RFC 9162, 2.1.4' }) hashes!: readonly string[];
}

class CheckpointList {
  @ApiProperty({
    type: 'array',
    items: {
      type: 'object',
      properties: {
        size: { type: 'integer', example: 1235 },
        signedAt: { type: 'string', format: 'date-time', example: '2021-02-01T09:00:00.000Z' },
        vkey: { type: 'string', example: 'school62.example/log+abcdef01+ASNFZ4mrze8B' },
        note: { type: 'string', example: NOTE_EXAMPLE },
      },
    },
  })
  items!: object[];
}

const base64 = (all: readonly Hash[]): readonly string[] => all.map((hash) => hash.toString('base64'));

@ApiTags('transparency')
@Controller('v1/transparency')
export class TransparencyController {
  constructor(
    private readonly proofs: LogProofs,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get('checkpoint')
  @Public()
  @Header('content-type', NOTE)
  @ApiOperation({
    summary: 'The latest checkpoint: size and root of the tree over the log, a signed note',
    description:
      'With `after` one that covers the act at that position, signed now if need be. Form: https://c2sp.org/tlog-checkpoint',
    security: [],
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' }, example: NOTE_EXAMPLE })
  async checkpoint(@Query() _fresh: Seen, @After() after: bigint | undefined): Promise<string> {
    return (await (after === undefined ? this.proofs.latest() : this.proofs.covering(after))).note;
  }

  @Get('checkpoints/:size')
  @Public()
  @Header('content-type', NOTE)
  @ApiOperation({ summary: 'The checkpoint that was signed for this size', security: [] })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' }, example: NOTE_EXAMPLE })
  async checkpointOf(@Param('size') size: string): Promise<string> {
    if (!/^[1-9]\d{0,14}$/.test(size)) throw problems.notFound();
    return (await this.proofs.ofSize(Number(size))).note;
  }

  @Get('checkpoints')
  @Allow('read-log')
  @ApiOperation({ summary: 'The last checkpoint of each of the latest hundred days' })
  @ApiOkResponse({ type: CheckpointList })
  async checkpoints(): Promise<CheckpointList> {
    const sizes = await this.proofs.checkpoints.daily(100, LARGEST);
    const items = await Promise.all(sizes.map((size) => this.proofs.ofSize(size)));
    return { items: [...items] };
  }

  @Get('key')
  @Public()
  @Header('content-type', NOTE)
  @ApiOperation({
    summary: 'Public key of the log',
    description:
      'Compare it with the one you were given on another way: a key that comes with what it verifies proves nothing.',
    security: [],
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({
    schema: { type: 'string' },
    example: 'school62.example/log+abcdef01+ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8B\n',
  })
  @ApiNotFoundResponse({ description: 'Nothing was signed yet' })
  async key(): Promise<string> {
    const latest = await this.proofs.checkpoints.latest();
    if (latest === undefined)
      throw problems.notFound({ ru: 'Журнал ещё не подписан.', en: 'Nothing was signed yet.' });
    return `${latest.vkey}\n`;
  }

  @Get('tile/entries/*')
  @Allow('read-log')
  @ApiOperation({
    summary: 'Entries of the log: an entry bundle, up to 256 leaves',
    description: 'docs/proofs.md says what a leaf is.',
  })
  @ApiParam({ name: 'path', example: '000.p/15' })
  @ApiProduces(OCTETS)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async entries(@Param('*') path: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { n, width } = this.tileAt(`entries/${path}`);
    const from = n * TILE_WIDTH;
    const [hashesOf, [before]] = await Promise.all([
      this.proofs.tree.tile({ level: 0, n, width }),
      from === 0 ? [] : this.proofs.tree.positionsOf({ from: from - 1, to: from }),
    ]);
    if (hashesOf.length < width) throw problems.notFound();
    const events = await this.store.readAll({
      maxCount: width,
      ...(before === undefined ? {} : { after: before }),
    });
    const leaves = events.map(leafOf);
    // What the log says now must be what was hashed then; if it is not, no bundle can be served and the auditor's command says why.
    if (!hashesOf.every((hash, at) => leaves[at] !== undefined && leafHash(leaves[at]).equals(hash)))
      throw problems.internal();
    return this.immutable(reply, bundleOf(leaves));
  }

  @Get('tile/*')
  @Public()
  @ApiOperation({
    summary: 'Hashes of the tree: a tile, up to 256 of them',
    description: 'Layout: https://c2sp.org/tlog-tiles',
    security: [],
  })
  @ApiParam({ name: 'path', example: '0/x001/x234/067' })
  @ApiProduces(OCTETS)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async tile(@Param('*') path: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { level, n, width } = this.tileAt(path);
    if (level === 'entries') throw problems.notFound();
    const tile = await this.proofs.tree.tile({ level, n, width });
    if (tile.length < width) throw problems.notFound();
    return this.immutable(reply, Buffer.concat(tile));
  }

  @Get('proofs/inclusion')
  @Public()
  @ApiOperation({ summary: 'Proof that an event is in the tree', security: [] })
  @ApiOkResponse({ type: InclusionProof })
  async inclusion(@Query() question: InclusionQuestion): Promise<InclusionProof> {
    const { position } = question;
    const index = position === undefined ? question.index : await this.proofs.tree.indexOf(BigInt(position));
    const size = question.size ?? (await this.proofs.latest()).size;
    const { size: grown } = await this.proofs.tree.end();
    if (index === undefined || index >= size || size > grown) {
      throw problems.notFound({
        ru: 'В дереве такого размера такого события нет.',
        en: 'The tree of this size holds no such event.',
      });
    }
    const [[proof], [leaf]] = await Promise.all([
      this.proofs.tree.inclusion([index], size),
      this.proofs.tree.hashesOf([{ from: index, to: index + 1 }]),
    ]);
    return { index, size, leafHash: leaf!.toString('base64'), hashes: base64(proof!) };
  }

  @Get('proofs/consistency')
  @Public()
  @ApiOperation({ summary: 'Proof that a tree grew out of an earlier one by appends alone', security: [] })
  @ApiOkResponse({ type: ConsistencyProof })
  async consistency(@Query() question: ConsistencyQuestion): Promise<ConsistencyProof> {
    const { from } = question;
    const to = question.to ?? (await this.proofs.latest()).size;
    const { size: grown } = await this.proofs.tree.end();
    if (from > to || to > grown) {
      throw problems.notFound({
        ru: `Сейчас в дереве ${grown} листьев; нужно from ≤ to ≤ ${grown}.`,
        en: `The tree has ${grown} leaves now; from ≤ to ≤ ${grown} is needed.`,
      });
    }
    const [proof] = await this.proofs.tree.consistency([from], to);
    return { from, to, hashes: base64(proof!) };
  }

  private tileAt(path: string): TileId {
    const tile = parseTilePath(path);
    if (tile === undefined) throw problems.notFound();
    if (tile.level !== 'entries' && widthOfLevel(tile.level, LARGEST) === 0) throw problems.notFound();
    return tile;
  }

  private immutable(reply: FastifyReply, bytes: Buffer): Buffer {
    void reply.header('content-type', OCTETS).header('cache-control', FOR_EVER);
    return bytes;
  }
}
