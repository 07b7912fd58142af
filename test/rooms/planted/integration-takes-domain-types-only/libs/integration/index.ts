import { decide } from '../domain';
export const d = decide;
