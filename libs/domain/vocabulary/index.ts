/** Words that several aggregates speak. */
export * from './enumerations';
export * from './setting';
export * from './judging';
