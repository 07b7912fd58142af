/** Registers that come in as files: checked whole, carried out whole in the background, or not begun. */
import { Controller, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Json, Uuid } from '@nastavnik/kernel';
import { CodeField, derivedId, PathUuid, Problem, problems, stampOf } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import { readTable, SHEET_FORMATS, type SheetFormat, UnreadableSheet } from '@nastavnik/platform/sheets';
import { QueryRoute } from '../queries/reading';
import { type Checked, ImportChecking } from './checking';
import { IMPORT_REGISTERS, type ImportKind } from './columns';
import { type ImportJob, ImportProcess } from './import-process';
import { MOST_ROWS } from './rows';

export class ImportQuery {
  @CodeField(IMPORT_REGISTERS, { description: 'What the rows are' })
  register!: ImportKind;
  @CodeField(['true', 'false'], { optional: true, description: 'true: check only; false by default' })
  dryRun?: 'true' | 'false';
}

export class CellErrorAnswer {
  @ApiProperty({ type: String, example: 'База наставляемых' })
  sheet!: string;
  @ApiProperty({ type: String, example: 'E7' })
  cell!: string;
  @ApiProperty({ type: 'integer', example: 7, description: 'As a spreadsheet counts, from 1' })
  row!: number;
  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'Дата рождения',
    description: 'null: the whole row',
  })
  column!: string | null;
  @ApiProperty({ type: String, example: 'нужна существующая дата вида ДД.ММ.ГГГГ' })
  reason!: string;
}
export class RowNoteAnswer {
  @ApiProperty({ type: 'integer', example: 8 })
  row!: number;
  @ApiProperty({ type: String, example: 'человек уже стоит в реестре с этими данными' })
  reason!: string;
}
export class ImportAnswer {
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'null: checked only' })
  id!: Uuid | null;
  @ApiProperty({ type: String, enum: IMPORT_REGISTERS, example: 'mentees' })
  register!: ImportKind;
  @ApiProperty({ type: String, enum: ['CHECKED', 'QUEUED', 'RUNNING', 'DONE'], example: 'RUNNING' })
  state!: 'CHECKED' | ImportJob['state'];
  @ApiProperty({ type: 'integer', example: 40, description: 'Rows of the file' })
  total!: number;
  @ApiProperty({ type: 'integer', example: 39, description: 'Rows that ask for something to be done' })
  planned!: number;
  @ApiProperty({ type: 'integer', example: 12, description: 'Of these, done or refused' })
  done!: number;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 3,
    description: 'Seconds to the end; null: not known',
  })
  secondsLeft!: number | null;
  @ApiProperty({ type: [RowNoteAnswer], description: 'Rows that change nothing' })
  unchanged!: readonly RowNoteAnswer[];
  @ApiProperty({
    type: [CellErrorAnswer],
    description:
      'What stands in the way; of an import under way, rows that became impossible since the check',
  })
  errors!: readonly CellErrorAnswer[];
}

const FORMAT_OF_TYPE = new Map(
  Object.entries(SHEET_FORMATS).map(([format, type]) => [type.split(';')[0], format as SheetFormat]),
);
const FILE = { schema: { type: 'string', format: 'binary' } } as const;

const checkedOnly = (register: ImportKind, { total, planned, unchanged, errors }: Checked): ImportAnswer => ({
  ...{ id: null, register, state: 'CHECKED', total, planned: planned.length, done: 0, secondsLeft: null },
  ...{ unchanged, errors },
});

const progress = (job: ImportJob): ImportAnswer => {
  const { id, register, state, total, planned, done, startedAt, unchanged, errors } = job;
  const seconds = startedAt === null ? 0 : (Date.now() - startedAt.getTime()) / 1_000;
  const left = state === 'DONE' ? 0 : done === 0 ? null : Math.ceil((seconds / done) * (planned - done));
  return { id, register, state, total, planned, done, secondsLeft: left, unchanged, errors };
};

@ApiTags('registers')
@Controller('v1/schools/:schoolId/imports')
export class ImportsController {
  constructor(
    private readonly checking: ImportChecking,
    private readonly process: ImportProcess,
  ) {}

  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @Allow('import-register')
  @ApiOperation({
    summary: 'Imports mentees, mentors or pairs from XLSX or CSV: every row or none',
    description: `The body is the file, with the headings of the exported register; ${MOST_ROWS} rows at most. Every row is checked against the rules as if those before it had been done; while anything stands in the way nothing is begun, and all of it is listed with its cell. With \`dryRun=true\` nothing is written either way. Members of pairs are told by their ids, or by full name with the date of birth in parentheses where two share it; pairs with the same number and date of an order are fixed by one order. The file is not kept; what it asks for stands encrypted in the vault until it is carried out.`,
  })
  @ApiConsumes(...(FORMAT_OF_TYPE.keys() as Iterable<string>))
  @ApiBody({ schema: FILE.schema as never })
  @ApiResponse({ status: 202, type: ImportAnswer, description: 'Begun; `Location` shows how far it is' })
  @ApiOkResponse({ type: ImportAnswer, description: 'Checked only' })
  async importRegister(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Query() { register, dryRun }: ImportQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportAnswer> {
    const format = FORMAT_OF_TYPE.get(
      (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase(),
    );
    if (format === undefined || !Buffer.isBuffer(request.body)) throw problems.unsupportedMediaType();
    const stamp = stampOf(request);
    const importId = derivedId(stamp, 'import');
    const begun = await this.process.find(schoolId, importId);
    if (begun === undefined) {
      const table = await readTable(request.body, format).catch((error: unknown) => {
        if (!(error instanceof UnreadableSheet)) throw error;
        throw new Problem({
          ...{ status: 400, slug: 'unreadable-file' },
          title: { ru: 'Файл не читается как таблица', en: 'The file is no readable spreadsheet' },
        });
      });
      const checked = await this.checking.check(table, register, { importId, schoolId, stamp });
      if (dryRun === 'true') {
        void reply.status(HttpStatus.OK);
        return checkedOnly(register, checked);
      }
      if (checked.errors.length > 0) {
        throw new Problem({
          ...{ status: 422, slug: 'import-refused' },
          title: { ru: 'Файл не принят', en: 'The file is not accepted' },
          detail: {
            ru: 'Исправьте перечисленное и отправьте файл снова; ничего не записано.',
            en: 'Mend what is listed and send the file again; nothing has been written.',
          },
          extensions: { cells: checked.errors as unknown as Json },
        });
      }
      await this.process.enqueue(
        {
          ...{ id: importId, organisationId: schoolId, register, actor: stamp.actor },
          ...{ recordedAt: new Date(stamp.recordedAt), total: checked.total, unchanged: checked.unchanged },
        },
        checked.sheet,
        checked.planned,
      );
    }
    void reply.header('location', `/v1/schools/${schoolId}/imports/${importId}`);
    return progress((begun ?? (await this.process.find(schoolId, importId)))!);
  }

  @QueryRoute({
    path: ':importId',
    act: 'import-register',
    summary: 'How far an import is',
    answer: { type: ImportAnswer },
  })
  async readImport(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('importId', PathUuid) importId: Uuid,
  ): Promise<ImportAnswer> {
    const job = await this.process.find(schoolId, importId);
    if (job === undefined)
      throw problems.notFound({ ru: 'Такого импорта нет.', en: 'There is no such import.' });
    return progress(job);
  }
}
