import { readFileSync } from 'fs';
export const x = readFileSync;
