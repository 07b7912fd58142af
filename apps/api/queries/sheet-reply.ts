/** A table as a file in answer to a request: XLSX, or CSV with semicolons and a byte order mark, named in Russian. */
import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Instant } from '@nastavnik/kernel';
import { attachment, CodeField } from '@nastavnik/platform/http';
import { type Sheet, SHEET_FORMATS, type SheetFormat, writeSheet } from '@nastavnik/platform/sheets';

/** Declares what a route that answers with a file produces. */
export const ProducesSheet = (): MethodDecorator =>
  applyDecorators(
    ApiProduces(...Object.values(SHEET_FORMATS)),
    ApiOkResponse({
      content: Object.fromEntries(
        Object.values(SHEET_FORMATS).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
      ),
    }),
  );

/** `?format=` of such a route. */
export const SheetFormatField = (): PropertyDecorator =>
  CodeField(Object.keys(SHEET_FORMATS) as SheetFormat[], { optional: true, description: 'xlsx by default' });

/** A file that has been written: what it is called, and what position of the log it speaks of. */
export interface SheetFile {
  readonly format: SheetFormat;
  /** For whoever does not understand its Russian name. */
  readonly name: string;
  readonly title: string;
  readonly asOf: string;
  /** When the last event up to there was recorded. */
  readonly at: Instant | null;
}

export const sendFile = async (reply: FastifyReply, bytes: Buffer, file: SheetFile): Promise<void> => {
  const { format, name, title, asOf, at } = file;
  await reply
    .headers({
      'content-type': SHEET_FORMATS[format],
      'content-disposition': attachment(`${name}.${format}`, `${title}.${format}`),
      'as-of': asOf,
      ...(at === null ? {} : { 'as-of-time': at }),
    })
    .send(bytes);
};

export const sendSheet = async <Row>(
  reply: FastifyReply,
  sheet: Sheet<Row>,
  file: SheetFile,
): Promise<void> => sendFile(reply, await writeSheet(sheet, file.format), file);
