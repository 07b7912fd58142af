import { x } from '../projector/projector.module';
export const y = x;
