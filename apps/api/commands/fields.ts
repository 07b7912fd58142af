/** Fields and shapes that the bodies of several commands share. */
import { EFFECTIVE } from './words';
import { DateField, TextField, UuidField } from '@nastavnik/platform/http';
import type { IsoDate, Uuid } from '@nastavnik/kernel';

/** The day an act takes effect. */
export class Dated {
  @DateField({ description: EFFECTIVE })
  effectiveOn!: IsoDate;
}

/** A body that creates something. */
export class Creating extends Dated {
  @UuidField({ optional: true, description: 'Id chosen by the sender; derived from the command when absent' })
  id?: Uuid;
}

/** Free words of a person; kept in the vault. */
export class Words {
  @TextField({ max: 20_000, description: 'Kept in the vault, erasable, never in an event', example: 'Текст' })
  text!: string;
}
