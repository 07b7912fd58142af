/**
 * Reports as parcels: follows the log, hands every report that is sent over to a channel (the way to СМЭВ), and takes the answers that come
 * back as acts. Each step can be done twice: a parcel has the id of the event it comes from, an answer makes its own command id. A report
 * that cannot leave is set aside with the reason and tried again in every round: it keeps nobody else's waiting.
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
import type { Answer, Parcel, ParcelChannel } from '@nastavnik/platform/exchange';
import { isUuid } from '@nastavnik/platform/http';
import { type HealthSource, safeError } from '@nastavnik/platform/observability';
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
  /** The way to a recipient and back; each has its own. */
  readonly channelTo: (recipient: MonitoringRecipient) => ParcelChannel;
  readonly everyMs: number;
  /** The machine's by default. */
  readonly clock?: () => Date;
}
/** DI token of the settings; null where reports leave by no channel. */
export const EXCHANGE = Symbol('settings of the exchange of reports');

/** A report that did not leave. */
export interface SetAside {
  readonly eventId: Uuid;
  readonly stream: string;
  readonly recipient: MonitoringRecipient;
  readonly why: string;
  readonly since: Date;
}

/** The report is no longer, byte for byte, the file whose digest the event of its sending holds. */
class AnotherFile extends Error {
  constructor() {
    super('the report is not the file that was sent');
    this.name = 'AnotherFile';
  }
}

/** What stands in the way, in a word that anybody may read: the message of the system names places on its disk. */
const wordFor = (error: unknown): string =>
  (error as NodeJS.ErrnoException | undefined)?.code ?? safeError(error).message;

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

  /**
   * Everything that has come back, then what was set aside, then everything new: neither a report that cannot leave nor a recipient whose
   * folder is away keeps others waiting.
   * @throws AggregateError of the recipients whose answers could not be fetched, when all the rest has been done
   */
  async round(settings: ExchangeSettings, signal?: AbortSignal): Promise<void> {
    const { channelTo, clock = () => new Date() } = settings;
    const troubles: unknown[] = [];
    for (const recipient of MONITORING_RECIPIENTS) {
      const channel = channelTo(recipient);
      try {
        for (const answer of await channel.answers()) {
          signal?.throwIfAborted();
          await this.take(channel, recipient, answer, clock());
        }
      } catch (error) {
        signal?.throwIfAborted();
        troubles.push(error);
      }
    }
    await this.tryAgain(settings, signal);
    await this.handOver(settings, signal);
    if (troubles.length > 0) throw new AggregateError(troubles, 'not every answer was fetched');
  }

  /** Reports that did not leave, the longest waiting first. */
  async setAside(): Promise<readonly SetAside[]> {
    const { rows } = await this.pool.query<SetAside>(
      `select event_id as "eventId", stream, recipient, why, since from report_set_aside order by since, event_id`,
    );
    return rows;
  }

  /** What waits does not stop the API from serving: `ok` whatever the number. */
  readonly health: HealthSource = {
    name: NAME,
    check: async () => {
      const waiting = await this.setAside();
      return {
        ok: true,
        detail: {
          setAside: waiting.map(({ eventId, stream, recipient, why, since }) => ({
            ...{ parcel: eventId, stream, recipient, why, since: since.toISOString() },
          })),
        },
      };
    },
  };

  private async tryAgain(settings: ExchangeSettings, signal?: AbortSignal): Promise<void> {
    for (const { eventId, stream } of await this.setAside()) {
      signal?.throwIfAborted();
      const stored = (await this.store.readStream(stream)).find(({ id }) => id === eventId);
      if (stored !== undefined) await this.sendOrSetAside(settings, stored);
    }
  }

  private async handOver(settings: ExchangeSettings, signal?: AbortSignal): Promise<void> {
    for (let after = await this.checkpoint(); ;) {
      signal?.throwIfAborted();
      const page = await this.store.readAll({ ...(after === undefined ? {} : { after }), maxCount: STEP });
      const last = page.at(-1);
      if (last === undefined) return;
      for (const stored of page) if (stored.type === SENT) await this.sendOrSetAside(settings, stored);
      // A crash before this sends some again: their ids are the same.
      await this.pool.query(
        `insert into process_checkpoint (name, position) values ($1, $2)
         on conflict (name) do update set position = excluded.position`,
        [NAME, last.position.toString()],
      );
      after = last.position;
    }
  }

  /** @throws where the log or PostgreSQL is away: then nothing is known of the report itself */
  private async sendOrSetAside({ channelTo }: ExchangeSettings, stored: StoredEvent): Promise<void> {
    const { id, data } = toRecorded(domainCodec, stored) as Recorded<CampaignSent>;
    const { campaignId, recipient } = data;
    // Sent before reports were files.
    if (data.file === undefined) return;
    const events = await streamReader(this.store).read(streamOf.campaign(campaignId));
    try {
      await channelTo(recipient).send(await this.parcel(id, data, monitoringReport(events)));
      await this.pool.query('delete from report_set_aside where event_id = $1', [id]);
    } catch (error) {
      const why = wordFor(error);
      const { rowCount } = await this.pool.query(
        `insert into report_set_aside as kept (event_id, stream, recipient, why) values ($1, $2, $3, $4)
         on conflict (event_id) do update set why = excluded.why where kept.why <> excluded.why`,
        [id, stored.stream, recipient, why],
      );
      // Said when it begins or changes, not in every round.
      if (rowCount !== 0)
        this.log.warn(`the report of ${stored.stream} for ${recipient} is set aside: ${why}`);
    }
  }

  /** @throws AnotherFile where the report is no longer the file that was sent: a person has to look */
  private async parcel(
    id: Uuid,
    { campaignId, organisationId, recipient, year, effectiveOn, file }: CampaignSent['data'],
    report: ReturnType<typeof monitoringReport>,
  ): Promise<Parcel> {
    if (report === undefined) throw new AnotherFile();
    const xml = Buffer.from(reportXml(report));
    if (sha256Of(xml) !== file?.sha256) throw new AnotherFile();
    return {
      id,
      files: [
        { name: 'report.xml', bytes: xml },
        { name: 'report.xlsx', bytes: await writeSheet(reportSheet(report), 'xlsx') },
      ],
      about: { campaign: campaignId, organisation: organisationId, recipient, year, sentOn: effectiveOn },
    };
  }

  private async take(
    channel: ParcelChannel,
    from: MonitoringRecipient,
    { name, bytes }: Answer,
    at: Date,
  ): Promise<void> {
    const data = readAcknowledgement(bytes);
    if (data === undefined)
      return channel.settle(name, 'Файл не соответствует схеме report-acknowledgement-1.xsd');
    if (data.recipient !== from)
      return channel.settle(name, `Ответ от имени ${data.recipient} пришёл не из его папки`);
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
