/** Door of the domain: every aggregate's events, commands, decider and codec. */
export * from './vocabulary';
export * from './municipality/municipality.events';
export * from './municipality/municipality';
export * from './school/school.events';
export * from './school/school';
export * from './regulation/regulation.events';
export * from './regulation/regulation';
export * from './regulation/parameters';
export * from './regulation/profile';
export * from './regulation/profiles';
export * from './order/order.events';
export * from './order/order';
export * from './participant/participant.events';
export * from './participant/participant';
export * from './consent/consent.events';
export * from './consent/consent';
export * from './agreement/agreement.events';
export * from './agreement/agreement';
export * from './appeal/appeal.events';
export * from './appeal/appeal';
export * from './pair/pair.events';
export * from './pair/pair';

export * from './door';
