/**
 * Reports as parcels: follows the log, hands every report that is sent over to a channel (the way to СМЭВ), and takes the answers that come
 * back as acts. Each step can be done twice: a parcel has the id of the event it comes from, an answer makes its own command id.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Pool } from 'pg';
import { v5 } from 'uuid';
import { CampaignAct } from '@nastavnik/commands';
import {
  ACKNOWLEDGEMENT_OUTCOMES,
  type AcknowledgementOutcome,
  type CampaignSent,
  domainCodec,
  MONITORING_RECIPIENTS,
  type MonitoringRecipient,
  streamOf,
} from '@nastavnik/domain';
import { monitoringReport, reportXml, sha256Of, streamReader } from '@nastavnik/evidence';
import { isIsoDate, isRefusal, type IsoDate, type Recorded, type Uuid } from '@nastavnik/kernel';
import {
  EVENT_STORE,
  type EventStore,
  RevisionConflict,
  type StoredEvent,
  toRecorded,
} from '@nastavnik/platform/event-store';
import type { Answer, ParcelChannel } from '@nastavnik/platform/exchange';
import { isUuid } from '@nastavnik/platform/http';
import { safeError } from '@nastavnik/platform/observability';
import { leading, POSTGRES } from '@nastavnik/platform/postgres';
import { writeSheet } from '@nastavnik/platform/sheets';
import { reportSheet } from './queries/campaign-report.controller';

const NAME = 'report-exchange';
/** Events of the log looked at for one step of the checkpoint. */
const STEP = 1_000;
/** Makes the id of the command out of the file: the same answer is the same command, whatever it is called. */
const COMMANDS = '5b0f3c1a-6a0e-5c0b-8f57-0d6b2f1f9a11';
const ACTOR = { id: NAME, role: 'integration' };
const SENT = domainCodec.encode({ type: 'CampaignSent', data: {} } as never).type;

export interface ExchangeSettings {
  readonly channel: ParcelChannel;
  readonly everyMs: number;
  /** The machine's by default. */
  readonly clock?: () => Date;
}
/** DI token of the settings; null where reports leave by no channel. */
export const EXCHANGE = Symbol('settings of the exchange of reports');

interface Acknowledgement {
  readonly campaignId: Uuid;
  readonly organisationId: Uuid;
  readonly recipient: MonitoringRecipient;
  readonly sha256: string;
  readonly effectiveOn: IsoDate;
  readonly outcome: AcknowledgementOutcome;
  readonly number?: string;
  readonly reason?: string;
}

const oneOf = <Code extends string>(codes: readonly Code[], text: string | undefined): Code | undefined =>
  codes.find((code) => code === text);

/** By `docs/schemas/report-acknowledgement-1.xsd`; `undefined` of what is not. A document type is refused unread: nothing is expanded. */
export const readAcknowledgement = (bytes: Buffer): Acknowledgement | undefined => {
  const text = bytes.toString('utf8');
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) return undefined;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    ignoreDeclaration: true,
  });
  let of: { readonly [name: string]: string | undefined } | string | undefined;
  try {
    ({ acknowledgement: of } = parser.parse(text) as { readonly acknowledgement?: typeof of });
  } catch {
    return undefined;
  }
  if (of === undefined || typeof of === 'string') return undefined;
  const { campaign, organisation, sha256, on, number, reason } = of;
  const recipient = oneOf(MONITORING_RECIPIENTS, of['recipient']);
  const outcome = oneOf(ACKNOWLEDGEMENT_OUTCOMES, of['outcome']);
  const whole =
    of['xmlns'] === 'urn:nastavnik:report:acknowledgement:1' &&
    /^[0-9a-f]{64}$/.test(sha256 ?? '') &&
    (number ?? '').length <= 100 &&
    (reason ?? '').length <= 1_000;
  return whole &&
    isUuid(campaign) &&
    isUuid(organisation) &&
    isIsoDate(on ?? '') &&
    recipient !== undefined &&
    outcome !== undefined
    ? {
        ...{ campaignId: campaign, organisationId: organisation, recipient, outcome },
        ...{ sha256: sha256 as string, effectiveOn: on as IsoDate },
        ...(number ? { number } : {}),
        ...(reason ? { reason } : {}),
      }
    : undefined;
};

