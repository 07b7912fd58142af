/** Duties to which the regulation gives a day of their own (`datedDuties`): which acts settle each. */
import type { IsoDate } from '@nastavnik/kernel';
import {
  DATED_DUTIES,
  DATED_DUTY_RU,
  sameDayLater,
  type DatedDuty,
  type DatedDutyCode,
} from '../../vocabulary';
import { type Cadence, cited, type Due, firstSince, type Scene, type Settlement, stated } from '../cadence';
import type { Fact, Facts } from '../facts';
import { DOCUMENT_SETTLEMENT, documentActs } from './bases';

interface DutyRule {
  readonly clauses: readonly string[];
  readonly settledBy: readonly Settlement[];
  /** What is found done from a day on, or by the day: the act that made it whole. */
  readonly done: (facts: Facts, from: IsoDate, scene: Scene) => Fact | undefined;
  /** Days the organisation sets where no document of the five does. */
}

const organisation = '/v1/organisations/{organisationId}';
const by = (act: string, path: string): Settlement => ({ act, route: `POST ${organisation}/${path}` });

/** The later of two acts, when both have been done: what needs both is done with the second. */
const both = (a: Fact | undefined, b: Fact | undefined): Fact | undefined =>
  a === undefined || b === undefined ? undefined : a.on < b.on ? b : a;

const consolidated = by('CampaignConsolidated', 'campaigns/{campaignId}/consolidation');
const materials = by('MaterialPublished', 'site-materials');

const RULES: { readonly [Code in DatedDutyCode]: DutyRule } = {
  PROGRAMME_AND_ROADMAP: {
    clauses: ['SEV-RM-P1', 'SEV-RM-P2'],
    settledBy: DOCUMENT_SETTLEMENT,
    done: (facts, from) =>
      both(
        firstSince(documentActs(facts, ['PROGRAMME']), from),
        firstSince(documentActs(facts, ['ROADMAP']), from),
      ),
  },
  RESPONSIBLE: {
    clauses: ['SEV-RM-P3a', 'SEV-RM-P3b'],
    settledBy: [by('ResponsibleAppointed', 'responsibles')],
    done: (facts, from) => firstSince(facts.of('ResponsibleAppointed'), from),
  },
  INFORMATION_RESOURCE: {
    clauses: ['SEV-RM-P4a', 'SEV-RM-P4b'],
    settledBy: [by('InfoResourceOpened', 'info-resources'), by('SiteSectionOpened', 'site-section')],
    done: (facts, from) => firstSince(facts.of('InfoResourceOpened', 'SiteSectionOpened'), from),
  },
  MATERIALS: {
    clauses: ['SEV-RM-P5', 'SEV-RM-M9'],
    settledBy: [materials],
    done: (facts, from) => firstSince(facts.of('MaterialPublished'), from),
  },
  PARTNERSHIPS: {
    clauses: ['SEV-RM-M3'],
    settledBy: [
      by('PartnershipConcluded', 'partnerships'),
      { act: 'AgreementConcluded', route: 'POST /v1/schools/{schoolId}/agreements' },
    ],
    done: (facts, from) => firstSince(facts.of('PartnershipConcluded', 'AgreementConcluded'), from),
  },
  JOINT_WORK: {
    clauses: ['SEV-RM-M5'],
    settledBy: [{ act: 'PairFixed', route: 'POST /v1/schools/{schoolId}/orders' }],
    done: (facts, from) => firstSince(facts.of('PairFixed'), from),
  },
  CONTESTS: {
    clauses: ['SEV-IV-10'],
    settledBy: [by('ActivityHeld', 'activities/{activityId}/holding')],
    // Each contest that the regulation names; the last of them settles.
    done: (facts, from, { parameters: { contests } }) => {
      const titles = new Map(facts.of('ActivityPlanned').map(({ data }) => [data.activityId, data.title]));
      const held = contests.value.map(({ name }) =>
        facts
          .of('ActivityHeld')
          .find(
            ({ on, data }) => on >= from && data.kind === 'CONTEST' && titles.get(data.activityId) === name,
          ),
      );
      return held.reduce(both, held[0]);
    },
  },
  DOCUMENTS_IMPROVED: {
    clauses: ['SEV-IV-2'],
    settledBy: DOCUMENT_SETTLEMENT,
    done: (facts, from) =>
      firstSince(documentActs(facts, ['PROGRAMME', 'ROADMAP', 'REGULATION', 'LOCAL_ACT']), from),
  },
  SITE_SECTION: {
    clauses: ['SEV-IV-5a', 'SEV-IV-5b'],
    settledBy: [by('SiteSectionOpened', 'site-section')],
    done: (facts, from) => firstSince(facts.of('SiteSectionOpened'), from),
  },
  EXPERT_BASE_FORM: {
    clauses: ['SEV-IV-7a'],
    settledBy: [by('ExpertBaseFormApproved', 'expert-base-forms')],
    done: (facts, from) => firstSince(facts.of('ExpertBaseFormApproved'), from),
  },
  EXPERT_BASE_UPDATED: {
    clauses: ['SEV-IV-7b'],
    settledBy: [
      {
        act: 'ExpertEntryUpdated',
        route: 'PUT /v1/schools/{schoolId}/participants/{participantId}/expert-entry',
      },
      {
        act: 'ListedAsExpert',
        route: 'POST /v1/schools/{schoolId}/participants/{participantId}/expert-entry',
      },
    ],
    done: (facts, from) => firstSince(facts.of('ListedAsExpert', 'ExpertEntryUpdated'), from),
  },
  COURSE_PROGRAMME: {
    clauses: ['SEV-IV-9a', 'SEV-IV-9c'],
    settledBy: [by('ActivityProgrammeSet', 'activities/{activityId}/programme')],
    done: (facts, from) => {
      const courses = new Set(
        facts
          .of('ActivityPlanned')
          .flatMap(({ data }) => (data.kind === 'CPD_COURSE' ? [data.activityId] : [])),
      );
      return facts
        .of('ActivityProgrammeSet')
        .find(({ on, data }) => on >= from && courses.has(data.activityId));
    },
  },
  COURSES: {
    clauses: ['SEV-IV-9b', 'SEV-IV-9c'],
    settledBy: [by('ActivityHeld', 'activities/{activityId}/holding')],
    done: (facts, from) =>
      facts.of('ActivityHeld').find(({ on, data }) => on >= from && data.kind === 'CPD_COURSE'),
  },
  FREE_MATERIALS: {
    clauses: ['SEV-RM-F5a', 'SEV-RM-F5b'],
    settledBy: [materials],
    done: (facts, from) =>
      facts.of('MaterialPublished', 'MaterialUpdated').find(({ on, data }) => on >= from && data.freeAccess),
  },
  FINAL_ANALYSIS: {
    clauses: ['SEV-RM-F2'],
    settledBy: [by('CampaignAnalysed', 'campaigns/{campaignId}/analysis')],
    done: (facts, from) => {
      const final = new Set(
        facts.of('CampaignOpened').flatMap(({ data }) => (data.kind === 'FINAL' ? [data.campaignId] : [])),
      );
      return facts.of('CampaignAnalysed').find(({ on, data }) => on >= from && final.has(data.campaignId));
    },
  },
  BEST_PRACTICES: {
    clauses: ['SEV-RM-F3'],
    settledBy: [by('PracticePublished', 'practices/{practiceId}/publication')],
    done: (facts, from) => {
      const collections = new Set(
        facts
          .of('PracticeSubmitted')
          .flatMap(({ data }) => (data.kind === 'ELECTRONIC_COLLECTION' ? [data.practiceId] : [])),
      );
      return facts
        .of('PracticePublished')
        .find(({ on, data }) => on >= from && collections.has(data.practiceId));
    },
  },
  FINAL_CONFERENCE: {
    clauses: ['SEV-RM-F4'],
    settledBy: [by('ActivityHeld', 'activities/{activityId}/holding')],
    done: (facts, from) =>
      facts.of('ActivityHeld').find(({ on, data }) => on >= from && data.kind === 'CONFERENCE'),
  },
  RESULTS_SENT: {
    clauses: ['IZO-4.1-07'],
    settledBy: [by('CampaignSent', 'campaigns/{campaignId}/sendings')],
    done: (facts, from) => firstSince(facts.of('CampaignSent'), from),
  },
  RESULTS_COLLECTED: {
    clauses: ['IZO-4.3-03'],
    settledBy: [consolidated],
    done: (facts, from) => firstSince(facts.of('CampaignConsolidated'), from),
  },
  INTERNAL_MONITORING: {
    clauses: ['IZO-4.1-08'],
    settledBy: [consolidated],
    done: (facts, from) => firstSince(facts.of('CampaignConsolidated'), from),
  },
  FINAL_REPORT: {
    clauses: ['MR-CUR-03', 'KIL-6.4.1-07'],
    settledBy: [by('CampaignAnalysed', 'campaigns/{campaignId}/analysis')],
    done: (facts, from) => firstSince(facts.of('CampaignAnalysed'), from),
  },
};

