/** Regulation of an organisation: adopted, then changed parameter by parameter. */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';
import type { OwnParameters, OwnSetting, ParameterName } from './profile';

interface OfRegulation {
  readonly organisationId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type AdoptRegulation = Command<
  'AdoptRegulation',
  OfRegulation & {
    readonly document: string;
    /** A built-in profile to start from; its parameters come first, `parameters` override them. */
    readonly basedOn?: string;
    readonly parameters: OwnParameters;
    readonly orderId?: Uuid;
  }
>;
export type SetParameter = Command<
  'SetParameter',
  OfRegulation & { readonly name: ParameterName; readonly setting: OwnSetting<unknown> }
>;
export type RegulationCommand = AdoptRegulation | SetParameter;

export interface RegulationEvidence {
  readonly today: IsoDate;
  readonly organisationKnown: boolean;
  readonly order?: {
    readonly orderId: Uuid;
    readonly schoolId: Uuid;
    readonly kind: string;
    readonly issuedOn: IsoDate;
  };
}
