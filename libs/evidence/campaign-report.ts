/**
 * The report of a consolidated campaign as a file for whoever it is sent to: sums and what each school submitted, no person and no words.
 * The same events give the same bytes, so that the file can be asked for at any time and is the one that was sent.
 */
import { createHash } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import type {
  CampaignConsolidated,
  CampaignOpened,
  Computed,
  ComputedTotal,
  DomainEvents,
  Total,
} from '@nastavnik/domain';
import type { Recorded, Uuid } from '@nastavnik/kernel';
import { submissionIn } from './campaign-figures';

/** Namespace of the file, described by `docs/schemas/monitoring-report-1.xsd`. Another shape is another number. */
export const REPORT_NAMESPACE = 'urn:nastavnik:report:monitoring:1';

export interface MonitoringReport {
  readonly opened: CampaignOpened['data'];
  readonly consolidated: CampaignConsolidated['data'];
  /** Titles of indicators by their codes. */
  readonly titles: ReadonlyMap<string, string>;
  readonly schools: readonly {
    readonly schoolId: Uuid;
    readonly version: number;
    readonly computed: readonly Computed[];
  }[];
}

/** Out of the events of a campaign; `undefined` while it is not consolidated. */
export const monitoringReport = (events: readonly Recorded<DomainEvents>[]): MonitoringReport | undefined => {
  const opened = events.find((event) => event.type === 'CampaignOpened');
  const consolidated = events.find((event) => event.type === 'CampaignConsolidated');
  if (opened?.type !== 'CampaignOpened' || consolidated?.type !== 'CampaignConsolidated') return undefined;
  const { indicators, sets = [] } = opened.data.indicatorSet;
  return {
    opened: opened.data,
    consolidated: consolidated.data,
    titles: new Map(
      [...indicators, ...sets.flatMap((set) => set.indicators)].map(({ code, title }) => [code, title]),
    ),
    schools: consolidated.data.accepted.map(({ schoolId, version }) => ({
      ...{ schoolId, version },
      computed: submissionIn(events, schoolId, version)?.made.computed ?? [],
    })),
  };
};

/** Attributes of an element; what is absent is left out. */
const attributes = (of: { readonly [name: string]: string | number | boolean | null | undefined }) =>
  Object.fromEntries(
    Object.entries(of).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[`@${name}`, String(value)]],
    ),
  );

const computedElement = (one: Computed | ComputedTotal, titles: ReadonlyMap<string, string>) => ({
  ...attributes({
    ...{ indicator: one.indicator, title: titles.get(one.indicator) },
    ...{ schools: 'schools' in one ? one.schools : undefined },
    ...{ numerator: one.numerator, denominator: one.denominator, value: one.value },
    ...(one.noData === undefined ? {} : { noData: one.noData.why, about: one.noData.about }),
  }),
  ...('target' in one && one.target !== undefined
    ? { target: attributes({ atLeast: one.target.atLeast, met: one.target.met }) }
    : {}),
});
const totalElement = (one: Total, titles: ReadonlyMap<string, string>) => {
  const { value, target } = one;
  const { kind, ...numbers } = value;
  return {
    ...attributes({
      ...{ indicator: one.indicator, part: one.part, title: titles.get(one.indicator), schools: one.schools },
    }),
    ...(kind === 'LEVELS'
      ? {
          levels: {
            level: Object.entries(value.kind === 'LEVELS' ? value.count : {}).map(([code, count]) =>
              attributes({ code, count }),
            ),
          },
        }
      : { [kind.toLowerCase()]: attributes(numbers as { readonly [name: string]: string | number }) }),
    ...(target === undefined
      ? {}
      : { target: attributes({ atLeast: target.atLeastPercent, met: target.met }) }),
  };
};

/** UTF-8, by the schema of {@link REPORT_NAMESPACE}. */
export const reportXml = ({ opened, consolidated, titles, schools }: MonitoringReport): string => {
  const { sets = [] } = opened.indicatorSet;
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    monitoringReport: {
      ...attributes({
        ...{ xmlns: REPORT_NAMESPACE, campaign: opened.campaignId, organisation: opened.organisationId },
        ...{ kind: opened.kind, year: opened.year, snapshotOn: opened.snapshotOn },
        ...{ consolidatedOn: consolidated.effectiveOn, order: opened.orderId },
      }),
      set: sets.map(({ code, version }) => attributes({ code, version })),
      total: consolidated.totals.map((one) => totalElement(one, titles)),
      computed: (consolidated.computed ?? []).map((one) => computedElement(one, titles)),
      reference: (consolidated.references ?? []).map(({ reference: code, value, asOn, source }) =>
        attributes({ code, value, asOn, source }),
      ),
      school: [
        ...schools.map(({ schoolId, version, computed }) => ({
          ...attributes({ id: schoolId, version }),
          computed: computed.map((one) => computedElement(one, titles)),
        })),
        ...consolidated.missing.map((schoolId) => attributes({ id: schoolId })),
      ],
    },
  }) as string;
};

/** Lower-case hexadecimal. */
export const sha256Of = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
