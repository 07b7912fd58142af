/** Municipality: registered once. */
import {
  isRefusal,
  unreachable,
  type Command,
  type Decider,
  type IsoDate,
  type Uuid,
} from '@nastavnik/kernel';
import { bilingual, examineHouse, fault, houseRule, notInFuture, refuse } from '../vocabulary';
import type { MunicipalityEvent } from './municipality.events';

// State

export type MunicipalityState =
  | { readonly stage: 'UNREGISTERED' }
  | {
      readonly stage: 'REGISTERED';
      readonly municipalityId: Uuid;
      readonly name: string;
      readonly utcOffsetMinutes: number;
    };

const evolve = (_state: MunicipalityState, event: MunicipalityEvent): MunicipalityState => {
  switch (event.type) {
    case 'MunicipalityRegistered': {
      const { municipalityId, name, utcOffsetMinutes } = event.data;
      return { stage: 'REGISTERED', municipalityId, name, utcOffsetMinutes };
    }
    default:
      return unreachable(event.type);
  }
};

// Commands

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

/** Registers a municipality. A second registration under the same id is refused. */
export const municipality: Decider<
  MunicipalityState,
  MunicipalityCommand,
  MunicipalityEvent,
  MunicipalityEvidence
> = {
  initial: { stage: 'UNREGISTERED' },
  evolve,
  decide: (command, state, evidence) => {
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
