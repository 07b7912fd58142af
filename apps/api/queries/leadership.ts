/** Answers about the leadership of an organisation, composed of its record and of the regulation in force. Pure. */
import {
  DOCUMENT_RU,
  type DocumentKind,
  DOCUMENTS_OF_ORDER,
  PROGRAMME_INDICATORS,
  type ProfileInForce,
  STAGE_RU,
} from '@nastavnik/domain';
import { citation, type ClauseRef, type IsoDate } from '@nastavnik/kernel';
import type { OrganisationRecord } from '@nastavnik/read-models';

type Parameters = ProfileInForce['parameters'];

/** Editions of a document, oldest first: orders of its kind count by themselves. */
const editionsOf = (record: OrganisationRecord, kind: DocumentKind) =>
  [
    ...record.documents.filter((one) => one.kind === kind).map(({ kind: _, ...edition }) => edition),
    ...record.orders
      .filter((order) => DOCUMENTS_OF_ORDER[order.kind]?.includes(kind))
      .map(({ orderId, number, on }) => ({ title: `Приказ № ${number}`, by: { orderId }, link: null, on })),
  ].sort((a, b) => (a.on < b.on ? -1 : 1));

const cited = (clauses: readonly ClauseRef[]) => clauses.map(citation);

/** S62-12-01..08, MR-ORG-01, SEV-IV-2: what the regulation requires of the organisation, there or missing, late or in time. */
export const documentsOf = (
  record: OrganisationRecord,
  { requiredDocuments, documentDeadlines }: Pick<Parameters, 'requiredDocuments' | 'documentDeadlines'>,
  on: IsoDate,
) => {
  const deadlines = documentDeadlines.value.filter(({ level }) => level === record.level);
  // What a municipal regulation requires it requires of schools; of the municipality itself, what it gives a day for.
  const required = new Set<DocumentKind>([
    ...(record.level === 'SCHOOL' || deadlines.length === 0 ? requiredDocuments.value : []),
    ...deadlines.map(({ kind }) => kind),
  ]);
  const others = [...record.documents.map(({ kind }) => kind)].filter((kind) => !required.has(kind));
  return [...required, ...new Set(others)].map((kind) => {
    const editions = editionsOf(record, kind);
    const due = deadlines.find((one) => one.kind === kind)?.by ?? null;
    const since = editions[0]?.on ?? null;
    return {
      kind,
      title: DOCUMENT_RU[kind],
      required: required.has(kind),
      there: since !== null,
      since,
      due,
      late: due !== null && (since ?? on) > due,
      editions,
    };
  });
};

interface WithProgramme {
  readonly type: OrganisationRecord['type'];
  readonly hasProgramme: boolean;
}
const percentOf = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((100 * part) / whole));

/** SEV-IV-4a..d: what the regulation wants of programmes in the year of the day, and whether it is reached. */
const programmeTargets = (
  schools: readonly WithProgramme[],
  { yearlyTargets }: Pick<Parameters, 'yearlyTargets'>,
  on: IsoDate,
) =>
  yearlyTargets.value.flatMap(({ year, indicator, value: target, unit }) => {
    const type = PROGRAMME_INDICATORS[indicator];
    if (type === undefined || year !== Number(on.slice(0, 4))) return [];
    const counted = schools.filter((school) => type === 'ALL' || school.type === type);
    const having = counted.filter(({ hasProgramme }) => hasProgramme).length;
    const actual = unit === 'PERCENT' ? percentOf(having, counted.length) : having;
    return [{ indicator, unit, target, actual, reached: actual >= target }];
  });

