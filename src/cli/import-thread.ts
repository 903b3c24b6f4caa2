import { parentPort, workerData } from 'node:worker_threads';
import { importTaskAuction } from '../scenario/mechanism-file.js';

/** Loads the file that it is given. Says when it begins, and when that has come to its end, be it by an error. */
parentPort!.postMessage('begun');
await importTaskAuction(workerData as string).catch(() => {});
parentPort!.postMessage('ended');
