/** A sampling audit: opened with a seed, each pair of the sample checked, findings answered and resolved, closed with an act. */
import {
  type Basis,
  type Command,
  type Decider,
  type Decision,
  type IsoDate,
  isRefusal,
  type Json,
  type Refusal,
  type Rule,
  unreachable,
  type Uuid,
} from '@nastavnik/kernel';
import {
  type AuditItem,
  bilingual,
  type CheckResult,
  examineHouse,
  fault,
  type FindingAnswer,
  type FindingKind,
  type FindingOutcome,
  houseRule,
  notInFuture,
  type OfOrganisation,
  type OrganisationEvidence,
  organisationKnown,
  refuse,
} from '../vocabulary';
import type { AuditEvent } from './audit.events';

// Commands and evidence

interface OfAudit extends OfOrganisation {
  readonly auditId: Uuid;
}
interface OfFinding extends OfAudit {
  readonly findingId: Uuid;
}
/** `seed`: any text of 8 to 64 characters, best of a public draw; the population is what the log has when the act comes. */
export type OpenAudit = Command<'OpenAudit', OfAudit & { readonly seed: string; readonly size: number }>;
export type CheckPair = Command<'CheckPair', OfAudit & { readonly pairId: Uuid }>;
export type RecordAuditFinding = Command<
  'RecordAuditFinding',
  OfFinding & { readonly pairId: Uuid; readonly kind: FindingKind; readonly item: AuditItem }
>;
export type AnswerAuditFinding = Command<
  'AnswerAuditFinding',
  OfFinding & { readonly answer: FindingAnswer; readonly dueOn?: IsoDate }
>;
export type ResolveAuditFinding = Command<
  'ResolveAuditFinding',
  OfFinding & { readonly outcome: FindingOutcome }
>;
export type CloseAudit = Command<'CloseAudit', OfAudit & { readonly number: string }>;
export type AuditCommand =
  OpenAudit | CheckPair | RecordAuditFinding | AnswerAuditFinding | ResolveAuditFinding | CloseAudit;

/** What a pair has, by items, and its acts that the rules of their day refuse. */
export interface PairCheck {
  readonly results: { readonly [Item in AuditItem]: CheckResult };
  readonly violating: readonly Uuid[];
}
export interface AuditEvidence extends OrganisationEvidence {
  /** Of an audit that is being opened. */
  readonly drawn?: {
    readonly position: string;
    readonly population: number;
    readonly pairIds: readonly Uuid[];
  };
  /** Of a pair that is being checked, at the position of the audit. */
  readonly check?: PairCheck;
}

// State

export interface KnownFinding {
  readonly pairId: Uuid;
  readonly answered: boolean;
  readonly outcome?: FindingOutcome;
}
export interface OpenedAudit {
  readonly stage: 'OPEN' | 'CLOSED';
  readonly auditId: Uuid;
  readonly organisationId: Uuid;
  readonly position: string;
  readonly pairIds: readonly Uuid[];
  readonly checks: { readonly [pairId: string]: PairCheck };
  readonly findings: { readonly [findingId: string]: KnownFinding };
  readonly lastOn: IsoDate;
}
export type AuditState = { readonly stage: 'NONE' } | OpenedAudit;

const evolve = (state: AuditState, event: AuditEvent): AuditState => {
  const { effectiveOn: lastOn, auditId, organisationId } = event.data;
  if (event.type === 'AuditOpened') {
    const { position } = event.data;
    return {
      ...{ stage: 'OPEN', auditId, organisationId, position },
      ...{ pairIds: [], checks: {}, findings: {}, lastOn },
    };
  }
  if (state.stage === 'NONE') return state;
  const finding = (findingId: Uuid, change: Partial<KnownFinding>): AuditState => {
    const known = state.findings[findingId];
    return known === undefined
      ? state
      : { ...state, lastOn, findings: { ...state.findings, [findingId]: { ...known, ...change } } };
  };
  switch (event.type) {
    case 'SampleDrawn':
      return { ...state, lastOn, pairIds: event.data.pairIds };
    case 'PairChecked': {
      const { pairId, results, violating } = event.data;
      return { ...state, lastOn, checks: { ...state.checks, [pairId]: { results, violating } } };
    }
    case 'AuditFindingRecorded': {
      const { findingId, pairId } = event.data;
      return {
        ...{ ...state, lastOn },
        findings: { ...state.findings, [findingId]: { pairId, answered: false } },
      };
    }
    case 'AuditFindingAnswered':
      return finding(event.data.findingId, { answered: true });
    case 'AuditFindingResolved':
      return finding(event.data.findingId, { outcome: event.data.outcome });
    case 'AuditClosed':
      return { ...state, lastOn, stage: 'CLOSED' };
    default:
      return unreachable(event);
  }
};

