/**
 * What personal data oblige a school to by a day: clocks started by a withdrawal or by a person's demand, their postponement and their
 * discharge, and a lawful ground to keep data in spite of it (152-FZ art. 21).
 */
import {
  addDays,
  addMonths,
  isRefusal,
  type Command,
  type Decision,
  type IsoDate,
  type Uuid,
} from '@nastavnik/kernel';
import {
  addWorkingDays,
  bilingual,
  DATA_DUTY_RU,
  examineHouse,
  fault,
  houseRule,
  LEGAL_TERMS,
  notInFuture,
  russianDate,
  type DataDemand,
  type DataDuty,
  type LegalTerm,
} from '../vocabulary';
import type { ConsentEvidence, ConsentState } from './consent';
import type { ConsentEvent, Deadline } from './consent.events';
import { ofKnownParticipant } from './consent.rules';

interface OfPerson {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
/** A person, or whoever acts for them, demands something of their data. */
export type ReceiveDemand = Command<
  'ReceiveDemand',
  OfPerson & { readonly demandId: Uuid; readonly demand: DataDemand }
>;
/** `sourceId`: the withdrawn consent or the demand. */
export type DischargeDuty = Command<
  'DischargeDuty',
  OfPerson & { readonly sourceId: Uuid; readonly duty: DataDuty }
>;
/** The person has been told why. */
export type PostponeDuty = Command<
  'PostponeDuty',
  OfPerson & { readonly sourceId: Uuid; readonly duty: DataDuty }
>;
export type RecordRetentionGround = Command<
  'RecordRetentionGround',
  OfPerson & { readonly groundId: Uuid; readonly law: string; readonly until: IsoDate }
>;
export type DutyCommand = ReceiveDemand | DischargeDuty | PostponeDuty | RecordRetentionGround;

/** A duty of the school to one person. */
export interface Duty {
  readonly sourceId: Uuid;
  readonly duty: DataDuty;
  readonly by: IsoDate;
  readonly stage: 'OWED' | 'POSTPONED' | 'DISCHARGED';
}

const workingDays = (duty: DataDuty, on: IsoDate, term: LegalTerm<number>): readonly Deadline[] => {
  const by = addWorkingDays(on, term.value);
  return by === undefined ? [] : [{ duty, by, source: term.source }];
};
const calendarDays = (on: IsoDate): Deadline => ({
  duty: 'DESTROY',
  by: addDays(on, LEGAL_TERMS.destructionCalendarDays.value),
  source: LEGAL_TERMS.destructionCalendarDays.source,
});

/** What a withdrawal of consent to personal data obliges to, as far as the production calendar reaches. */
export const withdrawalDeadlines = (on: IsoDate): readonly Deadline[] => [
  ...workingDays('STOP_PROCESSING', on, LEGAL_TERMS.stopProcessingWorkingDays),
  calendarDays(on),
];

const demandDeadlines = (demand: DataDemand, on: IsoDate): readonly Deadline[] => {
  switch (demand) {
    case 'STOP_PROCESSING':
      return workingDays('STOP_PROCESSING', on, LEGAL_TERMS.stopProcessingWorkingDays);
    case 'CORRECT':
      return workingDays('CORRECT', on, LEGAL_TERMS.correctionWorkingDays);
    case 'UNLAWFUL':
      return [
        ...workingDays('STOP_PROCESSING', on, LEGAL_TERMS.stopUnlawfulWorkingDays),
        ...workingDays('DESTROY', on, LEGAL_TERMS.destroyUnlawfulWorkingDays),
      ];
    case 'PURPOSE_REACHED':
      return [calendarDays(on)];
  }
};

/** How far the law lets a duty be put off: the stop by working days after its term, a destruction that is impossible for months. */
const postponed = ({ duty, by }: Duty, on: IsoDate): Deadline | undefined => {
  const { stopProcessingExtraWorkingDays: extra, blockedMonths: blocked } = LEGAL_TERMS;
  if (duty === 'STOP_PROCESSING') return workingDays(duty, by, extra)[0];
  return duty === 'DESTROY' ? { duty, by: addMonths(on, blocked.value), source: blocked.source } : undefined;
};

const started = (sourceId: Uuid, deadlines: readonly Deadline[]): readonly Duty[] =>
  deadlines.map(({ duty, by }) => ({ sourceId, duty, by, stage: 'OWED' }));

/** The duties after an event. */
export const dutiesAfter = (duties: readonly Duty[], event: ConsentEvent): readonly Duty[] => {
  const changed = (sourceId: Uuid, duty: DataDuty, change: Partial<Duty>): readonly Duty[] =>
    duties.map((one) => (one.sourceId === sourceId && one.duty === duty ? { ...one, ...change } : one));
  switch (event.type) {
    case 'ConsentWithdrawn':
      return [...duties, ...started(event.data.consentId, event.data.deadlines ?? [])];
    case 'DataDemandReceived':
      return [...duties, ...started(event.data.demandId, event.data.deadlines)];
    case 'DataDutyPostponed':
      return changed(event.data.sourceId, event.data.duty, { by: event.data.by, stage: 'POSTPONED' });
    case 'DataDutyDischarged':
      return changed(event.data.sourceId, event.data.duty, { stage: 'DISCHARGED' });
    default:
      return duties;
  }
};

interface Facts<Cmd = DutyCommand> {
  readonly command: Cmd;
  readonly state: ConsentState;
  readonly evidence: ConsentEvidence;
}
type OfDuty = DischargeDuty | PostponeDuty;
const dutyIn = ({ command: { data }, state }: Facts<OfDuty>): Duty | undefined =>
  state.duties.find(({ sourceId, duty }) => sourceId === data.sourceId && duty === data.duty);

const idNew = houseRule<Facts<ReceiveDemand | RecordRetentionGround>>(
  'data-record-once',
  bilingual('Требование или основание записано один раз', 'A demand or a ground is recorded once'),
  ({ command, state }) => {
    const id = command.type === 'ReceiveDemand' ? command.data.demandId : command.data.groundId;
    return state.duties.some(({ sourceId }) => sourceId === id) ||
      state.grounds.some(({ groundId }) => groundId === id)
      ? [
          fault(
            bilingual('Запись с этим идентификатором уже есть', 'A record with this id is there already'),
            bilingual('Укажите другой идентификатор', 'Give another id'),
            { kind: 'data-demand', subject: id },
          ),
        ]
      : [];
  },
);

const owed = houseRule<Facts<OfDuty>>(
  'data-duty-owed',
  bilingual('Обязанность возникла и не исполнена', 'The duty has arisen and is not discharged'),
  (facts) => {
    const { sourceId, duty } = facts.command.data;
    const found = dutyIn(facts);
    if (found !== undefined && found.stage !== 'DISCHARGED') return [];
    return [
      found === undefined
        ? fault(
            bilingual(
              `Обязанности «${DATA_DUTY_RU[duty]}» по этому отзыву или требованию нет`,
              'Neither a withdrawal nor a demand of this id has started such a duty',
            ),
            bilingual(
              'Проверьте, какой отзыв или требование исполняется',
              'Check which withdrawal or demand is answered',
            ),
            { kind: 'data-duty', subject: sourceId, detail: { duty } },
          )
        : fault(
            bilingual('Обязанность уже исполнена', 'The duty has been discharged'),
            bilingual('Повторная запись не нужна', 'Another record is not needed'),
            { kind: 'data-duty', subject: sourceId, detail: { duty } },
          ),
    ];
  },
);

/** That data are destroyed is shown by the destruction act alone. */
const notByWord = houseRule<Facts<DischargeDuty>>(
  'destruction-by-its-act',
  bilingual('Уничтожение подтверждает акт об уничтожении', 'A destruction is shown by its act'),
  ({ command: { data } }) =>
    data.duty === 'DESTROY'
      ? [
          fault(
            bilingual(
              'Уничтожение данных подтверждается актом, а не отметкой (приказ Роскомнадзора № 179)',
              'A destruction is shown by the destruction act',
            ),
            bilingual('Уничтожьте данные: акт составится сам', 'Erase the data: the act is made by that'),
            { kind: 'destruction-act', subject: data.participantId },
          ),
        ]
      : [],
);

const mayBePostponed = houseRule<Facts<PostponeDuty>>(
  'data-duty-postponed-once',
  bilingual('Срок продлевают один раз, до его истечения', 'A term is put off once, before it ends'),
  (facts) => {
    const duty = dutyIn(facts);
    if (duty === undefined || duty.stage === 'DISCHARGED') return [];
    const { effectiveOn, sourceId } = facts.command.data;
    const detail = { kind: 'data-duty', subject: sourceId, detail: { duty: duty.duty } };
    if (postponed(duty, effectiveOn) === undefined) {
      return [
        fault(
          bilingual('Этот срок закон продлить не позволяет', 'The law lets this term be put off by nothing'),
          bilingual('Исполните обязанность в срок', 'Discharge the duty in time'),
          detail,
        ),
      ];
    }
    return duty.stage === 'OWED' && effectiveOn <= duty.by
      ? []
      : [
          fault(
            duty.stage === 'POSTPONED'
              ? bilingual(
                  `Срок уже продлён до ${russianDate(duty.by)}`,
                  `The term has been put off to ${duty.by}`,
                )
              : bilingual(`Срок истёк ${russianDate(duty.by)}`, `The term ended on ${duty.by}`),
            bilingual('Исполните обязанность', 'Discharge the duty'),
            detail,
          ),
        ];
  },
);

const groundEnds = houseRule<Facts<RecordRetentionGround>>(
  'retention-ground-ends',
  bilingual('Основание хранить данные кончается в будущем', 'A ground to keep data ends later'),
  ({ command: { data } }) =>
    data.until > data.effectiveOn
      ? []
      : [
          fault(
            bilingual(
              'Основание кончается не позже дня, когда записано',
              'The ground ends by the day it is recorded',
            ),
            bilingual(
              'Укажите день, до которого закон обязывает хранить',
              'Give the day until which the law has it kept',
            ),
            { kind: 'retention-ground', subject: data.groundId },
          ),
        ],
);

/** Decides the acts about personal data; a refusal says everything that is wrong. */
export const decideDuty = (
  command: DutyCommand,
  state: ConsentState,
  evidence: ConsentEvidence,
): Decision<ConsentEvent> => {
  const common = [notInFuture, ofKnownParticipant];
  switch (command.type) {
    case 'ReceiveDemand': {
      const basis = examineHouse([...common, idNew], { command, state, evidence }, {});
      if (isRefusal(basis)) return basis;
      const deadlines = demandDeadlines(command.data.demand, command.data.effectiveOn);
      return [{ type: 'DataDemandReceived', data: { ...command.data, deadlines, basis } }];
    }
    case 'DischargeDuty': {
      const basis = examineHouse([...common, owed, notByWord], { command, state, evidence }, {});
      return isRefusal(basis) ? basis : [{ type: 'DataDutyDischarged', data: { ...command.data, basis } }];
    }
    case 'PostponeDuty': {
      const facts = { command, state, evidence };
      const basis = examineHouse([...common, owed, mayBePostponed], facts, {});
      if (isRefusal(basis)) return basis;
      const { by, source } = postponed(dutyIn(facts)!, command.data.effectiveOn)!;
      return [{ type: 'DataDutyPostponed', data: { ...command.data, by, source, basis } }];
    }
    case 'RecordRetentionGround': {
      const basis = examineHouse([...common, idNew, groundEnds], { command, state, evidence }, {});
      return isRefusal(basis)
        ? basis
        : [{ type: 'RetentionGroundRecorded', data: { ...command.data, basis } }];
    }
  }
};
