/** Rules of a roadmap: by order, in the stages and by the owners of the regulation, an item done with its document. */
import type { IsoDate, Rule } from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  fault,
  houseRule,
  orderFaults,
  repeated,
  russianDate,
  MUNICIPAL_BODIES,
  type MunicipalBody,
  type RoadmapOwner,
} from '../vocabulary';
import type {
  ApprovedRoadmap,
  CompleteRoadmapItem,
  ItemFacts,
  ReopenRoadmapItem,
  RoadmapProfile,
  TextFacts,
  AmendRoadmap,
} from './roadmap';

/** Orders that a roadmap may be approved by: one of its own, that of the programme, or that of the regulation it is annexed to. */
const APPROVING = ['ROADMAP', 'PROGRAMME', 'REGULATION', 'INTRODUCTION'] as const;

/** SEV-O-2, SEV-RM-P1, SEV-RM-P2, KIL-2.1.5-01: a roadmap is approved and amended by order. */
export const byOrder: Rule<RoadmapProfile, TextFacts> = {
  name: 'roadmap-by-order',
  title: bilingual('Дорожная карта утверждается приказом', 'A roadmap is approved by order'),
  demandedBy: ({ parameters: { roadmapByOrder } }) => demanded(roadmapByOrder, roadmapByOrder.value),
  violations: ({ command: { data }, evidence }) => orderFaults(data.orderId, data, evidence.order, APPROVING),
};

/** SEV-RM-00: an item is answered for by those the regulation names, or by the organisation itself. */
export const ownersNamed: Rule<RoadmapProfile, TextFacts> = {
  name: 'roadmap-owner-named',
  title: bilingual('Исполнители пунктов названы положением', 'Owners are those the regulation names'),
  demandedBy: ({ parameters: { roadmapOwners } }) => demanded(roadmapOwners, roadmapOwners.value.length > 0),
  violations: ({ command }, { parameters }) => {
    const known: readonly RoadmapOwner[] = [...parameters.roadmapOwners.value, 'OWN'];
    return command.data.items
      .filter(({ owners }) => owners.some((owner) => !known.includes(owner)))
      .map(({ itemId, number }) =>
        fault(
          bilingual(
            `Положение не знает исполнителя пункта ${number}`,
            `The regulation does not know an owner of item ${number}`,
          ),
          bilingual('Назовите исполнителя из положения', 'Name an owner of the regulation'),
          { kind: 'owner', subject: itemId, detail: { oneOf: known } },
        ),
      );
  },
};

/** SEV-RM-02: each item stands in a block. */
export const blocksNamed: Rule<RoadmapProfile, TextFacts> = {
  name: 'roadmap-block-named',
  title: bilingual('Пункт стоит в блоке дорожной карты', 'An item stands in a block'),
  demandedBy: ({ parameters: { roadmapBlocks } }) => demanded(roadmapBlocks, roadmapBlocks.value.length > 0),
  violations: ({ command }, { parameters: { roadmapBlocks } }) =>
    command.data.items
      .filter(({ block }) => block === undefined || !roadmapBlocks.value.includes(block))
      .map(({ itemId, number }) =>
        fault(
          bilingual(`Блок пункта ${number} не назван`, `The block of item ${number} is not named`),
          bilingual(
            'Отнесите пункт к одному из блоков положения',
            'Place the item in a block of the regulation',
          ),
          { kind: 'block', subject: itemId, detail: { oneOf: roadmapBlocks.value } },
        ),
      ),
};

/** SEV-RM-01, KIL-5.1: the stages of a roadmap are those of the regulation, where it has any. */
export const stagesOfModel: Rule<RoadmapProfile, TextFacts> = {
  name: 'roadmap-stage-of-model',
  title: bilingual(
    'Этапы дорожной карты — этапы положения',
    'Stages of a roadmap are those of the regulation',
  ),
  demandedBy: ({ parameters: { stageModel } }) => demanded(stageModel, stageModel.value.length > 0),
  violations: ({ command }, { parameters: { stageModel } }) =>
    command.data.items
      .filter(({ stage }) => stage === undefined || !stageModel.value.includes(stage))
      .map(({ itemId, number }) =>
        fault(
          bilingual(
            `Положение не знает этапа пункта ${number}`,
            `The regulation does not know the stage of item ${number}`,
          ),
          bilingual('Отнесите пункт к этапу положения', 'Place the item in a stage of the regulation'),
          { kind: 'stage', subject: itemId, detail: { oneOf: stageModel.value } },
        ),
      ),
};