// Rules

interface Facts<Cmd extends AuditCommand = AuditCommand> {
  readonly command: Cmd;
  readonly evidence: AuditEvidence;
}
interface OpenFacts<Cmd extends AuditCommand = AuditCommand> extends Facts<Cmd> {
  readonly state: OpenedAudit;
}

const SEED = { min: 8, max: 64 };

const seedGiven = houseRule<Facts<OpenAudit>>(
  'audit-seed-given',
  bilingual('Начальное значение выборки названо', 'The seed of the sample is named'),
  ({ command: { data } }) =>
    data.seed.trim().length >= SEED.min && data.seed.length <= SEED.max
      ? []
      : [
          fault(
            bilingual(
              'Начальное значение короче 8 или длиннее 64 знаков',
              'The seed is shorter than 8 or longer than 64 characters',
            ),
            bilingual(
              'Возьмите, например, число из публичного тиража',
              'Take a number of a public draw, for instance',
            ),
            { kind: 'seed' },
          ),
        ],
);
const sampleWithinPopulation = houseRule<Facts<OpenAudit>>(
  'audit-sample-within-population',
  bilingual(
    'Выборка не больше числа пар и не пуста',
    'The sample is not empty and not larger than the population',
  ),
  ({ command: { data }, evidence: { drawn } }) =>
    data.size >= 1 && data.size <= (drawn?.population ?? 0)
      ? []
      : [
          fault(
            bilingual(
              `Пар у организации ${drawn?.population ?? 0}`,
              `The organisation has ${drawn?.population ?? 0} pairs`,
            ),
            bilingual('Задайте размер выборки от 1 до этого числа', 'Choose a size from 1 to that number'),
            { kind: 'size' },
          ),
        ],
);
/** An act of an audit is not dated before the one it follows. */
const inOrderOfTime = houseRule<OpenFacts>(
  'audit-in-order-of-time',
  bilingual('Действия проверки идут по порядку дней', 'Acts of an audit follow one another by day'),
  ({ command: { data }, state }) =>
    data.effectiveOn >= state.lastOn
      ? []
      : [
          fault(
            bilingual(
              'Дата раньше предыдущего действия проверки',
              'The date lies before the previous act of the audit',
            ),
            bilingual('Исправьте дату', 'Mend the date'),
            { kind: 'date' },
          ),
        ],
);
const ownAudit = houseRule<OpenFacts>(
  'audit-of-organisation',
  bilingual('Проверка этой организации', 'The audit is of this organisation'),
  ({ command: { data }, state }) =>
    data.organisationId === state.organisationId
      ? []
      : [
          fault(
            bilingual('Это проверка другой организации', 'The audit is of another organisation'),
            bilingual('Укажите её проверку', 'Name an audit of it'),
            { kind: 'audit', subject: data.auditId },
          ),
        ],
);
const pairInSample = houseRule<OpenFacts<CheckPair | RecordAuditFinding>>(
  'audit-pair-in-sample',
  bilingual('Пара входит в выборку', 'The pair is in the sample'),
  ({ command: { data }, state }) =>
    state.pairIds.includes(data.pairId)
      ? []
      : [
          fault(
            bilingual('Этой пары нет в выборке', 'The pair is not in the sample'),
            bilingual('Выберите пару из выборки', 'Choose a pair of the sample'),
            { kind: 'pair', subject: data.pairId },
          ),
        ],
);
/** A finding says what the check has shown; a paper can only differ from what is there. */
const findingRestsOnCheck = houseRule<OpenFacts<RecordAuditFinding>>(
  'audit-finding-rests-on-check',
  bilingual('Замечание следует из проверки пары', 'The finding follows from the check of the pair'),
  ({ command: { data }, state }) => {
    const check = state.checks[data.pairId];
    const shown =
      check !== undefined &&
      {
        MISSING: check.results[data.item] === 'MISSING',
        ACT_VIOLATES: check.violating.length > 0,
        PAPER_DIFFERS: check.results[data.item] === 'PRESENT',
      }[data.kind];
    return shown
      ? []
      : [
          fault(
            check === undefined
              ? bilingual('Пара ещё не проверена', 'The pair has not been checked yet')
              : bilingual('Проверка пары этого не показала', 'The check of the pair has not shown that'),
            bilingual(
              'Проверьте пару и запишите то, что найдено',
              'Check the pair and record what was found',
            ),
            { kind: 'check', subject: data.pairId },
          ),
        ];
  },
);
const answeredFirst = houseRule<OpenFacts<ResolveAuditFinding>>(
  'audit-finding-answered-first',
  bilingual('Организация ответила на замечание', 'The organisation has answered the finding'),
  ({ command: { data }, state }) =>
    data.outcome === 'WITHDRAWN' || state.findings[data.findingId]?.answered === true
      ? []
      : [
          fault(
            bilingual('Ответа организации ещё нет', 'The organisation has not answered yet'),
            bilingual(
              'Дождитесь ответа или снимите замечание',
              'Wait for the answer or withdraw the finding',
            ),
            { kind: 'answer', subject: data.findingId },
          ),
        ],
);
const dueNotPast = houseRule<OpenFacts<AnswerAuditFinding>>(
  'audit-due-not-past',
  bilingual('Обещание исправить названо со сроком', 'A promise to correct names its day'),
  ({ command: { data } }) =>
    data.answer === 'WILL_CORRECT'
      ? data.dueOn !== undefined && data.dueOn >= data.effectiveOn
        ? []
        : [
            fault(
              bilingual(
                'Срок исправления не назван или уже прошёл',
                'The day of the correction is not named or has passed',
              ),
              bilingual('Назовите срок', 'Name the day'),
              { kind: 'dueOn' },
            ),
          ]
      : [],
);
const allChecked = houseRule<OpenFacts<CloseAudit>>(
  'audit-all-checked',
  bilingual('Проверены все пары выборки', 'Every pair of the sample has been checked'),
  ({ state }) =>
    state.pairIds
      .filter((pairId) => state.checks[pairId] === undefined)
      .map((pairId) =>
        fault(
          bilingual('Пара выборки не проверена', 'A pair of the sample has not been checked'),
          bilingual('Проверьте её', 'Check it'),
          { kind: 'pair', subject: pairId },
        ),
      ),
);
const allResolved = houseRule<OpenFacts<CloseAudit>>(
  'audit-all-resolved',
  bilingual('По каждому замечанию есть решение', 'Every finding has been resolved'),
  ({ state }) =>
    Object.entries(state.findings)
      .filter(([, { outcome }]) => outcome === undefined)
      .map(([findingId]) =>
        fault(
          bilingual('По замечанию нет решения', 'A finding has not been resolved'),
          bilingual('Примите решение по нему', 'Resolve it'),
          { kind: 'finding', subject: findingId },
        ),
      ),
);
const numberGiven = houseRule<OpenFacts<CloseAudit>>(
  'audit-act-numbered',
  bilingual('У акта есть номер', 'The act has a number'),
  ({ command: { data } }) =>
    data.number.trim() === ''
      ? [
          fault(
            bilingual('Номер акта пуст', 'The number of the act is blank'),
            bilingual('Укажите номер', 'Give the number'),
            { kind: 'number' },
          ),
        ]
      : [],
);

