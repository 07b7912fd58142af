/** Door to the parts that stand in for servers on a bare machine: PostgreSQL and an EventStoreDB-protocol node. */
export * from './postgres';
export * from './event-store-node';
