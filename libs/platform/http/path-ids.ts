/** Ids and numbers in a path. */
import { Injectable, type PipeTransform } from '@nestjs/common';
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
