/** The deadline radar of an organisation: facts of the read model, the regulations in force on the day, and the computation over both. */
import { Inject, Injectable } from '@nestjs/common';
import { type DeadlineLine, deadlinesOf, type Fact, Facts, type OrganisationType } from '@nastavnik/domain';
import { profileOf, type StreamReader, streamReader } from '@nastavnik/evidence';
import { addDays, type IsoDate, type Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { DeadlineFactsQuery } from '@nastavnik/read-models';

export interface RadarOrganisation {
  readonly organisationId: Uuid;
  readonly name: string;
  readonly level: 'SCHOOL' | 'MUNICIPALITY';
  /** Of a school. */
  readonly municipalityId?: Uuid;
  readonly type?: OrganisationType;
}
export interface Radar {
  readonly organisation: RadarOrganisation;
  /** The organisation itself and, of a municipality, its schools, by id. */
  readonly organisations: ReadonlyMap<Uuid, RadarOrganisation>;
  /** Of all of them, by last day. */
  readonly lines: readonly DeadlineLine[];
}

const byOrganisation = (facts: readonly Fact[]): ReadonlyMap<Uuid, readonly Fact[]> => {
  const grouped = new Map<Uuid, Fact[]>();
  for (const fact of facts) {
    const known = grouped.get(fact.organisationId);
    if (known === undefined) grouped.set(fact.organisationId, [fact]);
    else known.push(fact);
  }
  return grouped;
};

const organisationIn = (facts: readonly Fact[]): RadarOrganisation | undefined => {
  for (const { kind, organisationId, data } of facts) {
    if (kind === 'MunicipalityRegistered') return { organisationId, name: data.name, level: 'MUNICIPALITY' };
    if (kind === 'SchoolRegistered') {
      const { name, municipalityId, organisationType: type } = data;
      return { organisationId, name, level: 'SCHOOL', municipalityId, type };
    }
  }
  return undefined;
};

const byLastDay = (a: DeadlineLine, b: DeadlineLine): number =>
  a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1;

@Injectable()
export class DeadlineRadar {
  constructor(
    private readonly facts: DeadlineFactsQuery,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * What an organisation has to do, as of a day.
   * @param within days looked ahead
   * @param reader the log, as known now or then
   * @returns `undefined` for an organisation not registered by that day
   */
  async of(
    organisationId: Uuid,
    on: IsoDate,
    within: number,
    reader: StreamReader = streamReader(this.store),
  ): Promise<Radar | undefined> {
    const grouped = byOrganisation(await this.facts.find(organisationId, on));
    const known = new Map(
      [...grouped].flatMap(([id, facts]) => {
        const found = organisationIn(facts);
        return found === undefined ? [] : [[id, found] as const];
      }),
    );
    const organisation = known.get(organisationId);
    if (organisation === undefined) return undefined;
    const asked = [...known.values()].filter(
      (one) => one.organisationId === organisationId || one.municipalityId === organisationId,
    );
    const facts = new Map([...grouped].map(([id, own]) => [id, new Facts(own, on)]));
    const schools = asked.flatMap(({ organisationId: id, type }) =>
      type === undefined ? [] : [{ type, facts: facts.get(id)! }],
    );
    const lines = await Promise.all(
      asked.map(async ({ organisationId: id, level, type, municipalityId }) => {
        const { parameters } = await profileOf(reader, id, on);
        const own = facts.get(id)!;
        const adopted = [own, municipalityId === undefined ? undefined : facts.get(municipalityId)]
          .flatMap((one) => one?.of('RegulationAdopted')[0]?.on ?? [])
          .sort();
        return deadlinesOf({
          ...{ organisationId: id, level, on, horizon: addDays(on, within), parameters, facts: own },
          ...(type === undefined ? {} : { type }),
          since: own.of('MentoringIntroduced')[0]?.data.from ?? adopted[0],
          schools: level === 'MUNICIPALITY' ? schools : [],
        });
      }),
    );
    return {
      organisation,
      organisations: new Map(asked.map((one) => [one.organisationId, one])),
      lines: lines.flat().sort(byLastDay),
    };
  }
}
