/** Rules of an organisation's leadership: documents and people by order, stages in order, bodies and levels of the regulation. */
import type { Rule, Uuid, Violation } from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  DOCUMENT_RU,
  fault,
  houseRule,
  MADE_BY_OWN_ACT,
  modelOf,
  orderFaults,
  repeated,
  russianDate,
  STAGE_RU,
  type MunicipalBody,
} from '../vocabulary';
import type {
  AppointResponsible,
  ApproveDocument,
  CloseStage,
  ComposeWorkingGroup,
  ConcludePartnership,
  GovernanceCommand,
  GovernanceFacts,
  GovernanceProfile,
  NameBody,
  OpenStage,
  ProvideSupport,
  RecordInteraction,
  SelectParticipants,
  AppointActingHead,
  ReleaseActingHead,
} from './governance';

type Law<Cmd extends GovernanceCommand> = Rule<GovernanceProfile, GovernanceFacts<Cmd>>;

// Words

/** What an act says in words; each is needed. */
const wordsOf = ({ type, data }: GovernanceCommand): readonly string[] => {
  switch (type) {
    case 'ApproveDocument':
      return [data.title, ...('number' in data.by ? [data.by.number] : [])];
    case 'AnalyseProblems':
      return data.problems.length === 0 ? [''] : data.problems;
    case 'NameBody':
      return [data.title, ...data.duties];
    case 'ComposeWorkingGroup':
      return [data.leader, ...data.members].map(({ position }) => position);
    case 'AppointResponsible':
      return [data.official.position];
    case 'RecordInteraction':
      return [data.name, data.about];
    case 'ConcludePartnership':
      return [data.partner, data.number];
    case 'ProvideSupport':
      return [data.about, ...(data.participantIds.length === 0 ? [''] : [])];
    case 'AppointActingHead':
      return [data.delegateId, data.number];
    case 'ReleaseActingHead':
      return [data.delegateId];
    case 'SelectParticipants':
      return data.mentorIds.length === 0 || data.menteeIds.length === 0 ? [''] : [];
    case 'OpenStage':
    case 'CloseStage':
      return [];
  }
};
export const wordsGiven = houseRule<GovernanceFacts>(
  'act-stated-in-full',
  bilingual('Акт изложен полностью', 'The act is stated in full'),
  ({ command }) =>
    wordsOf(command).every((word) => word.trim() !== '')
      ? []
      : [
          fault(
            bilingual(
              'Название, предмет или участники не указаны',
              'A title, a subject or people are not given',
            ),
            bilingual('Заполните все сведения акта', 'State the act in full'),
          ),
        ],
);

// Documents

/** KIL-5.2-4: documents are approved by order of the head. */
export const documentByOrder: Law<ApproveDocument> = {
  name: 'document-by-order',
  title: bilingual('Документ утверждается приказом', 'A document is approved by order'),
  demandedBy: ({ parameters: { documentsByOrder } }) => demanded(documentsByOrder, documentsByOrder.value),
  violations: ({ command: { data } }) =>
    'orderId' in data.by
      ? []
      : [
          fault(
            bilingual('Документ утверждён не приказом', 'The document is not approved by order'),
            bilingual('Издайте приказ и сошлитесь на него', 'Issue an order and cite it'),
            { kind: 'order' },
          ),
        ],
};

/** An order that is cited is there, of this organisation and of an earlier day; another act is not of a later day. */
export const actFound = houseRule<GovernanceFacts<ApproveDocument>>(
  'approving-act-found',
  bilingual('Утверждающий акт существует', 'The approving act exists'),
  ({ command: { data }, evidence: { order } }) => {
    if ('orderId' in data.by) {
      return orderFaults(data.by.orderId, data, order, order === undefined ? [] : [order.kind]);
    }
    return data.by.on <= data.effectiveOn
      ? []
      : [
          fault(
            bilingual(
              `Акт датирован ${russianDate(data.by.on)}, позже утверждения`,
              `The act is of ${data.by.on}, after the approval`,
            ),
            bilingual('Проверьте даты', 'Check the dates'),
          ),
        ];
  },
);

