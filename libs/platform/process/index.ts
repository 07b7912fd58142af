/** Door: what every process that serves has in common: settings, health, an orderly end. */
export { ListensOn, ServiceConfig } from './service-config';
export { endOnSignal } from './end-on-signal';
export { HealthController } from './health.controller';