/** The terms of a duty with the first day on which an act counts for each: the day after the term before. */
const termsOf = ({
  from,
  by: first,
  everyMonths,
  until,
}: DatedDuty): readonly { from: IsoDate; due: IsoDate }[] => {
  const terms = [{ from: from ?? '', due: first }];
  if (everyMonths === null || until === null) return terms;
  for (let again = 1; ; again += 1) {
    const due = sameDayLater(first, everyMonths * again);
    const opens = from === null ? terms.at(-1)!.due : sameDayLater(from, everyMonths * again);
    // A last round that is cut short by the end is due by the end.
    if (opens >= until) return terms;
    terms.push({ from: opens, due: due < until ? due : until });
  }
};

const cadenceOf = (code: DatedDutyCode): Cadence => {
  const { clauses, settledBy, done } = RULES[code];
  return {
    ...{ id: code.toLowerCase().replaceAll('_', '-'), title: DATED_DUTY_RU[code], clauses, settledBy },
    levels: ['SCHOOL', 'MUNICIPALITY'],
    given: code === 'CONTESTS' ? ['datedDuties', 'contests'] : ['datedDuties'],
    terms: (scene): readonly Due[] => {
      const { datedDuties } = scene.parameters;
      if (!stated(datedDuties)) return [];
      return datedDuties.value
        .filter(
          ({ duty, level, types }) =>
            duty === code &&
            level === scene.level &&
            (types.length === 0 || (scene.type !== undefined && types.includes(scene.type))),
        )
        .flatMap((duty) =>
          termsOf(duty).map(({ from, due }) => ({
            key: due,
            due,
            clauses: cited(datedDuties, duty.clause === null ? clauses : [duty.clause]),
            settledBy: done(scene.facts, from, scene),
          })),
        );
    },
  };
};

export const DUTY_CADENCES: readonly Cadence[] = DATED_DUTIES.map(cadenceOf);
