/** Door of the kernel: events, deciders, rules, refusals, codecs and dates. Imports nothing. */
export * from './event';
export * from './decider';
export * from './refusal';
export * from './rule';
export * from './receipt';
export * from './codec';
export * from './dates';
export * from './said';
