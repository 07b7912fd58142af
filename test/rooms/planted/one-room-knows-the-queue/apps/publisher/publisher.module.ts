import { Queue } from 'bullmq';
export const q = Queue;