// Decision

const act = <F extends Facts>(
  house: readonly Rule<unknown, F>[],
  facts: F,
  events: (basis: Basis) => readonly AuditEvent[],
  evidence: { readonly [fact: string]: Json } = {},
): Decision<AuditEvent> => {
  const basis = examineHouse<F>([organisationKnown, notInFuture, ...house], facts, evidence);
  return isRefusal(basis) ? basis : events(basis);
};
const FOLLOWING = [ownAudit, inOrderOfTime] as const;

const open = (command: OpenAudit, evidence: AuditEvidence): Decision<AuditEvent> => {
  const { auditId, organisationId, effectiveOn, seed, size } = command.data;
  const of = { auditId, organisationId, effectiveOn };
  const { position = '', population = 0, pairIds = [] } = evidence.drawn ?? {};
  return act(
    [seedGiven, sampleWithinPopulation],
    { command, evidence },
    (basis) => [
      { type: 'AuditOpened', data: { ...of, seed, position, population, size, basis } },
      { type: 'SampleDrawn', data: { ...of, pairIds, basis } },
    ],
    { position, population },
  );
};

const follow = (
  command: Exclude<AuditCommand, OpenAudit>,
  state: OpenedAudit,
  evidence: AuditEvidence,
): Decision<AuditEvent> => {
  switch (command.type) {
    case 'CheckPair': {
      const { pairId } = command.data;
      if (state.checks[pairId] !== undefined) return [];
      return act([...FOLLOWING, pairInSample], { command, state, evidence }, (basis) => [
        {
          type: 'PairChecked',
          data: { ...command.data, ...(evidence.check ?? unreachable(evidence as never)), basis },
        },
      ]);
    }
    case 'RecordAuditFinding': {
      const { findingId } = command.data;
      if (state.findings[findingId] !== undefined) return findingKnown(findingId);
      return act([...FOLLOWING, pairInSample, findingRestsOnCheck], { command, state, evidence }, (basis) => [
        { type: 'AuditFindingRecorded', data: { ...command.data, basis } },
      ]);
    }
    case 'AnswerAuditFinding':
    case 'ResolveAuditFinding': {
      const known = state.findings[command.data.findingId];
      if (known === undefined || known.outcome !== undefined) return findingNotOpen(command.data.findingId);
      return command.type === 'AnswerAuditFinding'
        ? act([...FOLLOWING, dueNotPast], { command, state, evidence }, (basis) => [
            { type: 'AuditFindingAnswered', data: { ...command.data, basis } },
          ])
        : act([...FOLLOWING, answeredFirst], { command, state, evidence }, (basis) => [
            { type: 'AuditFindingResolved', data: { ...command.data, basis } },
          ]);
    }
    case 'CloseAudit': {
      const found = Object.values(state.findings);
      const facts = { command, state, evidence };
      return act([...FOLLOWING, allChecked, allResolved, numberGiven], facts, (basis) => [
        {
          type: 'AuditClosed',
          data: {
            ...command.data,
            checked: Object.keys(state.checks).length,
            findings: found.length,
            confirmed: found.filter(({ outcome }) => outcome === 'CONFIRMED').length,
            basis,
          },
        },
      ]);
    }
    default:
      return unreachable(command);
  }
};

