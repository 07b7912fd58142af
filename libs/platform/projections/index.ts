/** Door of the projections: what a read model is, the runner that feeds it and the freshness that queries wait for. */
export * from './read-model';
