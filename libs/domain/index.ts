/** Door of the domain: every aggregate's events, commands, decider and codec. */
export * from './vocabulary';
