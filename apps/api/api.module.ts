/** The HTTP API: commands by aggregate, queries by read model. Wiring only. */
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';
import { COMMAND_MIGRATIONS, CommandsModule, EffectsProcess } from '@nastavnik/commands';
import type { DomainEvents } from '@nastavnik/domain';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { FeedTokens, feedTokenMigrations } from '@nastavnik/platform/feed-tokens';
import {
  AccessGuard,
  AccessRefusal1764000002000,
  AccessRefusals,
  type IdentityConfig,
  POLICY,
  TARGET_RESOLVER,
  TokenVerifier,
} from '@nastavnik/platform/identity';
import {
  answering,
  createMetrics,
  HEALTH_SOURCES,
  type HealthSource,
  METRICS,
} from '@nastavnik/platform/observability';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { Freshness, TimeTravel, RebuildRequests } from '@nastavnik/platform/projections';
import { Vault, vaultMigrations } from '@nastavnik/platform/vault';
import { webhookMigrations, type Webhooks } from '@nastavnik/platform/webhooks';
import { EventIndexQuery, readModelQueries, readModels } from '@nastavnik/read-models';
import { AccessController } from './access.controller';
import { Acting } from './commands/acting';
import { ActivityController } from './commands/activity.controller';
import { AgreementController } from './commands/agreement.controller';
import { AppealController } from './commands/appeal.controller';
import { AuditController } from './commands/audit.controller';
import { AwardController } from './commands/award.controller';
import { CampaignController } from './commands/campaign.controller';
import { ConsentController } from './commands/consent.controller';
import { DataDutiesController } from './commands/data-duties.controller';
import { CouncilController } from './commands/council.controller';
import { GovernanceController } from './commands/governance.controller';
import { IndicatorsController } from './commands/indicators.controller';
import { MunicipalityController } from './commands/municipality.controller';
import { OrderController } from './commands/order.controller';
import { ExpertController } from './commands/expert.controller';
import { DevelopmentController } from './commands/development.controller';
import { PairProgrammeController } from './commands/pair-programme.controller';
import { PairController } from './commands/pair.controller';
import { PersonalDataController } from './commands/personal-data.controller';
import { ParticipantController } from './commands/participant.controller';
import { PracticeController } from './commands/practice.controller';
import { RegulationController } from './commands/regulation.controller';
import { RoadmapController } from './commands/roadmap.controller';
import { SchoolController } from './commands/school.controller';
import { SiteController } from './commands/site.controller';
import { SchoolDirectory } from './directory';
import { MasterKeyChange } from './master-key-change';
import { PersonalData } from './personal-data';
import { ImportChecking } from './imports/checking';
import { ImportJob1764000003000 } from './imports/import.migration';
import { ImportProcess } from './imports/import-process';
import { ImportsController } from './imports/imports.controller';
import { DocumentsController } from './documents/documents.controller';
import { OperationsController } from './operations.controller';
import { policy } from './policy';
import { DeadlineReminders, type ReminderSettings, REMINDERS } from './reminders';
import { EXCHANGE, type ExchangeSettings, ReportExchange } from './report-exchange';
import { ReportSetAside1764000004000 } from './report-set-aside.migration';
import { RebuildsController } from './rebuilds.controller';
import { ReceiversController, WEBHOOKS } from './receivers.controller';
import { ConditionalAnswers } from './queries/conditional';
import { FeedController, SOURCE } from './queries/feed.controller';
import { ConsentQueriesController } from './queries/consents.controller';
import { DeadlinesController } from './queries/deadlines.controller';
import { LogTail } from './queries/log-tail';
import { OrganisationQueriesController } from './queries/organisation.controller';
import { ActivityQueriesController } from './queries/activities.controller';
import { OrganisationRegistersController } from './queries/organisation-registers.controller';
import { BodiesQueriesController } from './queries/bodies.controller';
import { DossierController } from './queries/dossier.controller';
import { LogProofs } from './queries/log-proofs';
import { CampaignReportController } from './queries/campaign-report.controller';
import { CampaignQueriesController } from './queries/campaigns.controller';
import { PersonalDataQueriesController } from './queries/personal-data.controller';
import { ComplianceController } from './queries/compliance.controller';
import { HistoryController } from './queries/history.controller';
import { PairQueriesController } from './queries/pairs.controller';
import { DeadlineRadar } from './queries/radar';
import { indexedStreams } from './queries/organisation-streams';
import { PastEvents, timeTravel } from './queries/past';
import { Reading } from './queries/reading';
import { RegistersController } from './queries/registers.controller';
import { RegisterCatalogue } from './queries/registers/catalogue';
import { RegisterController } from './queries/registers/register.controller';
import { RegisterReading } from './queries/registers/register-reading';
import { ReportsController } from './queries/reports.controller';
import { RegulationQueriesController } from './queries/regulation.controller';
import { SubmissionFiguresController } from './queries/submission-figures.controller';
import { SummaryController } from './queries/summary.controller';
import { TransparencyController } from './queries/transparency.controller';

/** Connected resources; whoever connected them closes them, after the application. */
export interface ApiParts {
  readonly eventStore: EventStore;
  readonly postgres: Pool;
  readonly vault: Vault;
  readonly identity: IdentityConfig;
  /** URI of this installation, `source` of its public events: the publisher's own. */
  readonly source: string;
  /** Over the same PostgreSQL. */
  readonly webhooks: Webhooks;
  /** How often deadlines are reminded of; never where absent. */
  readonly reminders?: ReminderSettings;
  /** By which channel reports leave and answers come back; by none where absent. */
  readonly exchange?: ExchangeSettings;
  /** Registry shown at `/metrics`; one of its own when absent. */
  readonly metrics?: Registry;
  /** Further parts that `/health/ready` asks. */
  readonly health?: readonly HealthSource[];
}

