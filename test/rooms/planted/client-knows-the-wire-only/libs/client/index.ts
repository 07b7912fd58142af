import { kernel } from '../kernel';
export const client = kernel;
