import { x } from '../../platform/http';
export const y = x;