export const API_CONTROLLERS = [
  MunicipalityController,
  SchoolController,
  RegulationController,
  OrderController,
  ParticipantController,
  PersonalDataController,
  ConsentController,
  DataDutiesController,
  AgreementController,
  AppealController,
  AuditController,
  AwardController,
  CouncilController,
  ActivityController,
  CampaignController,
  IndicatorsController,
  PairController,
  PracticeController,
  SiteController,
  ExpertController,
  GovernanceController,
  RoadmapController,
  PairProgrammeController,
  DevelopmentController,
  RegistersController,
  ActivityQueriesController,
  OrganisationRegistersController,
  BodiesQueriesController,
  CampaignQueriesController,
  SubmissionFiguresController,
  CampaignReportController,
  PairQueriesController,
  HistoryController,
  ComplianceController,
  DossierController,
  PersonalDataQueriesController,
  TransparencyController,
  SummaryController,
  RegulationQueriesController,
  RegisterController,
  ImportsController,
  DocumentsController,
  FeedController,
  OrganisationQueriesController,
  DeadlinesController,
  ConsentQueriesController,
  ReportsController,
  ReceiversController,
  RebuildsController,
  OperationsController,
  AccessController,
];

/** Tables that the API writes. Those it reads are the projector's to make. */
export const API_MIGRATIONS = [
  ...vaultMigrations,
  ...COMMAND_MIGRATIONS,
  ...webhookMigrations,
  ...feedTokenMigrations,
  AccessRefusal1764000002000,
  ImportJob1764000003000,
  ReportSetAside1764000004000,
];

const healthSources = (
  parts: ApiParts,
  reading: Reading,
  effects: EffectsProcess,
  masterKeys: MasterKeyChange,
  exchange: ReportExchange,
): readonly HealthSource[] => [
  masterKeys.health,
  ...(parts.exchange === undefined ? [] : [exchange.health]),
  answering('event-store', () => parts.eventStore.ping()),
  answering('postgres', () => parts.postgres.query('select 1')),
  ...readModels.map(({ name }): HealthSource => ({
    name: `read-model:${name}`,
    check: async () => {
      const [head, position] = await Promise.all([parts.eventStore.lastPosition(), reading.position(name)]);
      const lag = head === undefined || head <= position ? 0n : head - position;
      // Behind is for the reader to judge; not begun while there is something to read is a fault.
      return {
        ok: head === undefined || position >= 0n,
        detail: { position: position.toString(), head: head?.toString() ?? null, lag: lag.toString() },
      };
    },
  })),
  {
    name: 'effects',
    check: async () => {
      const { state, position, trouble } = effects.status();
      return {
        ok: state !== 'stopped',
        detail: {
          state,
          position: position?.toString() ?? null,
          ...(trouble === undefined ? {} : { trouble }),
        },
      };
    },
  },
  ...(parts.health ?? []),
];

@Module({})
export class ApiModule {
  /** Run {@link API_MIGRATIONS} and those of projections and read models before. */
  static register(parts: ApiParts): DynamicModule {
    const freshness = new Freshness(parts.postgres);
    const streamsOf = indexedStreams(parts.eventStore, new EventIndexQuery(parts.postgres), freshness);
    return {
      module: ApiModule,
      imports: [CommandsModule.register({ ...parts, streamsOf })],
      controllers: API_CONTROLLERS,
      providers: [
        { provide: EVENT_STORE, useValue: parts.eventStore },
        { provide: POSTGRES, useValue: parts.postgres },
        { provide: Vault, useValue: parts.vault },
        { provide: POLICY, useValue: policy },
        { provide: TokenVerifier, useFactory: () => new TokenVerifier(parts.identity) },
        SchoolDirectory,
        PersonalData,
        MasterKeyChange,
        { provide: TARGET_RESOLVER, useExisting: SchoolDirectory },
        AccessRefusals,
        { provide: RebuildRequests, useFactory: () => new RebuildRequests(parts.postgres) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: ConditionalAnswers },
        Acting,
        { provide: Freshness, useValue: freshness },
        Reading,
        DeadlineRadar,
        { provide: REMINDERS, useValue: parts.reminders ?? null },
        DeadlineReminders,
        { provide: EXCHANGE, useValue: parts.exchange ?? null },
        ReportExchange,
        { provide: FeedTokens, useFactory: () => new FeedTokens(parts.postgres) },
        RegisterCatalogue,
        RegisterReading,
        LogProofs,
        ImportChecking,
        ImportProcess,
        LogTail,
        { provide: SOURCE, useValue: parts.source },
        { provide: WEBHOOKS, useValue: parts.webhooks },
        PastEvents,
        { provide: TimeTravel, useFactory: () => timeTravel(parts.postgres) },
        ...readModelQueries.map((Query) => ({
          provide: Query,
          inject: [TimeTravel],
          // The index of events is what a past is read by.
          useFactory: ({ tables }: TimeTravel<DomainEvents>) =>
            new Query(Query === EventIndexQuery ? parts.postgres : tables),
        })),
        { provide: METRICS, useFactory: () => parts.metrics ?? createMetrics('api') },
        {
          provide: HEALTH_SOURCES,
          useFactory: (
            reading: Reading,
            effects: EffectsProcess,
            masterKeys: MasterKeyChange,
            exchange: ReportExchange,
          ) => healthSources(parts, reading, effects, masterKeys, exchange),
          inject: [Reading, EffectsProcess, MasterKeyChange, ReportExchange],
        },
      ],
      exports: [METRICS],
    };
  }
}