/** The list of one organisation and, of a municipality, who of its schools has what (SEV-IV-1), against the targets of the year. */
export const documentList = (
  own: OrganisationRecord,
  schools: readonly OrganisationRecord[],
  parameters: Parameters,
  on: IsoDate,
) => {
  const ofSchools = schools.map((school) => ({
    organisationId: school.organisationId,
    name: school.name,
    type: school.type,
    missing: documentsOf(school, parameters, on).flatMap(({ kind, required, there }) =>
      required && !there ? [kind] : [],
    ),
    hasProgramme: editionsOf(school, 'PROGRAMME').length > 0,
  }));
  const withProgramme = ofSchools.filter(({ hasProgramme }) => hasProgramme).length;
  return {
    organisationId: own.organisationId,
    on,
    clauses: cited([...parameters.requiredDocuments.clauses, ...parameters.documentDeadlines.clauses]),
    documents: documentsOf(own, parameters, on),
    ...(own.level === 'MUNICIPALITY'
      ? {
          schools: ofSchools,
          programmes: {
            organisations: schools.length,
            withProgramme,
            percent: percentOf(withProgramme, schools.length),
            clauses: cited(parameters.yearlyTargets.clauses),
            targets: programmeTargets(ofSchools, parameters, on),
          },
        }
      : {}),
  };
};

/** Stages, contours, working group and responsible persons (KIL-5.1, IZO-4-01..03, SEV-O-5, SEV-RM-P3a). */
export const leadershipOf = (
  own: OrganisationRecord,
  schools: readonly OrganisationRecord[],
  { stageModel, structure }: Pick<Parameters, 'stageModel' | 'structure'>,
  on: IsoDate,
) => {
  const of = (act: OrganisationRecord['acts'][number]['act']) =>
    own.acts.filter((one) => one.act === act).map(({ facts, on: since }) => ({ ...facts, since }));
  const turns = own.acts.filter(({ act }) => act === 'StageOpened' || act === 'StageClosed');
  const responsibles = of('ResponsibleAppointed') as readonly {
    readonly since: IsoDate;
    readonly body?: string;
    readonly renewBy?: IsoDate;
  }[];
  return {
    organisationId: own.organisationId,
    on,
    stages: stageModel.value.map((stage) => {
      const last = turns.findLast(({ facts }) => facts.stage === stage);
      const state = last === undefined ? 'NOT_OPENED' : last.act === 'StageOpened' ? 'OPEN' : 'CLOSED';
      return { stage, title: STAGE_RU[stage], state, since: last?.on ?? null };
    }),
    contours: {
      clauses: cited(structure.clauses),
      inner: schools
        .filter(
          ({ type }) =>
            structure.value === null || (type !== null && structure.value.organisations.includes(type)),
        )
        .map(({ organisationId, name, type }) => ({ organisationId, name, type })),
      outer: of('BodyNamed'),
      unnamed: (structure.value?.bodies ?? []).filter((body) =>
        own.acts.every((one) => one.act !== 'BodyNamed' || one.facts['body'] !== body),
      ),
    },
    workingGroup: of('WorkingGroupComposed').at(-1) ?? null,
    // The last one appointed in each body, or in the organisation itself, is in charge.
    responsibles: responsibles
      .filter((one, index) => responsibles.findLastIndex(({ body }) => body === one.body) === index)
      .map((one) => ({ ...one, renewalLate: one.renewBy !== undefined && one.renewBy < on })),
    actingHeads: of('ActingHeadAppointed'),
    actingHeadsReleased: of('ActingHeadReleased'),
    problemAnalyses: of('ProblemsAnalysed'),
    selections: of('ParticipantsSelected'),
  };
};

/** Work with others by level of the system (IZO-3.3-04), agreements with partners and help given. */
export const workWithOthers = (
  own: OrganisationRecord,
  { systemLevels }: Pick<Parameters, 'systemLevels'>,
  on: IsoDate,
) => {
  const of = (act: OrganisationRecord['acts'][number]['act']) =>
    own.acts.filter((one) => one.act === act).map(({ facts, on: since }) => ({ ...facts, on: since }));
  const interactions = of('InteractionRecorded') as readonly { readonly level?: string }[];
  return {
    organisationId: own.organisationId,
    on,
    levels: systemLevels.value.map((level) => ({
      level,
      interactions: interactions.filter((one) => one.level === level).length,
    })),
    interactions,
    partnerships: of('PartnershipConcluded'),
    support: of('SupportProvided'),
  };
};
