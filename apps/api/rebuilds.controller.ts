/** Read models made anew from the log while they answer: asked for, watched. A setting of the installation, no act of mentoring. */
import { Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { By, PathUuid, Problem, problems } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import {
  fallsBehind,
  percentOf,
  type RebuildJob,
  RebuildRequests,
  type RebuildState,
  RebuildUnderWay,
  secondsLeft,
} from '@nastavnik/platform/projections';
import { readModels } from '@nastavnik/read-models';

export class RebuildAnswer {
  @ApiProperty({ type: String, format: 'uuid', example: '00000000-0000-4000-8000-000000000091' })
  id!: string;
  @ApiProperty({ type: String, example: 'pair-register' })
  model!: string;
  @ApiProperty({ type: String, enum: ['REQUESTED', 'RUNNING', 'DONE', 'FAILED'], example: 'RUNNING' })
  state!: RebuildState;
  @ApiProperty({ type: 'integer', example: 40, description: '0–100' })
  percent!: number;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 12,
    description: 'To the end; null: there is no telling yet',
  })
  secondsLeft!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '1234',
    description: 'Last position in the new table',
  })
  position!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '3080', description: 'End of the log, as last seen' })
  head!: string | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2021-09-01T06:12:00.000Z' })
  requestedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2021-09-01T06:12:01.000Z' })
  startedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  endedAt!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'In Russian: what stands in the way, and what to do',
  })
  trouble!: string | null;
}
export class RebuildsAnswer {
  @ApiProperty({ type: [RebuildAnswer] })
  items!: RebuildAnswer[];
}

const troubleOf = (job: RebuildJob): string | null =>
  job.state === 'FAILED'
    ? `Перестроение остановилось: ${job.error}. Действующая таблица не тронута; устраните причину и запросите снова.`
    : fallsBehind(job)
      ? 'Журнал пишется быстрее, чем перестраивается таблица: перестроение не догонит его, пока запись не станет реже. Действующая таблица отвечает как прежде.'
      : null;

const answered = (job: RebuildJob): RebuildAnswer => ({
  ...{ id: job.id, model: job.model, state: job.state },
  ...{ percent: percentOf(job), secondsLeft: secondsLeft(job) },
  ...{ position: job.position?.toString() ?? null, head: job.head?.toString() ?? null },
  requestedAt: job.requestedAt.toISOString(),
  startedAt: job.startedAt?.toISOString() ?? null,
  endedAt: job.endedAt?.toISOString() ?? null,
  trouble: troubleOf(job),
});

@ApiTags('operations')
@Controller('v1')
export class RebuildsController {
  constructor(private readonly requests: RebuildRequests) {}

  @Post('read-models/:model/rebuilds')
  @HttpCode(HttpStatus.ACCEPTED)
  @Allow('rebuild-read-models')
  @ApiOperation({
    summary: 'Makes a read model anew from the whole log, beside the one that answers meanwhile',
    description:
      'A projector picks it up, and another one goes on where it dies. The tables are exchanged when the new one has caught up; no query fails. One at a time.',
  })
  @ApiAcceptedResponse({ type: RebuildAnswer })
  @ApiResponse({ status: 409, description: 'One of this read model is under way' })
  async requestRebuild(@Param('model') model: string, @By() actor: Actor): Promise<RebuildAnswer> {
    if (!readModels.some(({ name }) => name === model)) {
      const names = readModels.map(({ name }) => name).join(', ');
      throw problems.notFound({
        ru: `Такой таблицы чтения нет. Есть: ${names}.`,
        en: `There is no such read model. There are: ${names}.`,
      });
    }
    try {
      return answered(await this.requests.request(model, actor.id));
    } catch (error) {
      if (!(error instanceof RebuildUnderWay)) throw error;
      throw new Problem({
        ...{ status: 409, slug: 'rebuild-under-way' },
        title: { ru: 'Эта таблица уже перестраивается', en: 'This read model is being rebuilt already' },
        detail: {
          ru: `Дождитесь конца: /v1/rebuilds/${error.id}`,
          en: `Wait for its end: /v1/rebuilds/${error.id}`,
        },
      });
    }
  }

  @Get('rebuilds')
  @Allow('rebuild-read-models')
  @ApiOperation({ summary: 'Rebuilds of read models, the latest first' })
  @ApiOkResponse({ type: RebuildsAnswer })
  async listRebuilds(): Promise<RebuildsAnswer> {
    return { items: (await this.requests.list()).map(answered) };
  }

  @Get('rebuilds/:rebuildId')
  @Allow('rebuild-read-models')
  @ApiOperation({ summary: 'How far a rebuild is' })
  @ApiOkResponse({ type: RebuildAnswer })
  async readRebuild(@Param('rebuildId', PathUuid) rebuildId: Uuid): Promise<RebuildAnswer> {
    const job = await this.requests.find(rebuildId);
    if (job === undefined) {
      throw problems.notFound({ ru: 'Такого перестроения нет.', en: 'There is no such rebuild.' });
    }
    return answered(job);
  }
}
