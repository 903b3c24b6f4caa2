import { workerData } from 'node:worker_threads';
import { type WatchdogTerms, watched } from './watchdog.js';

/** Milliseconds between two looks at the count, at most. */
const mostPause = 100;

const { seconds, shared } = workerData as WatchdogTerms;
const state = new Int32Array(shared);
const pause = Math.min(mostPause, 250 * seconds);

/** Looks at the count, again and again. */
function watch(): void {
  let [seen, waited, last] = [0, 0, performance.now()];

  setInterval(() => {
    const now = performance.now();
    // A process that was suspended has waited for nothing.
    const step = Math.min(now - last, 2 * pause);
    last = now;
    const calls = Atomics.load(state, watched.calls);
    // An odd count: one is begun and not ended.
    const isSame = calls === seen && calls % 2 !== 0;
    seen = calls;
    waited = isSame ? waited + step : 0;
    if (waited < 1000 * seconds) return;
    waited = 0;
    Atomics.store(state, watched.isStuck, 1);
    process.kill(process.pid, 'SIGINT');
  }, pause);
}

watch();
