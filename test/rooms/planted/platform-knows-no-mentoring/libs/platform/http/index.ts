import type { P } from '../../domain';
export type Q = P;
