/** Door: log, metrics and health. */
export { type Health, type HealthReport, type HealthSource, checkHealth, HEALTH_SOURCES } from './health';
export {
  createLogger,
  LOG_LEVELS,
  type LoggingOptions,
  loggingModule,
  type LogLevel,
  NestLogger,
  safeError,
  type SafeError,
} from './logging';
export { createMetrics, measureHttp, METRICS } from './metrics';
