/** Municipality: registered once; approves the form of its base of mentors and experts. */
import {
  isRefusal,
  unreachable,
  type Command,
  type Decider,
  type Decision,
  type IsoDate,
  type Uuid,
} from '@nastavnik/kernel';
import { bilingual, examineHouse, fault, houseRule, notInFuture, refuse, russianDate } from '../vocabulary';
import type { MunicipalityEvent } from './municipality.events';

// State

export type MunicipalityState =
  | { readonly stage: 'UNREGISTERED' }
  | {
      readonly stage: 'REGISTERED';
      readonly municipalityId: Uuid;
      readonly name: string;
      readonly utcOffsetMinutes: number;
      /** Forms of the base of mentors and experts, in order of time. */
      readonly expertBaseForms: readonly ExpertBaseForm[];
    };

export interface ExpertBaseForm {
  readonly version: number;
  readonly approvedOn: IsoDate;
  readonly columns: readonly string[];
  readonly waysOfFilling: readonly string[];
}

/** The form of the base in use on a day. */
export const expertBaseFormOn = (state: MunicipalityState, on: IsoDate): ExpertBaseForm | undefined =>
  state.stage === 'UNREGISTERED'
    ? undefined
    : state.expertBaseForms.filter(({ approvedOn }) => approvedOn <= on).at(-1);

const evolve = (state: MunicipalityState, event: MunicipalityEvent): MunicipalityState => {
  switch (event.type) {
    case 'MunicipalityRegistered': {
      const { municipalityId, name, utcOffsetMinutes } = event.data;
      return { stage: 'REGISTERED', municipalityId, name, utcOffsetMinutes, expertBaseForms: [] };
    }
    case 'ExpertBaseFormApproved': {
      if (state.stage === 'UNREGISTERED') return state;
      const { version, effectiveOn: approvedOn, columns, waysOfFilling } = event.data;
      const form = { version, approvedOn, columns, waysOfFilling };
      return { ...state, expertBaseForms: [...state.expertBaseForms, form] };
    }
    default:
      return unreachable(event);
  }
};

// Commands

export type RegisterMunicipality = Command<
  'RegisterMunicipality',
  {
    readonly municipalityId: Uuid;
    readonly name: string;
    readonly regionCode?: string;
    readonly utcOffsetMinutes: number;
    readonly effectiveOn: IsoDate;
  }
>;
/** SEV-IV-7a. A second form corrects the first (SEV-IV-7b). */
export type ApproveExpertBaseForm = Command<
  'ApproveExpertBaseForm',
  {
    readonly municipalityId: Uuid;
    readonly columns: readonly string[];
    readonly waysOfFilling: readonly string[];
    readonly effectiveOn: IsoDate;
  }
>;
export type MunicipalityCommand = RegisterMunicipality | ApproveExpertBaseForm;

export interface MunicipalityEvidence {
  /** Calendar date in the municipality's own zone. */
  readonly today: IsoDate;
}

// Decision

interface Facts {
  readonly command: RegisterMunicipality;
  readonly evidence: MunicipalityEvidence;
}

/** Zones of the world lie between UTC−12 and UTC+14. */
const zoneExists = houseRule<Facts>(
  'time-zone-exists',
  bilingual('Часовой пояс существует', 'The time zone exists'),
  ({ command }) =>
    Number.isInteger(command.data.utcOffsetMinutes) &&
    command.data.utcOffsetMinutes >= -720 &&
    command.data.utcOffsetMinutes <= 840
      ? []
      : [
          fault(
            bilingual(
              `Смещения ${command.data.utcOffsetMinutes} мин. от UTC не бывает`,
              `There is no zone ${command.data.utcOffsetMinutes} minutes from UTC`,
            ),
            bilingual(
              'Укажите целое число минут, например 180 для Москвы',
              'Give whole minutes, e.g. 180 for Moscow',
            ),
          ),
        ],
);
const named = houseRule<Facts>(
  'name-given',
  bilingual('Название указано', 'The name is given'),
  ({ command }) =>
    command.data.name.trim() !== ''
      ? []
      : [
          fault(
            bilingual('Название муниципалитета пусто', 'The name of the municipality is empty'),
            bilingual('Укажите название', 'Give a name'),
          ),
        ],
);

interface FormFacts {
  readonly command: ApproveExpertBaseForm;
  readonly evidence: MunicipalityEvidence;
  readonly forms: readonly ExpertBaseForm[];
}

const formFilled = houseRule<FormFacts>(
  'expert-base-form-filled',
  bilingual('Форма базы и способы её пополнения определены', 'The form and the ways of filling it are given'),
  ({ command: { data } }) =>
    data.columns.length > 0 && data.waysOfFilling.length > 0
      ? []
      : [
          fault(
            bilingual(
              'Не указаны графы формы или способы пополнения',
              'Columns or ways of filling are missing',
            ),
            bilingual('Укажите и то и другое', 'Give both'),
            { kind: 'form' },
          ),
        ],
);
const afterFormerForm = houseRule<FormFacts>(
  'expert-base-forms-in-order-of-time',
  bilingual('Новая форма не раньше прежней', 'A new form is not before the former'),
  ({ command: { data }, forms }) => {
    const last = forms.at(-1);
    return last === undefined || data.effectiveOn >= last.approvedOn
      ? []
      : [
          fault(
            bilingual(
              `Прежняя форма утверждена ${russianDate(last.approvedOn)}`,
              `The former form is of ${last.approvedOn}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ];
  },
);

const approveForm = (
  command: ApproveExpertBaseForm,
  state: MunicipalityState,
  evidence: MunicipalityEvidence,
): Decision<MunicipalityEvent> => {
  const { municipalityId, columns, waysOfFilling } = command.data;
  if (state.stage === 'UNREGISTERED') {
    return refuse(
      'municipality-registered',
      fault(
        bilingual('Муниципалитет не зарегистрирован', 'The municipality is not registered'),
        bilingual('Сначала зарегистрируйте муниципалитет', 'Register the municipality first'),
        { kind: 'municipality', subject: municipalityId },
      ),
    );
  }
  const forms = state.expertBaseForms;
  const basis = examineHouse([notInFuture, formFilled, afterFormerForm], { command, evidence, forms }, {});
  if (isRefusal(basis)) return basis;
  const last = forms.at(-1);
  const same = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');
  if (last !== undefined && same(last.columns, columns) && same(last.waysOfFilling, waysOfFilling)) return [];
  return [
    { type: 'ExpertBaseFormApproved', data: { ...command.data, version: (last?.version ?? 0) + 1, basis } },
  ];
};

/** Registers a municipality, once, and approves the forms of its base of mentors and experts. */
export const municipality: Decider<
  MunicipalityState,
  MunicipalityCommand,
  MunicipalityEvent,
  MunicipalityEvidence
> = {
  initial: { stage: 'UNREGISTERED' },
  evolve,
  decide: (command, state, evidence) => {
    if (command.type === 'ApproveExpertBaseForm') return approveForm(command, state, evidence);
    if (state.stage === 'REGISTERED') {
      return refuse(
        'municipality-registered-once',
        fault(
          bilingual('Муниципалитет уже зарегистрирован', 'The municipality is already registered'),
          bilingual('Используйте существующую запись', 'Use the existing record'),
        ),
      );
    }
    const basis = examineHouse([notInFuture, named, zoneExists], { command, evidence }, {});
    return isRefusal(basis)
      ? basis
      : [
          {
            type: 'MunicipalityRegistered',
            data: { ...command.data, name: command.data.name.trim(), basis },
          },
        ];
  },
};