@Injectable()
export class ReportExchange implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ReportExchange.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    @Inject(EXCHANGE) private readonly settings: ExchangeSettings | null,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(POSTGRES) private readonly pool: Pool,
    private readonly bus: CommandBus,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings !== null) this.running = this.run(this.settings, this.stopping.signal);
  }

  /** Lets the step at hand end. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Everything that has come back, then everything there is to hand over: a report that cannot leave keeps no answer waiting. */
  async round({ channel, clock = () => new Date() }: ExchangeSettings, signal?: AbortSignal): Promise<void> {
    for (const answer of await channel.answers()) {
      signal?.throwIfAborted();
      await this.take(channel, answer, clock());
    }
    await this.handOver(channel, signal);
  }

  private async handOver(channel: ParcelChannel, signal?: AbortSignal): Promise<void> {
    for (let after = await this.checkpoint(); ;) {
      signal?.throwIfAborted();
      const page = await this.store.readAll({ ...(after === undefined ? {} : { after }), maxCount: STEP });
      const last = page.at(-1);
      if (last === undefined) return;
      for (const stored of page) if (stored.type === SENT) await this.send(channel, stored);
      // A crash before this sends some again: their ids are the same.
      await this.pool.query(
        `insert into process_checkpoint (name, position) values ($1, $2)
         on conflict (name) do update set position = excluded.position`,
        [NAME, last.position.toString()],
      );
      after = last.position;
    }
  }

  /** @throws where the report is no longer the file that was sent: a person has to look */
  private async send(channel: ParcelChannel, stored: StoredEvent): Promise<void> {
    const { id, data } = toRecorded(domainCodec, stored) as Recorded<CampaignSent>;
    const { campaignId, organisationId, recipient, year, effectiveOn, file } = data;
    // Sent before reports were files.
    if (file === undefined) return;
    const report = monitoringReport(await streamReader(this.store).read(streamOf.campaign(campaignId)));
    const xml = Buffer.from(report === undefined ? '' : reportXml(report));
    if (report === undefined || sha256Of(xml) !== file.sha256) {
      throw new Error(`the report of ${stored.stream} is not the file that was sent`);
    }
    await channel.send({
      id,
      files: [
        { name: 'report.xml', bytes: xml },
        { name: 'report.xlsx', bytes: await writeSheet(reportSheet(report), 'xlsx') },
      ],
      about: { campaign: campaignId, organisation: organisationId, recipient, year, sentOn: effectiveOn },
    });
  }

  private async take(channel: ParcelChannel, { name, bytes }: Answer, at: Date): Promise<void> {
    const data = readAcknowledgement(bytes);
    if (data === undefined)
      return channel.settle(name, 'Файл не соответствует схеме report-acknowledgement-1.xsd');
    try {
      const outcome = await this.bus.execute(
        new CampaignAct({
          type: 'AcknowledgeReport',
          data,
          stamp: {
            ...{ recordedAt: at.toISOString(), actor: ACTOR },
            commandId: v5(sha256Of(bytes), COMMANDS),
          },
        }),
      );
      if (!isRefusal(outcome)) return await channel.settle(name);
      const why = outcome.reasons.map(({ message, next }) => `${message.ru}. ${next.ru}.`).join('\n');
      await channel.settle(name, why);
    } catch (error) {
      // Somebody acted on the campaign meanwhile: the next round asks again.
      if (!(error instanceof RevisionConflict)) throw error;
    }
  }

  private async checkpoint(): Promise<bigint | undefined> {
    const { rows } = await this.pool.query<{ position: string }>(
      'select position from process_checkpoint where name = $1',
      [NAME],
    );
    return rows[0] === undefined ? undefined : BigInt(rows[0].position);
  }

  private async run(settings: ExchangeSettings, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await leading(this.pool, `process:${NAME}`, signal, (held) => this.round(settings, held));
      } catch (error) {
        if (!signal.aborted) this.log.warn(`not every report was exchanged: ${safeError(error).message}`);
      }
      await delay(settings.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
