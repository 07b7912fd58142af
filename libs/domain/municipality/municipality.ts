/** Municipality: registered once. */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';

export type RegisterMunicipality = Command<
  'RegisterMunicipality',
  {
    readonly municipalityId: Uuid;
    readonly name: string;
    readonly utcOffsetMinutes: number;
    readonly effectiveOn: IsoDate;
  }
>;
export type MunicipalityCommand = RegisterMunicipality;
