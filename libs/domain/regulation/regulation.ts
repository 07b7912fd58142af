/** Regulation of an organisation: adopted, then changed parameter by parameter. Each event makes the next version. */
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
  bilingual,
  type CitedOrder,
  examineHouse,
  fault,
  houseRule,
  notInFuture,
  refuse,
  russianDate,
} from '../vocabulary';
import { isParameterName } from './parameters';
import {
  checkSetting,
  type InForce,
  type OwnParameters,
  type OwnSetting,
  type ParameterName,
  type RegulationState,
} from './profile';
import { BUILT_IN_PROFILES } from './profiles';
import type { RegulationEvent } from './regulation.events';
import { consistent, warningsOf } from './regulation.rules';

export type { RegulationState } from './profile';

// Commands and evidence

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
  readonly order?: CitedOrder;
}

// State

const evolve = (state: RegulationState, event: RegulationEvent): RegulationState => {
  switch (event.type) {
    case 'RegulationAdopted': {
      const { organisationId, version, document, basedOn, parameters, warnings, effectiveOn } = event.data;
      return {
        stage: 'IN_FORCE',
        organisationId,
        version,
        document,
        ...(basedOn === undefined ? {} : { basedOn }),
        parameters,
        warnings,
        from: effectiveOn,
      };
    }
    case 'ParameterSet': {
      if (state.stage === 'NOT_ADOPTED') return state;
      const { name, setting, version, effectiveOn, warnings } = event.data;
      return {
        ...state,
        ...{ version, from: effectiveOn },
        parameters: { ...state.parameters, [name]: setting },
        warnings: warnings ?? state.warnings,
      };
    }
    default:
      return unreachable(event);
  }
};

const initial: RegulationState = { stage: 'NOT_ADOPTED' };

/** The regulation as it stood on a day. Versions grow with the date, so this is a prefix of the events. */
export const regulationOn = (events: Iterable<RegulationEvent>, on: IsoDate): RegulationState => {
  let state: RegulationState = initial;
  for (const event of events) {
    if (event.data.effectiveOn > on) break;
    state = evolve(state, event);
  }
  return state;
};

// Rules

interface Facts<Cmd extends RegulationCommand> {
  readonly command: Cmd;
  readonly state: RegulationState;
  readonly evidence: RegulationEvidence;
}

const organisationKnown = houseRule<Facts<RegulationCommand>>(
  'organisation-known',
  bilingual('Организация зарегистрирована', 'The organisation is registered'),
  ({ command, evidence }) =>
    evidence.organisationKnown
      ? []
      : [
          fault(
            bilingual('Организация не зарегистрирована', 'The organisation is not registered'),
            bilingual(
              'Сначала зарегистрируйте школу или муниципалитет',
              'Register the school or municipality first',
            ),
            { kind: 'organisation', subject: command.data.organisationId },
          ),
        ],
);

