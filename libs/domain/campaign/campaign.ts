/** An organisation's monitoring, from its opening to the confirmed receipt of its results. Rules stand in `campaign.rules.ts`. */
import { isRefusal, unreachable, type Decider, type Decision, type Refusal } from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  fault,
  introducedAtSchool,
  notInFuture,
  organisationKnown,
  refuse,
  computed,
  type Indicator,
} from '../vocabulary';
import type {
  AcceptSubmission,
  AcknowledgeReport,
  AnalyseCampaign,
  CampaignCommand,
  CampaignEvidence,
  CampaignProfile,
  CampaignState,
  ConfirmReceipt,
  ConsolidateCampaign,
  KnownCampaign,
  OpenCampaign,
  OpenedCampaign,
  RemindSchools,
  ReturnSubmission,
  SendCampaign,
  Submission,
  SubmitMonitoring,
} from './campaign.commands';
import type { CampaignEvent } from './campaign.events';
import * as rules from './campaign.rules';
import * as figures from './figures.rules';
import * as sending from './sending.rules';
import { computedTotalsOf, totalsOf } from './totals';

export type {
  CampaignCommand,
  CampaignEvidence,
  CampaignProfile,
  CampaignState,
  Submission,
} from './campaign.commands';

// State

const withSubmission = <Known extends KnownCampaign>(
  campaign: Known,
  schoolId: string,
  submission: Submission,
): Known => ({
  ...campaign,
  lastOn: submission.lastOn > campaign.lastOn ? submission.lastOn : campaign.lastOn,
  submissions: { ...campaign.submissions, [schoolId]: submission },
});

const evolve = (state: CampaignState, event: CampaignEvent): CampaignState => {
  const on = event.data.effectiveOn;
  if (event.type === 'CampaignOpened') {
    const { campaignId, organisationId, kind, year, window, snapshotOn, indicatorSet, schoolIds } =
      event.data;
    return {
      stage: 'OPEN',
      ...{ campaignId, organisationId, kind, year, window, snapshotOn, indicatorSet, schoolIds },
      ...{ lastOn: on, submissions: {}, reminded: {} },
    };
  }
  if (state.stage === 'NONE') return state;
  switch (event.type) {
    case 'MonitoringSubmitted': {
      const { schoolId, version, counted, stated, entered = [], counts } = event.data;
      return withSubmission(state, schoolId, {
        ...{ status: 'SUBMITTED', version, lastOn: on, entered, counts: counts?.values ?? [] },
        figures: [...counted, ...stated],
      });
    }
    case 'SubmissionReturned':
    case 'SubmissionAccepted': {
      const submission = state.submissions[event.data.schoolId];
      if (submission === undefined) return state;
      const status = event.type === 'SubmissionReturned' ? 'RETURNED' : 'ACCEPTED';
      return withSubmission(state, event.data.schoolId, { ...submission, status, lastOn: on });
    }
    case 'SchoolReminded': {
      const { schoolId, version, until } = event.data;
      return { ...state, reminded: { ...state.reminded, [schoolId]: { version, until } } };
    }
    case 'CampaignConsolidated':
      return { ...state, stage: 'CONSOLIDATED', lastOn: on, sent: {}, files: {}, acknowledged: {} };
    case 'CampaignAnalysed':
      return state.stage === 'OPEN' ? state : { ...state, stage: 'ANALYSED', lastOn: on };
    case 'CampaignSent': {
      if (state.stage === 'OPEN') return state;
      const { recipient, file } = event.data;
      const { [recipient]: _file, ...files } = state.files;
      const { [recipient]: _answer, ...acknowledged } = state.acknowledged;
      return {
        ...{ ...state, lastOn: on, sent: { ...state.sent, [recipient]: 'SENT' }, acknowledged },
        files: file === undefined ? files : { ...files, [recipient]: file.sha256 },
      };
    }
    case 'CampaignReceiptConfirmed':
      return state.stage === 'OPEN'
        ? state
        : { ...state, lastOn: on, sent: { ...state.sent, [event.data.recipient]: 'CONFIRMED' } };
    case 'ReportAcknowledged': {
      if (state.stage === 'OPEN') return state;
      const { recipient, outcome, number } = event.data;
      const answer = { outcome, ...(number === undefined ? {} : { number }) };
      return { ...state, lastOn: on, acknowledged: { ...state.acknowledged, [recipient]: answer } };
    }
    default:
      return unreachable(event);
  }
};

