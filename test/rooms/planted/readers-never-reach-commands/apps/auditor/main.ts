import { x } from '../../libs/evidence';
export const y = x;
