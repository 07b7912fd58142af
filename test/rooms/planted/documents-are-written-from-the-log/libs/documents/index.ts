import { x } from '../read-models';
export const y = x;
