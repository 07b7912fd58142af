/** Sets of indicators that an organisation has adopted, and the statistics that it measures itself against. */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type { IndicatorSetDefinition } from '../vocabulary';

interface IndicatorsData extends EventData {
  readonly organisationId: Uuid;
}

/** SEV-IV-3 «на основе разработанных критериев». Each version stands whole; campaigns opened on an earlier one keep it. */
export type IndicatorSetAdopted = DomainEvent<
  'IndicatorSetAdopted',
  IndicatorsData & { readonly set: IndicatorSetDefinition; readonly orderId?: Uuid }
>;
/** What statistics say of the territory: true of `asOn`. A later record of the same day corrects the earlier. */
export type ReferenceRecorded = DomainEvent<
  'ReferenceRecorded',
  IndicatorsData & {
    readonly reference: string;
    readonly value: number;
    readonly asOn: IsoDate;
    /** Who says so: «Томскстат, бюллетень 3/2021». */
    readonly source: string;
    readonly link?: string;
  }
>;

export type IndicatorsEvent = IndicatorSetAdopted | ReferenceRecorded;
