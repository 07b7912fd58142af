/** Words that several aggregates speak. */
export * from './enumerations';
export * from './labels';
export * from './setting';
export * from './judging';
export * from './consent-covers';
