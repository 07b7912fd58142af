import { x } from '../platform/event-store/carry-out';
export const y = x;
