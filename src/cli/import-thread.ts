import { parentPort, workerData } from 'node:worker_threads';
import { importModule } from '../scenario/import-module.js';

/** Loads the file that it is given. Says when it begins, and when that has come to its end, be it by an error. */
parentPort!.postMessage('begun');
const [file, sha256] = workerData as Parameters<typeof importModule>;
await importModule(file, sha256).catch(() => {});
parentPort!.postMessage('ended');
