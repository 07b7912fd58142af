/** An organisation's own sets of indicators, version by version, and the statistics it has recorded. */
import {
  isRefusal,
  unreachable,
  type Command,
  type Decider,
  type Decision,
  type IsoDate,
  type Uuid,
} from '@nastavnik/kernel';
import {
  examine,
  notInFuture,
  organisationKnown,
  type IndicatorSetDefinition,
  type OfOrganisation,
  type OrganisationEvidence,
  type ProfileSlice,
  type ReferenceValue,
} from '../vocabulary';
import type { IndicatorsEvent } from './indicators.events';
import { codeFree, orderOfOrganisation, referencePossible, setWhole } from './indicators.rules';

export type AdoptIndicatorSet = Command<
  'AdoptIndicatorSet',
  OfOrganisation & { readonly set: Omit<IndicatorSetDefinition, 'version'>; readonly orderId?: Uuid }
>;
export type RecordReference = Command<'RecordReference', OfOrganisation & ReferenceValue>;
export type IndicatorsCommand = AdoptIndicatorSet | RecordReference;
export type IndicatorsEvidence = OrganisationEvidence<ProfileSlice<unknown>>;

export interface IndicatorsState {
  /** Every version of every set, oldest first. */
  readonly sets: readonly (IndicatorSetDefinition & { readonly adoptedOn: IsoDate })[];
  /** In the order they were recorded. */
  readonly references: readonly ReferenceValue[];
}

/** A version of a set, if the organisation adopted it by the day. */
export const adoptedSet = (
  { sets }: IndicatorsState,
  { code, version }: { readonly code: string; readonly version: number },
  on: IsoDate,
): IndicatorSetDefinition | undefined => {
  const found = sets.find((one) => one.code === code && one.version === version && one.adoptedOn <= on);
  if (found === undefined) return undefined;
  const { adoptedOn: _, ...definition } = found;
  return definition;
};

/** The latest value of each reference that is true of the day or of one before it. */
export const referencesOn = ({ references }: IndicatorsState, on: IsoDate): readonly ReferenceValue[] => {
  const latest = new Map<string, ReferenceValue>();
  for (const one of references) {
    if (one.asOn <= on && (latest.get(one.reference)?.asOn ?? '') <= one.asOn) latest.set(one.reference, one);
  }
  return [...latest.values()];
};

const evolve = (state: IndicatorsState, event: IndicatorsEvent): IndicatorsState => {
  switch (event.type) {
    case 'IndicatorSetAdopted':
      return {
        ...state,
        sets: [...state.sets, { ...event.data.set, adoptedOn: event.data.effectiveOn }],
      };
    case 'ReferenceRecorded': {
      const { reference, value, asOn, source, link } = event.data;
      const told = { reference, value, asOn, source, ...(link === undefined ? {} : { link }) };
      return { ...state, references: [...state.references, told] };
    }
    default:
      return unreachable(event);
  }
};

const adopt = (
  command: AdoptIndicatorSet,
  { sets }: IndicatorsState,
  evidence: IndicatorsEvidence,
): Decision<IndicatorsEvent> => {
  const { set, orderId, organisationId, effectiveOn } = command.data;
  const house = [notInFuture, organisationKnown, orderOfOrganisation, codeFree, setWhole] as const;
  const basis = examine(evidence.profile, { house }, { command, evidence }, {});
  if (isRefusal(basis)) return basis;
  const version = 1 + sets.filter(({ code }) => code === set.code).length;
  const cited = orderId === undefined ? {} : { orderId };
  return [
    {
      type: 'IndicatorSetAdopted',
      data: { organisationId, effectiveOn, set: { ...set, version }, ...cited, basis },
    },
  ];
};

const record = (
  command: RecordReference,
  { references }: IndicatorsState,
  evidence: IndicatorsEvidence,
): Decision<IndicatorsEvent> => {
  const { reference, value, asOn, source, link } = command.data;
  const last = references.filter((one) => one.reference === reference && one.asOn === asOn).at(-1);
  if (last?.value === value && last.source === source && last.link === link) return [];
  const house = [notInFuture, organisationKnown, referencePossible] as const;
  const basis = examine(evidence.profile, { house }, { command, evidence }, {});
  return isRefusal(basis) ? basis : [{ type: 'ReferenceRecorded', data: { ...command.data, basis } }];
};

/** Keeps the sets and statistics of one organisation. */
export const indicators: Decider<IndicatorsState, IndicatorsCommand, IndicatorsEvent, IndicatorsEvidence> = {
  initial: { sets: [], references: [] },
  evolve,
  decide: (command, state, evidence) =>
    command.type === 'AdoptIndicatorSet' ? adopt(command, state, evidence) : record(command, state, evidence),
};
