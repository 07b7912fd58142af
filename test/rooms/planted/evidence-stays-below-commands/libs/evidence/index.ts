import { x } from '../commands';
export const y = x;