// Decision

/** What the regulation names, then the organisation's own. A document's silence asks for its defaults. */
const indicatorsOf = ({ parameters }: CampaignProfile, own: readonly Indicator[]): readonly Indicator[] => [
  ...parameters.indicators.value,
  ...parameters.organisationIndicators.value,
  ...own,
];

const open = (command: OpenCampaign, evidence: CampaignEvidence): Decision<CampaignEvent> => {
  const { criteria, setVersion, sets: _, orderId, schoolIds, organisationId, ...said } = command.data;
  const sets = evidence.sets ?? [];
  const indicators = indicatorsOf(evidence.profile, [
    ...criteria,
    ...sets.flatMap(({ asked = [] }) => asked),
  ]);
  const basis = examine(
    evidence.profile,
    {
      law: [
        ...[introducedAtSchool, rules.openedByRightOnes, rules.openedByOrder, rules.inItsMonth],
        ...[rules.criteriaDeveloped, rules.criteriaOfOpenLists],
      ],
      house: [
        ...[notInFuture, organisationKnown, rules.openingWhole, rules.schoolsOfOrganisation],
        ...[figures.setsKnown, figures.codesOnce],
      ],
    },
    { command, evidence, indicators },
    orderId === undefined ? {} : { orderId },
  );
  if (isRefusal(basis)) return basis;
  return [
    {
      type: 'CampaignOpened',
      data: {
        ...said,
        organisationId,
        ...(orderId === undefined ? {} : { orderId }),
        schoolIds: evidence.organisation?.level === 'SCHOOL' ? [organisationId] : schoolIds,
        indicatorSet: { version: setVersion, indicators, ...(sets.length === 0 ? {} : { sets }) },
        basis,
      },
    },
  ];
};

const submit = (
  command: SubmitMonitoring,
  campaign: OpenedCampaign,
  evidence: CampaignEvidence,
): Decision<CampaignEvent> => {
  const { campaignId, organisationId: schoolId, effectiveOn, entered = [], note } = command.data;
  const { sets = [] } = campaign.indicatorSet;
  const references = evidence.references ?? [];
  const values = evidence.counts?.values ?? [];
  const outcome = figures
    .indicatorsOf(campaign)
    .map((one) => computed(one, { counts: values, entered, references }));
  // What is computed stands apart; a figure that says the same is not kept twice.
  const { counted, stated } = figures.withoutComputed(command.data, campaign);
  const basis = examine(
    evidence.profile,
    {
      law: [rules.coversIndicators],
      house: [
        ...[notInFuture, organisationKnown, rules.invited, rules.windowOpen, rules.answeredFirst],
        ...[rules.figuresPossible, figures.enteredWhole, figures.agreesWithEvents],
      ],
    },
    {
      command: { ...command, data: { ...command.data, counted, stated } },
      said: command,
      evidence,
      campaign,
      outcome,
    },
    { indicatorSet: campaign.indicatorSet.version },
  );
  if (isRefusal(basis)) return basis;
  return [
    {
      type: 'MonitoringSubmitted',
      data: {
        ...{ campaignId, organisationId: campaign.organisationId, schoolId, effectiveOn, counted, stated },
        version: (campaign.submissions[schoolId]?.version ?? 0) + 1,
        late: effectiveOn > campaign.window.until,
        ...(sets.length === 0
          ? {}
          : {
              entered,
              counts: {
                ...{ position: evidence.counts?.position ?? '0', on: campaign.snapshotOn, values },
              },
              references,
              computed: outcome,
            }),
        ...(note === undefined ? {} : { note }),
        basis,
      },
    },
  ];
};

/** What every later act of the owner is held to. */
const OWNERS = [notInFuture, organisationKnown, rules.ofItsOrganisation, rules.inOrderOfTime] as const;

