/**
 * What a worker thread is given to run. It is CommonJS because the pool requires it: Node 20 aborts as a whole where a thread is ended
 * while it requires an ES module, and does not where it imports one.
 */
const loaded = import('./job-thread.js');

type JobThread = Awaited<typeof loaded>;

const run: JobThread['default'] = async (job) => (await loaded).default(job);

/** Comes when the thread is ready for jobs. */
const ready = async (): Promise<void> => {
  await loaded;
};

export = Object.assign(run, { ready });
