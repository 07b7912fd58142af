/**
 * What came of the campaigns that an organisation leads or is asked by, for its reports (P3, P4, P6). A school sees its own submission
 * and the recommendations addressed to it; the rest of a municipality's campaign is not its own.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { CampaignAnalysed, CampaignKind, MonitoringRecipient, Total } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';

export interface CampaignResults {
  readonly campaignId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: CampaignKind;
  readonly year: number;
  readonly window: { readonly from: IsoDate; readonly until: IsoDate };
  readonly snapshotOn: IsoDate;
  readonly indicatorSetVersion: number;
  readonly schoolIds: readonly Uuid[];
  readonly submissions: readonly {
    readonly schoolId: Uuid;
    readonly status: 'SUBMITTED' | 'RETURNED' | 'ACCEPTED';
    readonly version: number;
    readonly submittedOn: IsoDate;
    readonly late: boolean;
  }[];
  readonly consolidatedOn: IsoDate | null;
  readonly totals: readonly Total[] | null;
  readonly analysis:
    | (Pick<
        CampaignAnalysed['data'],
        'deficits' | 'needs' | 'problemZones' | 'recommendations' | 'bestPractices'
      > & { readonly analysedOn: IsoDate })
    | null;
  readonly recipients: readonly {
    readonly recipient: MonitoringRecipient;
    readonly sentOn: IsoDate;
    readonly confirmedOn: IsoDate | null;
    readonly reference: string | null;
  }[];
}

const TEXT = `select jsonb_build_object('campaignId', r.id, 'organisationId', r.organisation_id, 'kind', r.kind, 'year', r.year,
    'window', jsonb_build_object('from', r.window_from, 'until', r.window_until), 'snapshotOn', r.snapshot_on,
    'indicatorSetVersion', r.indicator_set->'version', 'schoolIds', r.school_ids,
    'submissions', (select coalesce(jsonb_agg(jsonb_build_object('schoolId', s.key, 'status', s.value->-1->'status',
        'version', s.value->-1->'version', 'submittedOn', s.value->-1->'submittedOn', 'late', s.value->-1->'late') order by s.key), '[]')
      from jsonb_each(r.submissions) s),
    'consolidatedOn', r.consolidated_on, 'totals', r.totals, 'analysis', r.analysis, 'recipients', r.recipients) as campaign
  from campaign_register r where r.row_kind = 'CAMPAIGN' and r.opened_on <= $3 and r.window_until >= $2
    and (r.organisation_id = $1 or r.school_ids @> array[$1::text])
  order by r.window_until, r.id`;

/** The part of a municipality's campaign that belongs to a school. */
const ofSchool = (campaign: CampaignResults, schoolId: Uuid): CampaignResults => {
  if (campaign.organisationId === schoolId) return campaign;
  const recommendations = campaign.analysis?.recommendations.filter(
    ({ organisationId }) => organisationId === schoolId,
  );
  return {
    ...campaign,
    schoolIds: [schoolId],
    submissions: campaign.submissions.filter((one) => one.schoolId === schoolId),
    totals: null,
    analysis:
      campaign.analysis === null || recommendations === undefined
        ? null
        : {
            ...{ analysedOn: campaign.analysis.analysedOn, recommendations },
            ...{ deficits: [], needs: [], problemZones: [], bestPractices: [] },
          },
    recipients: [],
  };
};

@Injectable()
export class CampaignResultsQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** Campaigns whose window touches the period, both days included. */
  async find(
    organisationId: Uuid,
    period: { readonly from: IsoDate; readonly until: IsoDate },
  ): Promise<readonly CampaignResults[]> {
    const { rows } = await this.postgres.query<{ campaign: CampaignResults }>({
      name: 'campaign-results',
      text: TEXT,
      values: [organisationId, period.from, period.until],
    });
    return rows.map(({ campaign }) => ofSchool(campaign, organisationId));
  }
}
