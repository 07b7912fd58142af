/** Door: a single EventStoreDB-protocol node on PostgreSQL, for development and small installs. */
export { startEventStoreNode, type EventStoreNode, type EventStoreNodeOptions } from './node';
export { WriterLockHeld } from './storage/writer-session';
export { bulkLoad, LogNotEmpty, type PlacedEvent } from './storage/bulk-load';
export { LOG_SCHEMA } from './storage/schema';