/** What was judged by a version stays judged by it: a regulation changes forward only. */
const changesForward = houseRule<Facts<RegulationCommand>>(
  'regulation-changes-forward',
  bilingual('Положение меняется только вперёд по времени', 'A regulation changes forward only'),
  ({ command, state }) =>
    state.stage === 'NOT_ADOPTED' || command.data.effectiveOn >= state.from
      ? []
      : [
          fault(
            bilingual(
              `Действующая редакция положения вступила в силу ${russianDate(state.from)}`,
              `The version in force took effect on ${state.from}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);

const builtInKnown = houseRule<Facts<AdoptRegulation>>(
  'built-in-profile-known',
  bilingual('Типовое положение известно', 'The built-in profile is known'),
  ({ command: { data } }) =>
    data.basedOn === undefined || Object.hasOwn(BUILT_IN_PROFILES, data.basedOn)
      ? []
      : [
          fault(
            bilingual('Такого типового положения нет', 'There is no such built-in profile'),
            bilingual(
              `Возможны: ${Object.keys(BUILT_IN_PROFILES).join(', ')}`,
              `Possible: ${Object.keys(BUILT_IN_PROFILES).join(', ')}`,
            ),
            { kind: 'built-in-profile', detail: { got: data.basedOn } },
          ),
        ],
);

const documentNamed = houseRule<Facts<AdoptRegulation>>(
  'document-named',
  bilingual('Документ назван', 'The document is named'),
  ({ command }) =>
    command.data.document.trim() !== ''
      ? []
      : [
          fault(
            bilingual('Краткое название документа пусто', 'The short name of the document is empty'),
            bilingual('Укажите, как документ цитируют', 'Say how the document is quoted'),
          ),
        ],
);

const orderAdopts = houseRule<Facts<AdoptRegulation>>(
  'regulation-order-found',
  bilingual(
    'Приказ утверждает положение этой организации',
    'The order adopts the regulation of this organisation',
  ),
  ({ command: { data }, evidence: { order } }) =>
    data.orderId === undefined ||
    (order?.orderId === data.orderId &&
      order.organisationId === data.organisationId &&
      order.kind === 'REGULATION' &&
      order.issuedOn <= data.effectiveOn)
      ? []
      : [
          fault(
            bilingual(
              'Приказ об утверждении положения не найден или издан позже',
              'The order that adopts the regulation is not found, or is later',
            ),
            bilingual('Сошлитесь на приказ вида REGULATION', 'Cite an order of kind REGULATION'),
            { kind: 'order', subject: data.orderId, detail: { kind: 'REGULATION' } },
          ),
        ],
);

const settingsOf = (command: RegulationCommand): readonly [string, OwnSetting<unknown>][] =>
  command.type === 'SetParameter'
    ? [[command.data.name, command.data.setting]]
    : Object.entries(command.data.parameters);

const valuesValid = houseRule<Facts<RegulationCommand>>(
  'parameter-values-valid',
  bilingual('Параметры известны, значения допустимы', 'Parameters are known and their values allowed'),
  ({ command }) =>
    settingsOf(command).flatMap(([name, setting]) =>
      checkSetting(name, setting).map((error) =>
        fault(
          bilingual(
            error,
            isParameterName(name) ? `The value of "${name}" is not allowed` : `"${name}" is unknown`,
          ),
          bilingual('Исправьте значение параметра', 'Mend the value of the parameter'),
          { kind: 'parameter', subject: name },
        ),
      ),
    ),
);

/** What the regulation would say after the act. */
const parametersAfter = ({ command, state }: Facts<RegulationCommand>): OwnParameters =>
  command.type === 'AdoptRegulation'
    ? { ...builtInOf(command)?.parameters, ...command.data.parameters }
    : {
        ...(state.stage === 'IN_FORCE' ? state.parameters : {}),
        [command.data.name]: command.data.setting,
      };

const builtInOf = ({ data }: AdoptRegulation) =>
  data.basedOn !== undefined && Object.hasOwn(BUILT_IN_PROFILES, data.basedOn)
    ? BUILT_IN_PROFILES[data.basedOn]
    : undefined;

/** Contradictions are looked for among values that have the right shape. */
const consistentAfter = consistent<Facts<RegulationCommand>>((facts) =>
  valuesValid.violations(facts, undefined).length > 0 ? undefined : parametersAfter(facts),
);

// Decision

const adopt = (
  command: AdoptRegulation,
  state: RegulationState,
  evidence: RegulationEvidence,
): Decision<RegulationEvent> => {
  const { data } = command;
  const basis = examineHouse(
    [
      notInFuture,
      organisationKnown,
      changesForward,
      builtInKnown,
      documentNamed,
      orderAdopts,
      valuesValid,
      ...consistentAfter,
    ],
    { command, state, evidence },
    data.orderId === undefined ? {} : { orderId: data.orderId },
  );
  if (isRefusal(basis)) return basis;
  const parameters = parametersAfter({ command, state, evidence });
  return [
    {
      type: 'RegulationAdopted',
      data: {
        ...data,
        document: data.document.trim(),
        version: nextVersion(state),
        parameters,
        warnings: [...(builtInOf(command)?.warnings ?? []), ...warningsOf(parameters)],
        basis,
      },
    },
  ];
};

const set = (
  command: SetParameter,
  state: InForce,
  evidence: RegulationEvidence,
): Decision<RegulationEvent> => {
  const basis = examineHouse(
    [notInFuture, organisationKnown, changesForward, valuesValid, ...consistentAfter],
    { command, state, evidence },
    {},
  );
  if (isRefusal(basis)) return basis;
  const { name, setting } = command.data;
  if (sameJson(state.parameters[name], setting)) return [];
  const gone = new Set(warningsOf(state.parameters));
  const found = warningsOf(parametersAfter({ command, state, evidence }));
  const warnings = [...state.warnings.filter((warning) => !gone.has(warning)), ...found];
  return [
    {
      type: 'ParameterSet',
      data: {
        ...command.data,
        version: nextVersion(state),
        ...(sameJson(warnings, state.warnings) ? {} : { warnings }),
        basis,
      },
    },
  ];
};

const nextVersion = (state: RegulationState): number => (state.stage === 'IN_FORCE' ? state.version + 1 : 1);
const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Keeps the regulation of one organisation. Adopting again replaces it whole, under the next version. */
export const regulation: Decider<RegulationState, RegulationCommand, RegulationEvent, RegulationEvidence> = {
  initial,
  evolve,
  decide: (command, state, evidence) => {
    switch (command.type) {
      case 'AdoptRegulation':
        return adopt(command, state, evidence);
      case 'SetParameter':
        return state.stage === 'IN_FORCE' ? set(command, state, evidence) : notAdopted;
      default:
        return unreachable(command);
    }
  },
};

const notAdopted = refuse(
  'regulation-adopted',
  fault(
    bilingual('Положение не принято', 'No regulation has been adopted'),
    bilingual('Сначала примите положение', 'Adopt a regulation first'),
    { kind: 'regulation' },
  ),
);