export const audit: Decider<AuditState, AuditCommand, AuditEvent, AuditEvidence> = {
  initial: { stage: 'NONE' },
  evolve,
  decide: (command, state, evidence) => {
    const { auditId } = command.data;
    if (command.type === 'OpenAudit') {
      return state.stage === 'NONE' ? open(command, evidence) : openedAlready(auditId);
    }
    return state.stage === 'OPEN' ? follow(command, state, evidence) : notOpen(auditId);
  },
};

const openedAlready = (auditId: Uuid): Refusal =>
  refuse(
    'audit-opened-once',
    fault(
      bilingual('Эта проверка уже открыта', 'This audit has been opened already'),
      bilingual('Откройте другую', 'Open another one'),
      { kind: 'audit', subject: auditId },
    ),
  );
const notOpen = (auditId: Uuid): Refusal =>
  refuse(
    'audit-open',
    fault(
      bilingual('Такой проверки нет, или она закрыта', 'There is no such audit, or it is closed'),
      bilingual('Откройте проверку', 'Open an audit'),
      { kind: 'audit', subject: auditId },
    ),
  );
const findingKnown = (findingId: Uuid): Refusal =>
  refuse(
    'audit-finding-recorded-once',
    fault(
      bilingual('Замечание уже записано', 'The finding is recorded already'),
      bilingual('Используйте существующую запись', 'Use the existing record'),
      { kind: 'finding', subject: findingId },
    ),
  );
const findingNotOpen = (findingId: Uuid): Refusal =>
  refuse(
    'audit-finding-open',
    fault(
      bilingual(
        'Такого замечания нет, или по нему уже есть решение',
        'There is no such finding, or it is resolved',
      ),
      bilingual('Проверьте номер замечания', 'Check the id of the finding'),
      { kind: 'finding', subject: findingId },
    ),
  );
