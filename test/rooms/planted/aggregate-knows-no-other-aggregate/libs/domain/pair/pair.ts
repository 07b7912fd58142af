import type { C } from '../consent/consent';
export type P = C;
