/** Door of the queues. */
export * from './queues';
