import { x } from '../vocabulary';
export const y = x;
