/** Door of the integration: the public contract, the mapping to it, and a receiver to try it with. */
export * from './public-events';
export * from './to-public';
export * from './receiver';
export * from './asyncapi';
