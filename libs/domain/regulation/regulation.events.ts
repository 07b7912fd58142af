/** Regulation of an organisation: its own parameters, each with the clause that says so. Inherited where it is silent. */
import type { DomainEvent, EventData, Uuid } from '@nastavnik/kernel';
import type { OwnParameters, ParameterName, OwnSetting } from './profile';

interface RegulationData extends EventData {
  readonly organisationId: Uuid;
  /** 1 for the first; each event makes the next version. */
  readonly version: number;
}

export type RegulationAdopted = DomainEvent<
  'RegulationAdopted',
  RegulationData & {
    /** Short name as quoted: `МОУ СОШ № 62`. */
    readonly document: string;
    /** Built-in profile it started from, if any: `S62`. */
    readonly basedOn?: string;
    readonly parameters: OwnParameters;
    /** Contradictions inside the document, kept for the reader and not mended. */
    readonly warnings: readonly string[];
    /** Order that adopted it, where it was adopted by order. */
    readonly orderId?: Uuid;
  }
>;

export type ParameterSet = DomainEvent<
  'ParameterSet',
  RegulationData & {
    readonly name: ParameterName;
    readonly setting: OwnSetting<unknown>;
    /** Every warning that stands after the change, where the change made or mended a contradiction. */
    readonly warnings?: readonly string[];
  }
>;

export type RegulationEvent = RegulationAdopted | ParameterSet;
