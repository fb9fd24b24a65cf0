import { parentPort, workerData } from 'node:worker_threads';
import { serveStore } from './serve.ts';

// A thread of its own: what a store does, or leaves undone, neither stops the process nor keeps it.

if (parentPort !== null) await serveStore(parentPort, workerData);
