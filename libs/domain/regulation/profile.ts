/** The profile: what an organisation's own document says, and what is in force once inheritance and defaults fill its silence. */
import type { ClauseRef, IsoDate, Uuid } from '@nastavnik/kernel';
import type { ProfileSlice, Setting } from '../vocabulary';
import {
  isParameterName,
  PARAMETER_NAMES,
  PARAMETERS,
  type ParameterName,
  type Parameters,
} from './parameters';
import { list, record, text } from './shape';

export type { ParameterName, Parameters } from './parameters';

/** A parameter as the organisation's own document states it. Silence is absence: *unset* differs from an explicit false. */
export interface OwnSetting<T> {
  readonly value: T;
  readonly clauses: readonly ClauseRef[];
}
export type OwnParameters = { readonly [Name in ParameterName]?: OwnSetting<Parameters[Name]> };

/** A ready regulation an organisation can start from. */
export interface BuiltInProfile {
  /** `S62`. */
  readonly id: string;
  /** Short name as quoted: `МОУ СОШ № 62`. */
  readonly document: string;
  readonly parameters: OwnParameters;
  /** Contradictions inside the document, in Russian: shown to the reader, not mended. */
  readonly warnings: readonly string[];
}

/** Regulation of an organisation by its life stage. Versions grow with the effective date. */
export type RegulationState = NotAdopted | InForce;
export interface NotAdopted {
  readonly stage: 'NOT_ADOPTED';
}
export interface InForce {
  readonly stage: 'IN_FORCE';
  readonly organisationId: Uuid;
  readonly version: number;
  readonly document: string;
  readonly basedOn?: string;
  readonly parameters: OwnParameters;
  readonly warnings: readonly string[];
  /** First day of this version. */
  readonly from: IsoDate;
}

/** Every parameter with its value, its clauses and where it comes from: fits the slice of every aggregate. */
export type ProfileInForce = ProfileSlice<{ readonly [Name in ParameterName]: Setting<Parameters[Name]> }>;

/** Not inherited: they describe the document itself. */
const OF_THE_DOCUMENT: ReadonlySet<ParameterName> = new Set(['source.binding', 'level', 'parentProfile']);

const settingOf = <Name extends ParameterName>(
  name: Name,
  own: OwnParameters,
  parent: OwnParameters,
): Setting<Parameters[Name]> => {
  const stated: OwnSetting<Parameters[Name]> | undefined = own[name];
  if (stated !== undefined) return { value: stated.value, clauses: stated.clauses, source: 'OWN' };
  const inherited: OwnSetting<Parameters[Name]> | undefined = parent[name];
  if (inherited !== undefined) {
    return { value: inherited.value, clauses: inherited.clauses, source: 'INHERITED' };
  }
  return { value: PARAMETERS[name].byDefault, clauses: [], source: 'DEFAULT' };
};

/**
 * The regulation in force for an organisation: its own word, else its municipality's, else the default.
 * What describes a document itself is not inherited: its level, binding force and parent.
 * @param own regulation of the organisation, folded to the day in question; version 0 when it has adopted none
 * @param parent regulation of its municipality on the same day
 */
export const resolveProfile = (
  organisationId: Uuid,
  own: RegulationState,
  parent?: RegulationState,
): ProfileInForce => {
  const stated = own.stage === 'IN_FORCE' ? own.parameters : {};
  const inherited = parent?.stage === 'IN_FORCE' ? parent.parameters : {};
  const parameters = Object.fromEntries(
    PARAMETER_NAMES.map((name) => [
      name,
      settingOf(name, stated, OF_THE_DOCUMENT.has(name) ? {} : inherited),
    ]),
  ) as ProfileInForce['parameters'];
  return {
    organisationId,
    version: own.stage === 'IN_FORCE' ? own.version : 0,
    parameters,
    ...(parent?.stage === 'IN_FORCE'
      ? { parent: { organisationId: parent.organisationId, version: parent.version } }
      : {}),
  };
};

/** Errors in a value sent for a parameter, in Russian; empty when it can be set. */
export const checkParameter = (name: string, value: unknown): readonly string[] => {
  if (!isParameterName(name)) return [`параметр «${name}» неизвестен`];
  const check: (value: unknown, at: string) => readonly string[] = PARAMETERS[name].check;
  return check(value, name);
};

const clauses = list(record<ClauseRef>({ id: text, document: text, clause: text }));

/** Errors in a parameter with its clauses, in Russian; empty when it can be set. */
export const checkSetting = (
  name: string,
  setting: { readonly value: unknown; readonly clauses: unknown },
) => [...checkParameter(name, setting.value), ...clauses(setting.clauses, `${name}: пункты`)];
