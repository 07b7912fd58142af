/** Ids and numbers in a path. */
import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { Uuid } from '@nastavnik/kernel';
import { problems } from './problem';
import { isUuid } from './validation';

/** A path segment that must be a lower-case UUID; anything else names nothing, hence 404. */
@Injectable()
export class PathUuid implements PipeTransform<string, Uuid> {
  transform(value: string): Uuid {
    if (!isUuid(value))
      throw problems.notFound({ ru: 'Записи с таким идентификатором нет.', en: 'No record has this id.' });
    return value;
  }
}

/** A path segment that must be a number from 1. */
@Injectable()
export class PathNumber implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,5}$/.test(value)) throw problems.notFound();
    return Number(value);
  }
}

/** A path segment that must be one of these codes. */
export class PathCode<Code extends string> implements PipeTransform<string, Code> {
  constructor(private readonly codes: readonly Code[]) {}

  /** @throws Problem 400 with the codes there are */
  transform(value: string, { data = '' }: ArgumentMetadata): Code {
    const found = this.codes.find((code) => code === value);
    if (found !== undefined) return found;
    const listed = this.codes.join(', ');
    throw problems.badRequest([
      { parameter: data, detail: { ru: `допустимы: ${listed}`, en: `must be one of ${listed}` } },
    ]);
  }
}