export const itemsWhole = houseRule<TextFacts>(
  'roadmap-items-whole',
  bilingual('Пункты дорожной карты изложены полностью', 'Items are stated in full'),
  ({ command }) => {
    const { items } = command.data;
    const empty =
      command.type === 'ApproveRoadmap'
        ? items.length === 0 || command.data.title.trim() === ''
        : items.length === 0 && command.data.withdrawnIds.length === 0;
    const partial = items.some(
      ({ number, title, owners, result }) =>
        number.trim() === '' || title.trim() === '' || owners.length === 0 || result?.title.trim() === '',
    );
    const doubles = repeated(items.map(({ itemId }) => itemId)).length > 0;
    return empty || partial || doubles
      ? [
          fault(
            bilingual(
              'Пунктов нет, или у пункта нет номера, названия или исполнителя, или он назван дважды',
              'There are no items, or one lacks a number, a title or an owner, or stands twice',
            ),
            bilingual('Изложите пункты полностью', 'State the items in full'),
            { kind: 'roadmap-item' },
          ),
        ]
      : [];
  },
);

/** Without an end nobody could say which terms an item has. */
export const recurringEnds = houseRule<TextFacts>(
  'recurring-item-ends',
  bilingual('У повторяющегося пункта есть конец', 'A recurring item has an end'),
  ({ command, roadmap }) => {
    const end = command.type === 'ApproveRoadmap' ? command.data.until : roadmap?.until;
    return command.data.items
      .filter(({ term }) => term?.everyMonths !== undefined && term.until === undefined && end === undefined)
      .map(({ itemId, number }) =>
        fault(
          bilingual(
            `Не сказано, до какого дня повторяется пункт ${number}`,
            `It is not said until when item ${number} recurs`,
          ),
          bilingual(
            'Укажите последний день пункта или дорожной карты',
            'Give the last day of the item or of the roadmap',
          ),
          { kind: 'term', subject: itemId },
        ),
      );
  },
);

export const ofItsOrganisation = houseRule<{
  readonly command: AmendRoadmap;
  readonly roadmap: ApprovedRoadmap;
}>(
  'roadmap-of-this-organisation',
  bilingual('Дорожную карту меняет её организация', 'A roadmap is amended by its organisation'),
  ({ command, roadmap }) =>
    command.data.organisationId === roadmap.organisationId
      ? []
      : [
          fault(
            bilingual('Дорожная карта другой организации', 'The roadmap belongs to another organisation'),
            bilingual('Проверьте организацию', 'Check the organisation'),
            { kind: 'organisation', subject: roadmap.organisationId },
          ),
        ],
);

