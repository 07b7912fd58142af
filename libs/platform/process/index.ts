/** Door: what every process that serves has in common: settings, health, an orderly end. */
export {
  KeepsTables,
  KeepsWebhookSecrets,
  ListensOn,
  networksOf,
  ReachesNetworks,
  ServiceConfig,
  SpeaksAs,
} from './service-config';
export { endOnSignal } from './end-on-signal';
export { HealthController } from './health.controller';
