import type { S } from '../../platform/event-store';
export type T = S;
