import { parentPort, workerData } from 'node:worker_threads';
import { importModule } from '../scenario/import-module.js';
import { taskAuctionOf } from '../scenario/own-parts/task-auction.js';

/**
 * Loads the file that it is given, and reads what a mechanism says of itself: a getter may loop as well. Says when it begins, and
 * when that has come to its end, be it by an error.
 */
const [file, sha256] = workerData as Parameters<typeof importModule>;
parentPort!.postMessage('begun');
await importModule(file, sha256)
  .then((exported) => taskAuctionOf(exported, file))
  .catch(() => {});
parentPort!.postMessage('ended');