const answer = (
  command: ReturnSubmission | AcceptSubmission,
  campaign: OpenedCampaign,
  evidence: CampaignEvidence,
): Decision<CampaignEvent> => {
  const { schoolId, version } = command.data;
  const last = campaign.submissions[schoolId];
  const done = command.type === 'AcceptSubmission' ? 'ACCEPTED' : 'RETURNED';
  if (last?.version === version && last.status === done) return [];
  // The order of time is the school's: answers to others may be of later days.
  const house = [notInFuture, organisationKnown, rules.ofItsOrganisation, rules.answersTheLast] as const;
  const about = { ...campaign, lastOn: last?.lastOn ?? campaign.lastOn };
  if (command.type === 'AcceptSubmission') {
    const facts = { command, evidence, campaign: about };
    const basis = examine(evidence.profile, { house: [...house, rules.inOrderOfTime] }, facts, {});
    return isRefusal(basis) ? basis : [{ type: 'SubmissionAccepted', data: { ...command.data, basis } }];
  }
  const facts = { command, evidence, campaign: about };
  const basis = examine(
    evidence.profile,
    { house: [...house, rules.inOrderOfTime, rules.reasonsGiven] },
    facts,
    {},
  );
  return isRefusal(basis) ? basis : [{ type: 'SubmissionReturned', data: { ...command.data, basis } }];
};

/** Whoever was reminded is not reminded again before the term that the reminder gave is over. */
const remind = (
  command: RemindSchools,
  campaign: OpenedCampaign,
  evidence: CampaignEvidence,
): Decision<CampaignEvent> => {
  const { campaignId, organisationId, effectiveOn, until } = command.data;
  const house = [...OWNERS, figures.somebodyOverdue, figures.newTermComes] as const;
  const basis = examine(evidence.profile, { house }, { command, evidence, campaign }, {});
  if (isRefusal(basis)) return basis;
  return figures.overdue(campaign, effectiveOn).flatMap((schoolId): readonly CampaignEvent[] => {
    const version = campaign.submissions[schoolId]?.version ?? 0;
    return [
      {
        type: 'SchoolReminded',
        data: { campaignId, organisationId, effectiveOn, schoolId, version, until, basis },
      },
    ];
  });
};

const consolidate = (
  command: ConsolidateCampaign,
  campaign: OpenedCampaign,
  evidence: CampaignEvidence,
): Decision<CampaignEvent> => {
  const basis = examine(
    evidence.profile,
    { law: [rules.everySchoolCovered], house: [...OWNERS, rules.everyoneHeard] },
    { command, evidence, campaign },
    {},
  );
  if (isRefusal(basis)) return basis;
  const missing = rules.notAccepted(campaign);
  const accepted = campaign.schoolIds.flatMap((schoolId) => {
    const submission = campaign.submissions[schoolId];
    return submission?.status === 'ACCEPTED' ? [{ schoolId, version: submission.version }] : [];
  });
  const references = evidence.references ?? [];
  const totals = computedTotalsOf(campaign, references);
  return [
    {
      type: 'CampaignConsolidated',
      data: {
        ...{ ...command.data, year: campaign.year, accepted, missing, totals: totalsOf(campaign), basis },
        ...(totals.length === 0 ? {} : { computed: totals, references }),
      },
    },
  ];
};

const analyse = (
  command: AnalyseCampaign,
  campaign: KnownCampaign,
  evidence: CampaignEvidence,
): Decision<CampaignEvent> => {
  const basis = examine(
    evidence.profile,
    {
      law: [
        ...[rules.analysedAfterConsolidation, rules.analysisSays, rules.finalAnalysisSays],
        ...[rules.deficitsAnswered, rules.finalReportByNamed, rules.contributorsNamed],
      ],
      house: [...OWNERS, rules.recommendationsAddressed],
    },
    { command, evidence, campaign },
    {},
  );
  return isRefusal(basis)
    ? basis
    : [{ type: 'CampaignAnalysed', data: { ...command.data, year: campaign.year, basis } }];
};