export const inOrderOfTime = houseRule<{
  readonly command: AmendRoadmap | CompleteRoadmapItem | ReopenRoadmapItem;
  readonly roadmap: ApprovedRoadmap;
}>(
  'roadmap-acts-in-order-of-time',
  bilingual('Акты по дорожной карте не раньше её редакции', 'Acts come not before the text they rest on'),
  ({ command, roadmap }) =>
    command.data.effectiveOn >= roadmap.statedOn
      ? []
      : [
          fault(
            bilingual(
              `Редакция дорожной карты действует с ${russianDate(roadmap.statedOn)}`,
              `This text of the roadmap is in force from ${roadmap.statedOn}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);

/** What was done was done to the text of its day. */
export const nothingDoneIsTakenAway = houseRule<{
  readonly command: AmendRoadmap;
  readonly roadmap: ApprovedRoadmap;
}>(
  'done-items-stay',
  bilingual('Выполненные пункты не исключаются', 'Done items are not struck out'),
  ({ command: { data }, roadmap }) => {
    const known = new Map(roadmap.items.map((item) => [item.itemId, item]));
    return data.withdrawnIds
      .filter((itemId) => known.get(itemId)?.done.length !== 0)
      .map((itemId) =>
        fault(
          known.has(itemId)
            ? bilingual(
                `Пункт ${known.get(itemId)!.number} уже выполнен`,
                `Item ${known.get(itemId)!.number} has been done`,
              )
            : bilingual('Такого пункта в дорожной карте нет', 'The roadmap has no such item'),
          bilingual('Оставьте пункт или снимите отметку', 'Leave the item, or reopen it first'),
          { kind: 'roadmap-item', subject: itemId },
        ),
      );
  },
);

const isBody = (owner: RoadmapOwner): owner is MunicipalBody =>
  (MUNICIPAL_BODIES as readonly RoadmapOwner[]).includes(owner);

/**
 * SEV-O-6, SEV-RM-00: an item of a municipality that its organisations own is done by each of them; one of its own bodies
 * is done by the municipality. A school's own roadmap is done by the school.
 */
export const doneByItsOwner: Rule<RoadmapProfile, ItemFacts> = {
  name: 'item-done-by-its-owner',
  title: bilingual('Пункт выполняет его исполнитель', 'An item is done by its owner'),
  demandedBy: ({ parameters: { roadmapOwners } }) => roadmapOwners.clauses,
  violations: ({ item, roadmap, evidence: { organisation } }) => {
    const own = organisation?.organisationId === roadmap.organisationId;
    const isOwner =
      organisation?.level === 'MUNICIPALITY'
        ? own && item.owners.some((owner) => owner === 'OWN' || isBody(owner))
        : own ||
          (organisation?.municipalityId === roadmap.organisationId &&
            item.owners.includes(organisation.organisationType ?? 'GENERAL'));
    return isOwner
      ? []
      : [
          fault(
            bilingual(
              `Организация не исполнитель пункта ${item.number}`,
              `The organisation is no owner of item ${item.number}`,
            ),
            bilingual('Проверьте исполнителей пункта', 'Check who owns the item'),
            { kind: 'owner', subject: item.itemId, detail: { owners: item.owners } },
          ),
        ];
  },
};

/** Invariant 32: an item with a named result is done with that document only (SEV-RM-P1, SEV-RM-P2, SEV-RM-M2). */
export const resultShown: Rule<RoadmapProfile, ItemFacts> = {
  name: 'item-done-with-its-document',
  invariant: 32,
  title: bilingual('Пункт выполнен, когда есть его документ', 'An item is done when its document is there'),
  demandedBy: ({ parameters: { roadmapResultDocument } }, { item }) =>
    demanded(roadmapResultDocument, roadmapResultDocument.value && item.result !== undefined),
  violations: ({ item, document }) =>
    item.result === undefined || document?.kind === item.result.kind
      ? []
      : [
          fault(
            bilingual(
              `Пункт ${item.number} завершается документом «${item.result.title}»`,
              `Item ${item.number} ends with a document of kind ${item.result.kind}`,
            ),
            bilingual('Укажите этот документ', 'Give that document'),
            {
              kind: 'document',
              subject: item.itemId,
              detail: { kind: item.result.kind, title: item.result.title },
            },
          ),
        ],
};

/** A document shown exists: an order of the one who did it, or a dated one with a number or a place. */
export const documentWhole = houseRule<ItemFacts>(
  'document-found',
  bilingual('Документ назван так, что его можно найти', 'The document can be found'),
  ({ command: { data }, document, evidence }) => {
    if (document === undefined) return [];
    if (document.kind === 'ORDER') {
      return evidence.order === undefined ||
        evidence.order.organisationId !== data.organisationId ||
        evidence.order.issuedOn > data.effectiveOn
        ? orderFaults(document.orderId, data, evidence.order, evidence.order ? [evidence.order.kind] : [])
        : [];
    }
    const placed = document.number !== undefined || document.link !== undefined;
    return placed && document.on <= data.effectiveOn
      ? []
      : [
          fault(
            bilingual(
              'У документа нет ни номера, ни ссылки, или он датирован позже акта',
              'The document has neither a number nor a link, or is dated after the act',
            ),
            bilingual('Укажите номер или ссылку и дату документа', 'Give its number or link, and its date'),
            { kind: 'document', subject: data.itemId },
          ),
        ];
  },
);

export const termOpen = houseRule<ItemFacts>(
  'item-term-open',
  bilingual('Срок пункта ещё не закрыт', 'The term of the item is still open'),
  ({ command, item, dueDay }) => {
    const own = item.done.filter((one) => one.byOrganisationId === command.data.organisationId);
    const isTerm = (day: IsoDate | undefined): boolean =>
      item.dueDays.length === 0 ? day === undefined : day !== undefined && item.dueDays.includes(day);
    return isTerm(dueDay) && own.every((one) => one.dueDay !== dueDay)
      ? []
      : [
          fault(
            bilingual(
              `У пункта ${item.number} нет такого открытого срока`,
              `Item ${item.number} has no such open term`,
            ),
            bilingual('Выберите открытый срок пункта', 'Choose an open term of the item'),
            { kind: 'term', subject: item.itemId, detail: { dueDays: item.dueDays } },
          ),
        ];
  },
);
