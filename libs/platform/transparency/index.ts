/** Door of transparency: a Merkle tree over the log, its signed checkpoints, proofs and their verification. Knows nothing of mentoring. */
export * from './merkle';
export * from './tiles';
export * from './note';
export * from './checkpoint';
export * from './leaf';
export * from './edge';
export * from './tree';
export * from './checkpoints';
export * from './builder';
export { Transparency1764000000000 } from './transparency.migration';
export * from './check';
export * from './dossier';
export * from './verify-dossier';
export { signerInFile } from './key-file';
