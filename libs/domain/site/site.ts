/** What an organisation shows of mentoring: the section of its site, materials in rubrics, other places of open information. */
import {
  isRefusal,
  unreachable,
  type Command,
  type Decider,
  type IsoDate,
  type Refusal,
  type Rule,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  fault,
  introducedAtSchool,
  notInFuture,
  organisationKnown,
  refuse,
  type InfoResourceKind,
  type MaterialKind,
  type OfOrganisation,
  type OrganisationEvidence,
  type ProfileSlice,
  type Setting,
  type SiteExtra,
  type SiteRubric,
} from '../vocabulary';
import type { MaterialWithdrawn, SiteEvent } from './site.events';
import {
  addressOnWeb,
  boardNamesMentors,
  inOrderOfTime,
  libraryKinds,
  namedAllAgreed,
  resourcePlaced,
  rubricNamed,
  sectionFirst,
  titleAsNamed,
  titleGiven,
} from './site.rules';

// Commands and evidence

interface OfSection extends OfOrganisation {
  readonly title: string;
  readonly url: string;
}
export type OpenSiteSection = Command<'OpenSiteSection', OfSection>;
export type ChangeSiteSection = Command<'ChangeSiteSection', OfSection>;
interface OfMaterial extends OfOrganisation {
  readonly materialId: Uuid;
}
export type PublishMaterial = Command<
  'PublishMaterial',
  OfMaterial & {
    readonly rubric: SiteRubric;
    readonly kind: MaterialKind;
    readonly title: string;
    readonly url: string;
    readonly freeAccess: boolean;
    readonly namedIds: readonly Uuid[];
  }
>;
export type UpdateMaterial = Command<
  'UpdateMaterial',
  OfMaterial & { readonly title: string; readonly url: string; readonly freeAccess: boolean }
>;
export type WithdrawMaterial = Command<
  'WithdrawMaterial',
  OfMaterial & { readonly reason: MaterialWithdrawn['data']['reason'] }
>;
interface OfResource extends OfOrganisation {
  readonly resourceId: Uuid;
}
export type OpenInfoResource = Command<
  'OpenInfoResource',
  OfResource & { readonly kind: InfoResourceKind; readonly title: string; readonly place: string }
>;
export type UpdateInfoResource = Command<'UpdateInfoResource', OfResource>;
export type CloseInfoResource = Command<'CloseInfoResource', OfResource>;
export type SiteCommand =
  | OpenSiteSection
  | ChangeSiteSection
  | PublishMaterial
  | UpdateMaterial
  | WithdrawMaterial
  | OpenInfoResource
  | UpdateInfoResource
  | CloseInfoResource;

export type SiteProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly siteSection: Setting<{
    readonly title: string | null;
    readonly extras: readonly SiteExtra[];
  } | null>;
}>;

export interface SiteEvidence extends OrganisationEvidence<SiteProfile> {
  /** Participants the material names, by id; whoever is not registered is absent. */
  readonly people: {
    readonly [participantId: string]: {
      /** In the base of mentors on the day, or before. */
      readonly isMentor: boolean;
      /** A consent to be named in public covers the day. */
      readonly mayBeNamed: boolean;
    };
  };
}

// State

/** Something that opened on a day, was last touched on another, and may have ended. */
interface Shown {
  readonly since: IsoDate;
  readonly lastOn: IsoDate;
  readonly ended: boolean;
}
export interface Material extends Shown {
  readonly materialId: Uuid;
  readonly rubric: SiteRubric;
  readonly kind: MaterialKind;
  readonly title: string;
  readonly url: string;
  readonly freeAccess: boolean;
}
export interface SiteState {
  readonly section?: { readonly title: string; readonly url: string } & Pick<Shown, 'since' | 'lastOn'>;
  readonly materials: { readonly [materialId: string]: Material };
  readonly resources: { readonly [resourceId: string]: Shown };
}

/** The material as it stood on a day; `undefined` where it did not. */
export const materialOn = (site: SiteState, materialId: Uuid, on: IsoDate): Material | undefined => {
  const material = site.materials[materialId];
  if (material === undefined || on < material.since) return undefined;
  return material.ended && material.lastOn <= on ? undefined : material;
};

const evolve = (state: SiteState, event: SiteEvent): SiteState => {
  const on = event.data.effectiveOn;
  switch (event.type) {
    case 'SiteSectionOpened':
    case 'SiteSectionChanged': {
      const { title, url } = event.data;
      return { ...state, section: { title, url, since: state.section?.since ?? on, lastOn: on } };
    }
    case 'MaterialPublished': {
      const { materialId, rubric, kind, title, url, freeAccess } = event.data;
      const material = {
        materialId,
        rubric,
        kind,
        title,
        url,
        freeAccess,
        since: on,
        lastOn: on,
        ended: false,
      };
      return { ...state, materials: { ...state.materials, [materialId]: material } };
    }
    case 'MaterialUpdated': {
      const { materialId, title, url, freeAccess } = event.data;
      const material = state.materials[materialId];
      if (material === undefined) return state;
      const updated = { ...material, title, url, freeAccess, lastOn: on };
      return { ...state, materials: { ...state.materials, [materialId]: updated } };
    }
    case 'MaterialWithdrawn': {
      const material = state.materials[event.data.materialId];
      if (material === undefined) return state;
      const withdrawn = { ...material, lastOn: on, ended: true };
      return { ...state, materials: { ...state.materials, [material.materialId]: withdrawn } };
    }
    case 'InfoResourceOpened': {
      const opened = { since: on, lastOn: on, ended: false };
      return { ...state, resources: { ...state.resources, [event.data.resourceId]: opened } };
    }
    case 'InfoResourceUpdated':
    case 'InfoResourceClosed': {
      const { resourceId } = event.data;
      const resource = state.resources[resourceId];
      if (resource === undefined) return state;
      const touched = { ...resource, lastOn: on, ended: event.type === 'InfoResourceClosed' };
      return { ...state, resources: { ...state.resources, [resourceId]: touched } };
    }
    default:
      return unreachable(event);
  }
};

