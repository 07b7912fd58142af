/** Door: log, metrics and health. */
export {
  answering,
  checkHealth,
  type Health,
  HEALTH_SOURCES,
  type HealthReport,
  type HealthSource,
} from './health';
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