/** An order, a regulation or a roadmap is there when it is issued, adopted or approved: not by a note of it. */
export const documentOfOwnAct = houseRule<GovernanceFacts<ApproveDocument>>(
  'document-made-by-its-own-act',
  bilingual(
    'Приказ, положение и дорожная карта записываются своим актом',
    'Such a document has an act of its own',
  ),
  ({ command: { data } }) =>
    MADE_BY_OWN_ACT.includes(data.kind)
      ? [
          fault(
            bilingual(
              `Документ записывается своим актом: ${DOCUMENT_RU[data.kind]}`,
              `A document of kind ${data.kind} is recorded by its own act`,
            ),
            bilingual('Издайте приказ, примите положение или утвердите дорожную карту', 'Record that act'),
            { kind: 'document', detail: { kind: data.kind } },
          ),
        ]
      : [],
);

// Stages

type OfStage = OpenStage | CloseStage;

/** Invariant 21 (KIL-5.1, SEV-RM-01): stages follow one another; one is open at a time. */
export const stageInOrder: Law<OfStage> = {
  name: 'stages-in-order',
  invariant: 21,
  title: bilingual('Этапы идут по порядку', 'Stages go in order'),
  demandedBy: ({ parameters: { stageModel } }) => stageModel.clauses,
  violations: ({ command, state: { stage } }, { parameters: { stageModel } }) => {
    const model = stageModel.value;
    const at = stage === undefined ? -1 : model.indexOf(stage.name);
    const expected = stage?.open ? stage.name : model[(at + 1) % model.length];
    const turn = command.type === 'CloseStage' ? stage?.open === true : stage?.open !== true;
    if (turn && command.data.stage === expected) return [];
    return [
      fault(
        expected === undefined
          ? bilingual('Положение не делит наставничество на этапы', 'The regulation has no stages')
          : stage?.open
            ? bilingual(`Идёт ${STAGE_RU[expected]} этап`, `The stage ${expected} is open`)
            : bilingual(`Следующий этап — ${STAGE_RU[expected]}`, `The next stage is ${expected}`),
        stage?.open
          ? bilingual('Сначала завершите его', 'Close it first')
          : bilingual('Откройте этапы по порядку', 'Open the stages in order'),
        { kind: 'stage', detail: { stages: model, ...(expected === undefined ? {} : { expected }) } },
      ),
    ];
  },
};

