import { x } from '../../libs/commands/pair';
export const y = x;
