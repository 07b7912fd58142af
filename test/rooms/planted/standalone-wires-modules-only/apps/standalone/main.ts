import { x } from '../api/policy';
export const y = x;
