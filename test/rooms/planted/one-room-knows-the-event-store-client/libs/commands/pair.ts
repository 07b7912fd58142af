import { EventStoreDBClient } from '@eventstore/db-client';
export const c = EventStoreDBClient;
