/** Every register under its name: what can be listed, searched and taken as a file. A new one is one definition. */
import { Injectable } from '@nestjs/common';
import { profileOf } from '@nastavnik/evidence';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { problems } from '@nastavnik/platform/http';
import {
  ActivityRegisterQuery,
  AgreementRegisterQuery,
  AppealRegisterQuery,
  AwardRegisterQuery,
  ConsentRegisterQuery,
  CouncilRegisterQuery,
  ExpertRegisterQuery,
  LeadershipQuery,
  MenteeRegisterQuery,
  MentorRegisterQuery,
  OrderRegisterQuery,
  OrganisationRegisterQuery,
  PairRegisterQuery,
  PracticeRegisterQuery,
  parse,
  RoadmapControlQuery,
  type RoadmapLine,
  SiteMaterialsQuery,
  SiteRegisterQuery,
} from '@nastavnik/read-models';
import { documentsOf } from '../leadership';
import { Reading } from '../reading';
import { bankRegisters } from './banks';
import type { RegisterDefinition } from './definition';
import { type RequiredEntry, paperRegisters } from './papers';
import { participantRegisters } from './participants';
import { requiredRegistersOf } from './required';

@Injectable()
export class RegisterCatalogue {
  readonly registers: readonly RegisterDefinition<unknown>[];

  constructor(
    private readonly mentees: MenteeRegisterQuery,
    private readonly mentors: MentorRegisterQuery,
    private readonly practices: PracticeRegisterQuery,
    private readonly experts: ExpertRegisterQuery,
    private readonly organisations: OrganisationRegisterQuery,
    private readonly leadership: LeadershipQuery,
    private readonly roadmaps: RoadmapControlQuery,
    pairs: PairRegisterQuery,
    consents: ConsentRegisterQuery,
    agreements: AgreementRegisterQuery,
    orders: OrderRegisterQuery,
    awards: AwardRegisterQuery,
    activities: ActivityRegisterQuery,
    appeals: AppealRegisterQuery,
    councils: CouncilRegisterQuery,
    sites: SiteRegisterQuery,
    materials: SiteMaterialsQuery,
    private readonly reading: Reading,
  ) {
    this.registers = [
      ...participantRegisters(mentees, mentors),
      ...paperRegisters({
        ...{ pairs, consents, agreements, orders, organisations },
        documents: (ids, on) => this.documents(ids, on),
      }),
      ...bankRegisters({
        ...{ practices, experts, awards, activities, appeals, councils, sites, materials },
        roadmap: (ids, on) => this.roadmap(ids, on),
      }),
    ];
  }

  /** @throws Problem 404 for a name that no register has */
  named(name: string): RegisterDefinition<unknown> {
    const found = this.registers.find((one) => one.name === name);
    if (found === undefined) {
      throw problems.notFound({ ru: 'Такого реестра нет.', en: 'There is no such register.' });
    }
    return found;
  }

  /** R6, `requiredDocuments` and `requiredRegisters` of each regulation: what there is of them, and what is missing. */
  private async documents(ids: readonly Uuid[], on: IsoDate): Promise<readonly RequiredEntry[]> {
    const lists = await Promise.all(
      ids.map(async (organisationId): Promise<readonly RequiredEntry[]> => {
        const [found, { parameters }] = await Promise.all([
          this.leadership.find(organisationId, on),
          profileOf(this.reading.log(), organisationId, on),
        ]);
        if (found === undefined) return [];
        const registers = await requiredRegistersOf(parameters, found.own.level, (kind) =>
          this.filled(kind, organisationId),
        );
        const clauses = registers.documentClauses;
        return [
          ...documentsOf(found.own, parameters, on).map(
            ({ kind, title, required, there, since, due, late }): RequiredEntry => ({
              ...{ organisationId, kind, title, required, there, since, due, late },
              clauses: required ? clauses : [],
            }),
          ),
          ...registers.items.map(({ title, there, clauses: cited }): RequiredEntry => ({
            ...{ organisationId, kind: 'REGISTER', title, required: true, there, clauses: cited },
            ...{ since: null, due: null, late: false },
          })),
        ];
      }),
    );
    return lists.flat();
  }

  /** Whether a register that a regulation names has an entry. */
  async filled(kind: RegisterKind, organisationId: Uuid): Promise<boolean> {
    const within = await this.organisations.within(organisationId);
    const [schoolId, limit] = [within, 1];
    const some = async (page: Promise<string>): Promise<boolean> =>
      parse<{ items: readonly unknown[] }>(await page).items.length > 0;
    switch (kind) {
      case 'MENTEES':
        return some(this.mentees.find({ schoolId, limit }));
      case 'MENTORS':
        return some(this.mentors.find({ schoolId, limit }));
      case 'PARTICIPANTS':
        return (
          (await some(this.mentees.find({ schoolId, limit }))) &&
          (await some(this.mentors.find({ schoolId, limit })))
        );
      case 'PROGRAMMES':
        return some(this.practices.find({ organisationId: within, kind: 'PROGRAMME', limit }));
      case 'PRACTICES':
        return some(this.practices.find({ organisationId: within, kind: 'PRACTICE', limit }));
      case 'MENTOR_EXPERTS':
        return some(this.experts.find({ organisationId: within, limit }));
      case 'MUNICIPAL_CURATORS_AND_MENTORS': {
        const { items } = parse(await this.organisations.find({ organisationId: within }));
        return items.some(({ curators }) => curators.length > 0);
      }
    }
  }

  private async roadmap(ids: readonly Uuid[], on: IsoDate): Promise<readonly RoadmapLine[]> {
    // A municipality answers with the terms of its schools; each line once.
    const lines = new Map<string, RoadmapLine>();
    for (const organisationId of ids) {
      const found = await this.roadmaps.find({ organisationId, on });
      for (const line of found === undefined ? [] : parse(found).lines) {
        lines.set([line.organisationId, line.roadmapId, line.itemId, line.due].join(), line);
      }
    }
    return [...lines.values()];
  }
}
type RegisterKind = Parameters<Parameters<typeof requiredRegistersOf>[2]>[0];