export const stagesInOrderOfTime = houseRule<GovernanceFacts<OfStage>>(
  'stages-in-order-of-time',
  bilingual('Этапы сменяются по порядку дат', 'Stages follow in time'),
  ({ command, state: { stage } }) =>
    stage === undefined || stage.on <= command.data.effectiveOn
      ? []
      : [
          fault(
            bilingual(
              `Предыдущее изменение этапа — ${russianDate(stage.on)}`,
              `The stage changed last on ${stage.on}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);

const ofFirstStage = (
  name: string,
  parameter: 'firstStageDocuments' | 'firstStageAnalysis' | 'firstStageSelection',
  title: ReturnType<typeof bilingual>,
  violations: Law<CloseStage>['violations'],
): Law<CloseStage> => ({
  name,
  invariant: 21,
  title,
  demandedBy: ({ parameters }, { command }) =>
    demanded(
      parameters[parameter],
      parameters[parameter].value && command.data.stage === parameters.stageModel.value[0],
    ),
  violations,
});

/** KIL-5.2-4: every document that the regulation requires. */
export const firstStageDocuments = ofFirstStage(
  'first-stage-closes-with-documents',
  'firstStageDocuments',
  bilingual(
    'Первый этап закрывается с утверждёнными документами',
    'The first stage closes with its documents',
  ),
  ({ command, evidence, state }, { parameters }): readonly Violation[] => {
    const there = new Set([
      ...evidence.documents,
      ...state.documents.filter(({ on }) => on <= command.data.effectiveOn).map(({ kind }) => kind),
    ]);
    return parameters.requiredDocuments.value
      .filter((kind) => !there.has(kind))
      .map((kind) =>
        fault(
          bilingual(`Нет документа: ${DOCUMENT_RU[kind]}`, `A document is missing: ${kind}`),
          bilingual(
            'Утвердите документ; приказы и дорожную карту назовите в акте',
            'Approve it; cite orders and the roadmap in the act',
          ),
          { kind: 'document', detail: { kind } },
        ),
      );
  },
);

const recordedBy = (days: readonly string[], on: string): boolean => days.some((day) => day <= on);

/** KIL-5.2-1. */
export const firstStageAnalysis = ofFirstStage(
  'first-stage-closes-with-analysis',
  'firstStageAnalysis',
  bilingual('Проблемы, которые решает наставничество, проанализированы', 'The problems are analysed'),
  ({ command, state }) =>
    recordedBy(state.analysedOn, command.data.effectiveOn)
      ? []
      : [
          fault(
            bilingual(
              'Предварительный анализ проблем не записан',
              'The analysis of problems is not recorded',
            ),
            bilingual('Проведите анализ и запишите его', 'Analyse the problems and record it'),
            { kind: 'analysis' },
          ),
        ],
);
/** KIL-5.2-2. */
export const firstStageSelection = ofFirstStage(
  'first-stage-closes-with-selection',
  'firstStageSelection',
  bilingual('Наставники и наставляемые отобраны', 'Mentors and mentees are selected'),
  ({ command, state }) =>
    recordedBy(state.selectedOn, command.data.effectiveOn)
      ? []
      : [
          fault(
            bilingual('Отбор наставников и наставляемых не записан', 'The selection is not recorded'),
            bilingual('Проведите отбор и запишите его', 'Select them and record it'),
            { kind: 'selection' },
          ),
        ],
);

/** KIL-5.2-2, invariant 7: those selected stand in the bases. */
export const selectedStandInBases: Law<SelectParticipants> = {
  name: 'selected-stand-in-bases',
  invariant: 7,
  title: bilingual('Отобранные состоят в базах', 'Those selected stand in the bases'),
  demandedBy: ({ parameters: { basesRequired } }) => demanded(basesRequired, basesRequired.value),
  violations: ({ command: { data }, evidence: { people } }) => {
    const outside = (ids: readonly Uuid[], base: 'inMentorBase' | 'inMenteeBase') =>
      ids
        .filter((id) => people[id] !== undefined && !people[id][base])
        .map((id) =>
          fault(
            bilingual('Отобранный не состоит в базе', 'The person does not stand in the base'),
            bilingual('Сначала внесите его в базу', 'Enter the person in the base first'),
            { kind: 'base-entry', subject: id, detail: { base } },
          ),
        );
    return [...outside(data.mentorIds, 'inMentorBase'), ...outside(data.menteeIds, 'inMenteeBase')];
  },
};

export const participantsKnown = houseRule<GovernanceFacts<SelectParticipants | ProvideSupport>>(
  'participants-of-this-school',
  bilingual('Участники учтены в этой школе', 'Participants are registered in this school'),
  ({ command, evidence: { people } }) => {
    const named =
      command.type === 'ProvideSupport'
        ? command.data.participantIds
        : [...command.data.mentorIds, ...command.data.menteeIds];
    return [...new Set(named)]
      .filter((id) => people[id]?.schoolId !== command.data.organisationId)
      .map((id) =>
        fault(
          bilingual('Участник не учтён в этой школе', 'The participant is not registered in this school'),
          bilingual('Сначала зарегистрируйте его', 'Register the person first'),
          { kind: 'participant', subject: id },
        ),
      );
  },
);

// People and bodies

/** IZO-4-01..03, SEV-O-3, SEV-RM-00: bodies are those of the regulation. */
export const bodyOfStructure: Law<NameBody | AppointResponsible> = {
  name: 'body-of-structure',
  title: bilingual('Орган назван положением', 'The body is one the regulation names'),
  demandedBy: ({ parameters: { structure } }, { command }) =>
    demanded(structure, structure.value !== null && command.data.body !== undefined),
  violations: ({ command }, { parameters: { structure } }) => {
    const bodies: readonly MunicipalBody[] = structure.value?.bodies ?? [];
    return command.data.body === undefined || bodies.includes(command.data.body)
      ? []
      : [
          fault(
            bilingual('Положение не знает этого органа', 'The regulation does not know this body'),
            bilingual('Выберите орган из положения', 'Choose a body of the regulation'),
            { kind: 'body', detail: { oneOf: bodies } },
          ),
        ];
  },
};

export const bodyOfMunicipality = houseRule<GovernanceFacts<NameBody | AppointResponsible>>(
  'body-of-municipality',
  bilingual('Органы есть у муниципалитета', 'Bodies are those of a municipality'),
  ({ command, evidence: { organisation } }) =>
    command.data.body === undefined || organisation === undefined || organisation.level === 'MUNICIPALITY'
      ? []
      : [
          fault(
            bilingual('У школы нет муниципальных органов', 'A school has no municipal bodies'),
            bilingual('Не указывайте орган', 'Name no body'),
          ),
        ],
);

/** SEV-O-5: the working group is approved by order. */
export const groupByOrder: Law<ComposeWorkingGroup> = {
  name: 'working-group-by-order',
  title: bilingual('Состав рабочей группы утверждается приказом', 'A working group is composed by order'),
  demandedBy: ({ parameters: { workingGroup } }) => demanded(workingGroup, workingGroup.value !== null),
  violations: ({ command: { data }, evidence }) =>
    orderFaults(data.orderId, data, evidence.order, ['WORKING_GROUP', 'PROGRAMME', 'ROADMAP']),
};

/** SEV-O-5: a leader and three members. */
export const groupOfSize: Law<ComposeWorkingGroup> = {
  name: 'working-group-of-size',
  title: bilingual(
    'В рабочей группе столько участников, сколько велит документ',
    'The group has its members',
  ),
  demandedBy: ({ parameters: { workingGroup } }) => demanded(workingGroup, workingGroup.value !== null),
  violations: ({ command }, { parameters: { workingGroup } }) => {
    const wanted = workingGroup.value?.members;
    const got = command.data.members.length;
    return wanted === undefined || got === wanted
      ? []
      : [
          fault(
            bilingual(
              `Участников рабочей группы ${got}, а должно быть ${wanted}`,
              `The group has ${got} members, ${wanted} are asked`,
            ),
            bilingual('Приведите состав к утверждённому', 'Compose the group as approved'),
            { kind: 'member', detail: { wanted, got } },
          ),
        ];
  },
};

export const membersDiffer = houseRule<GovernanceFacts<ComposeWorkingGroup>>(
  'members-differ',
  bilingual('Участники рабочей группы — разные люди', 'Members are different people'),
  ({ command: { data } }) =>
    repeated([data.leader, ...data.members].map(({ officialId }) => officialId)).map((officialId) =>
      fault(
        bilingual('Один человек назван дважды', 'A person is named twice'),
        bilingual('Уберите повтор', 'Remove the double'),
        { kind: 'official', subject: officialId },
      ),
    ),
);

/** SEV-RM-P3a, SEV-RM-P3b: a responsible person is appointed by order; a head's decision may be the introduction act. */
export const responsibleByOrder: Law<AppointResponsible> = {
  name: 'responsible-by-order',
  invariant: 3,
  title: bilingual('Ответственный назначается приказом', 'A responsible person is appointed by order'),
  demandedBy: ({ parameters: { appointmentAct } }) => appointmentAct.clauses,
  violations: ({ command: { data }, evidence }, { parameters: { appointmentAct } }) =>
    orderFaults(
      data.orderId,
      data,
      evidence.order,
      appointmentAct.value === 'ORDER'
        ? ['RESPONSIBLE', 'APPOINTMENT']
        : ['RESPONSIBLE', 'APPOINTMENT', 'INTRODUCTION'],
    ),
};

// Work with others

/** SEV-D-05, IZO-3.2-03: interaction goes by the models that the regulation names. */
export const modelEnabled: Law<RecordInteraction> = {
  name: 'interaction-model-enabled',
  title: bilingual('Модель взаимодействия предусмотрена положением', 'The regulation knows the model'),
  demandedBy: ({ parameters: { interactionModels } }) =>
    demanded(interactionModels, interactionModels.source !== 'DEFAULT'),
  violations: ({ command: { data } }, { parameters: { interactionModels } }) =>
    interactionModels.value.includes(modelOf(data.counterpart))
      ? []
      : [
          fault(
            bilingual(
              'Положение не знает такой модели взаимодействия',
              'The regulation does not know this model',
            ),
            bilingual('Проверьте, с кем взаимодействие', 'Check the counterpart'),
            { kind: 'model', detail: { oneOf: interactionModels.value } },
          ),
        ],
};

/** IZO-3.3-04: federal, regional, municipal and institutional levels. */
export const levelCovered: Law<RecordInteraction> = {
  name: 'level-covered',
  title: bilingual('Уровень назван положением', 'The level is one the regulation names'),
  demandedBy: ({ parameters: { systemLevels } }) => demanded(systemLevels, systemLevels.value.length > 0),
  violations: ({ command: { data } }, { parameters: { systemLevels } }) =>
    systemLevels.value.includes(data.level)
      ? []
      : [
          fault(
            bilingual('Положение не знает такого уровня', 'The regulation does not know this level'),
            bilingual('Выберите уровень из положения', 'Choose a level of the regulation'),
            { kind: 'level', detail: { oneOf: systemLevels.value } },
          ),
        ],
};

export const termRuns = houseRule<GovernanceFacts<ConcludePartnership | AppointActingHead>>(
  'term-runs-forward',
  bilingual('Срок идёт не назад', 'A term runs forward'),
  ({ command: { data } }) =>
    data.from >= data.effectiveOn && (data.until === undefined || data.until >= data.from)
      ? []
      : [
          fault(
            bilingual(
              'Срок начинается раньше, чем оформлен, или кончается раньше, чем начинается',
              'The term begins before it is agreed or ends before it begins',
            ),
            bilingual('Проверьте даты', 'Check the dates'),
          ),
        ],
);

// The head's powers

export const headOfSchool = houseRule<GovernanceFacts<AppointActingHead | ReleaseActingHead>>(
  'acting-head-of-a-school',
  bilingual('Обязанности исполняются за руководителя школы', 'It is the head of a school who is acted for'),
  ({ evidence: { organisation } }) =>
    organisation === undefined || organisation.level === 'SCHOOL'
      ? []
      : [
          fault(
            bilingual('Это не школа', 'This is not a school'),
            bilingual(
              'Полномочия работников органа управления задаёт издатель ключей доступа',
              'Roles of the people of an authority come from the issuer of their tokens',
            ),
          ),
        ],
);

export const actingNow = houseRule<GovernanceFacts<ReleaseActingHead>>(
  'acting-head-to-release',
  bilingual('Освобождают того, кто исполняет обязанности', 'Whoever is released acts for the head'),
  ({ command: { data }, state: { acting } }) =>
    acting.some(({ delegateId, until }) => delegateId === data.delegateId && until >= data.effectiveOn)
      ? []
      : [
          fault(
            bilingual(
              'В этот день обязанности на это лицо не возложены',
              'The person does not act for the head on that day',
            ),
            bilingual('Проверьте дату и лицо', 'Check the day and the person'),
          ),
        ],
);
