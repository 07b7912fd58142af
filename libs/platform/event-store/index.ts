/** Door of the log: the contract, the connection to EventStoreDB, typed reading and the carrying out of a command. */
export * from './event-store';
export * from './carry-out';
export * from './recorded';
export { rememberingStreams } from './remembered-streams';
export { type LogPages, sharingPages } from './shared-pages';
export { connectEventStore, type ConnectOptions } from './connect';
export { compareLogs, copyLog, LogsDiffer, type EventPair } from './copy-log';
