import { x } from '../pair-history/pair-history';
export const y = x;