const sendOrConfirm = (
  command: SendCampaign | ConfirmReceipt,
  campaign: KnownCampaign,
  evidence: CampaignEvidence,
): Decision<CampaignEvent> => {
  if (campaign.stage === 'OPEN') return notConsolidated(campaign.campaignId);
  const standing = campaign.sent[command.data.recipient];
  if (command.type === 'SendCampaign') {
    // What was refused can be sent again.
    if (standing !== undefined && campaign.acknowledged[command.data.recipient]?.outcome !== 'REFUSED')
      return [];
    const facts = { command, evidence, campaign };
    const basis = examine(evidence.profile, { law: [rules.recipientNamed], house: OWNERS }, facts, {});
    return isRefusal(basis)
      ? basis
      : [
          {
            type: 'CampaignSent',
            data: {
              ...{ ...command.data, year: campaign.year, basis },
              ...(evidence.file === undefined ? {} : { file: evidence.file }),
            },
          },
        ];
  }
  if (standing === 'CONFIRMED') return [];
  if (standing === undefined) return notSent(campaign.campaignId);
  const basis = examine(evidence.profile, { house: OWNERS }, { command, evidence, campaign }, {});
  return isRefusal(basis) ? basis : [{ type: 'CampaignReceiptConfirmed', data: { ...command.data, basis } }];
};

const acknowledge = (
  command: AcknowledgeReport,
  campaign: KnownCampaign,
  evidence: CampaignEvidence,
): Decision<CampaignEvent> => {
  if (campaign.stage === 'OPEN') return notConsolidated(campaign.campaignId);
  const { recipient, outcome, number } = command.data;
  if (campaign.sent[recipient] === undefined) return notSent(campaign.campaignId);
  const known = campaign.acknowledged[recipient];
  if (known?.outcome === outcome && known.number === number) return [];
  const house = [...OWNERS, sending.answersTheSent, sending.answeredOnce, sending.answerWhole] as const;
  const basis = examine(evidence.profile, { house }, { command, evidence, campaign }, {});
  return isRefusal(basis) ? basis : [{ type: 'ReportAcknowledged', data: { ...command.data, basis } }];
};

/** Keeps one campaign. */
export const campaign: Decider<CampaignState, CampaignCommand, CampaignEvent, CampaignEvidence> = {
  initial: { stage: 'NONE' },
  evolve,
  decide: (command, state, evidence) => {
    if (command.type === 'OpenCampaign') {
      return state.stage === 'NONE' ? open(command, evidence) : openedAlready(state.campaignId);
    }
    if (state.stage === 'NONE') return noSuch(command.data.campaignId);
    switch (command.type) {
      case 'SubmitMonitoring':
        return state.stage === 'OPEN'
          ? submit(command, state, evidence)
          : consolidatedAlready(state.campaignId);
      case 'ReturnSubmission':
      case 'AcceptSubmission':
        return state.stage === 'OPEN'
          ? answer(command, state, evidence)
          : consolidatedAlready(state.campaignId);
      case 'RemindSchools':
        return state.stage === 'OPEN'
          ? remind(command, state, evidence)
          : consolidatedAlready(state.campaignId);
      case 'ConsolidateCampaign':
        return state.stage === 'OPEN' ? consolidate(command, state, evidence) : [];
      case 'AnalyseCampaign':
        return analyse(command, state, evidence);
      case 'SendCampaign':
      case 'ConfirmReceipt':
        return sendOrConfirm(command, state, evidence);
      case 'AcknowledgeReport':
        return acknowledge(command, state, evidence);
      default:
        return unreachable(command);
    }
  },
};

const because = (
  rule: string,
  [ru, en]: readonly [string, string],
  [nextRu, nextEn]: readonly [string, string],
) => {
  const message = bilingual(ru, en);
  const next = bilingual(nextRu, nextEn);
  return (subject: string): Refusal => refuse(rule, fault(message, next, { kind: 'campaign', subject }));
};
const openedAlready = because(
  'campaign-opened-once',
  ['Мониторинг уже открыт', 'The campaign is open already'],
  ['Используйте существующую запись', 'Use the existing record'],
);
const noSuch = because(
  'campaign-known',
  ['Такого мониторинга нет', 'There is no such campaign'],
  ['Откройте мониторинг', 'Open a campaign'],
);
const consolidatedAlready = because(
  'campaign-open',
  ['Мониторинг уже сведён', 'The campaign is consolidated'],
  ['Сведения войдут в следующий мониторинг', 'Submit to the next campaign'],
);
const notConsolidated = because(
  'campaign-consolidated-before-sending',
  ['Мониторинг не сведён', 'The campaign is not consolidated'],
  ['Сначала сведите результаты', 'Consolidate it first'],
);
const notSent = because(
  'campaign-sent-before-receipt',
  ['Этому получателю результаты не направлены', 'Nothing was sent to this recipient'],
  ['Сначала направьте результаты', 'Send the results first'],
);
