import { x } from '../platform/postgres';
export const y = x;
