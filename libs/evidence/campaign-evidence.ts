/** What an organisation's monitoring is judged by: its order, whose schools it asks, its sets, and what the log says of who submits. */
import { fold, type IsoDate, type Uuid } from '@nastavnik/kernel';
import {
  adoptedSet,
  BUILT_IN_SETS,
  type CampaignCommand,
  type CampaignEvidence,
  type CampaignState,
  countsOf,
  type DomainEvents,
  indicators,
  type IndicatorSetDefinition,
  type IndicatorSetRef,
  type IndicatorsEvent,
  referencesOn,
  REGULATION_SETS,
  streamOf,
} from '@nastavnik/domain';
import { monitoringReport, reportXml, sha256Of } from './campaign-report';
import { citedOrder, ofOrganisation } from './evidence';
import { type Facts, schoolOf } from './facts';
import { countsFact } from './school-counts';
import type { StreamReader } from './stream-reader';

/** Sets and statistics of an organisation. */
export const indicatorsFact = async (reader: StreamReader, organisationId: Uuid) =>
  fold(
    indicators,
    (await reader.read(
      streamOf.indicators(organisationId),
    )) as readonly DomainEvents[] as readonly IndicatorsEvent[],
  );

/** A version of a set: built in, or adopted by the day by the organisation or its municipality. */
const setFact = async (
  reader: StreamReader,
  organisationId: Uuid,
  ref: IndicatorSetRef,
  on: IsoDate,
): Promise<IndicatorSetDefinition | undefined> => {
  const built = [...BUILT_IN_SETS, ...REGULATION_SETS].find(
    ({ code, version }) => code === ref.code && version === ref.version,
  );
  if (built !== undefined) return built;
  const known = await schoolOf(reader, organisationId);
  const owners = [organisationId, ...(known.stage === 'UNREGISTERED' ? [] : [known.municipalityId])];
  for (const owner of owners) {
    const found = adoptedSet(await indicatorsFact(reader, owner), ref, on);
    if (found !== undefined) return found;
  }
  return undefined;
};

const ofOpening = async ({ reader }: Facts, command: CampaignCommand) => {
  if (command.type !== 'OpenCampaign') return { municipalityOf: {} };
  const { organisationId, effectiveOn, schoolIds, sets = [] } = command.data;
  const [schools, found] = await Promise.all([
    Promise.all([...new Set(schoolIds)].map((id) => schoolOf(reader, id))),
    Promise.all(sets.map((ref) => setFact(reader, organisationId, ref, effectiveOn))),
  ]);
  return {
    municipalityOf: Object.fromEntries(
      schools.flatMap((school) =>
        school.stage === 'UNREGISTERED' ? [] : [[school.schoolId, school.municipalityId]],
      ),
    ),
    ...(sets.length === 0 ? {} : { sets: found.filter((set) => set !== undefined) }),
  };
};

/** Statistics of who acts; for a submission, what is counted for the school. */
const ofFigures = async (facts: Facts, { type, data }: CampaignCommand, state: CampaignState) => {
  if (state.stage === 'NONE') return {};
  const sets = state.indicatorSet.sets ?? [];
  if (sets.length === 0 || (type !== 'SubmitMonitoring' && type !== 'ConsolidateCampaign')) return {};
  const references = referencesOn(await indicatorsFact(facts.reader, data.organisationId), state.snapshotOn);
  if (type === 'ConsolidateCampaign') return { references };
  const terms = countsOf(sets.flatMap((set) => set.indicators));
  return { references, counts: await countsFact(facts, data.organisationId, state.snapshotOn, terms) };
};

/** The file that a sending sends: the same events give the same bytes whenever it is asked for. */
const ofSending = async ({ reader }: Facts, { type, data }: CampaignCommand) => {
  if (type !== 'SendCampaign') return {};
  const report = monitoringReport(await reader.read(streamOf.campaign(data.campaignId)));
  return report === undefined ? {} : { file: { sha256: sha256Of(reportXml(report)) } };
};

export const campaignEvidence = async (
  facts: Facts,
  command: CampaignCommand,
  state: CampaignState,
): Promise<CampaignEvidence> => {
  const [known, order, opening, figures, sending] = await Promise.all([
    ofOrganisation(facts, command),
    citedOrder(facts, command.data),
    ofOpening(facts, command),
    ofFigures(facts, command, state),
    ofSending(facts, command),
  ]);
  return { ...known, ...order, ...opening, ...figures, ...sending };
};