// Decision

/** What the rules of a site look at. */
export interface SiteFacts<Cmd extends SiteCommand = SiteCommand> {
  readonly command: Cmd;
  readonly state: SiteState;
  readonly evidence: SiteEvidence;
  /** Day before which the act cannot be: of the latest act on the same thing. */
  readonly notBefore?: IsoDate;
}

const judged = <Facts extends SiteFacts>(
  facts: Facts,
  law: readonly Rule<SiteProfile, Facts>[],
  house: readonly Rule<unknown, Facts>[],
) =>
  examine(
    facts.evidence.profile,
    { law: [introducedAtSchool, ...law], house: [organisationKnown, notInFuture, inOrderOfTime, ...house] },
    facts,
    {},
  );

/** Keeps what one organisation shows of mentoring. */
export const site: Decider<SiteState, SiteCommand, SiteEvent, SiteEvidence> = {
  initial: { materials: {}, resources: {} },
  evolve,
  decide: (command, state, evidence) => {
    switch (command.type) {
      case 'OpenSiteSection': {
        if (state.section !== undefined) return sectionOpenAlready(command.data.organisationId);
        const facts = { command, state, evidence };
        const basis = judged(facts, [titleAsNamed], [titleGiven, addressOnWeb]);
        return isRefusal(basis) ? basis : [{ type: 'SiteSectionOpened', data: { ...command.data, basis } }];
      }
      case 'ChangeSiteSection': {
        const { section } = state;
        const facts = { command, state, evidence, ...after(section) };
        const basis = judged(facts, [sectionFirst, titleAsNamed], [titleGiven, addressOnWeb]);
        if (isRefusal(basis)) return basis;
        const { title, url } = command.data;
        return section?.title === title && section.url === url
          ? []
          : [{ type: 'SiteSectionChanged', data: { ...command.data, basis } }];
      }
      case 'PublishMaterial': {
        const { materialId } = command.data;
        if (state.materials[materialId] !== undefined) return shownAlready('material', materialId);
        const facts = { command, state, evidence, ...after(state.section, 'since') };
        const basis = judged(
          facts,
          [sectionFirst, rubricNamed, libraryKinds, boardNamesMentors],
          [titleGiven, addressOnWeb, namedAllAgreed],
        );
        return isRefusal(basis) ? basis : [{ type: 'MaterialPublished', data: { ...command.data, basis } }];
      }
      case 'UpdateMaterial':
      case 'WithdrawMaterial': {
        const { materialId } = command.data;
        const material = state.materials[materialId];
        if (material === undefined || material.ended) return notShown('material', materialId);
        const facts = { state, evidence, ...after(material) };
        if (command.type === 'WithdrawMaterial') {
          const basis = judged({ ...facts, command }, [], []);
          return isRefusal(basis) ? basis : [{ type: 'MaterialWithdrawn', data: { ...command.data, basis } }];
        }
        const basis = judged({ ...facts, command }, [], [titleGiven, addressOnWeb]);
        return isRefusal(basis) ? basis : [{ type: 'MaterialUpdated', data: { ...command.data, basis } }];
      }
      case 'OpenInfoResource': {
        const { resourceId } = command.data;
        if (state.resources[resourceId] !== undefined) return shownAlready('resource', resourceId);
        const basis = judged({ command, state, evidence }, [], [titleGiven, resourcePlaced]);
        return isRefusal(basis) ? basis : [{ type: 'InfoResourceOpened', data: { ...command.data, basis } }];
      }
      case 'UpdateInfoResource':
      case 'CloseInfoResource': {
        const { resourceId } = command.data;
        const resource = state.resources[resourceId];
        if (resource === undefined || resource.ended) return notShown('resource', resourceId);
        const basis = judged({ command, state, evidence, ...after(resource) }, [], []);
        if (isRefusal(basis)) return basis;
        const type = command.type === 'UpdateInfoResource' ? 'InfoResourceUpdated' : 'InfoResourceClosed';
        return [{ type, data: { ...command.data, basis } }];
      }
      default:
        return unreachable(command);
    }
  },
};

const after = (
  shown: Pick<Shown, 'since' | 'lastOn'> | undefined,
  day: 'since' | 'lastOn' = 'lastOn',
): { readonly notBefore?: IsoDate } => (shown === undefined ? {} : { notBefore: shown[day] });

const sectionOpenAlready = (organisationId: Uuid): Refusal =>
  refuse(
    'site-section-opened-once',
    fault(
      bilingual('Раздел сайта уже открыт', 'The section is open already'),
      bilingual('Измените его название или адрес', 'Change its title or address'),
      { kind: 'site-section', subject: organisationId },
    ),
  );
const shownAlready = (kind: 'material' | 'resource', subject: Uuid): Refusal =>
  refuse(
    'shown-once',
    fault(
      bilingual('Запись с таким номером уже есть', 'There is such a record already'),
      bilingual('Обновите её или выберите другой номер', 'Update it, or choose another id'),
      { kind, subject },
    ),
  );
const notShown = (kind: 'material' | 'resource', subject: Uuid): Refusal =>
  refuse(
    'shown-and-standing',
    fault(
      kind === 'material'
        ? bilingual('Такого материала на сайте нет', 'The site has no such material')
        : bilingual('Такого информационного ресурса нет', 'There is no such resource'),
      bilingual('Сначала разместите его', 'Publish it first'),
      { kind, subject },
    ),
  );
