import { x } from '../../apps/api/api.module';
export const y = x;
