// A model of one's own on the engine: an M/M/1 queue, first come, first served, beside its theory.
//
//     npm run build && node examples/mm1.mjs
import { BatchMeans, exponentialGap, QuantileSketch, Scheduler, Streams, TimeAverage } from 'vickrey/engine';

const [arrivalRate, serviceRate] = [0.8, 1];
const [tasks, warmup] = [500_000, 20_000];
// The number of a kind is its priority: of events at the same time, the lower runs first.
const [departure, arrival] = [0, 1];

const streams = new Streams(1);
const gaps = streams.uniform('arrivals');
const services = streams.uniform('services');
const scheduler = new Scheduler();
const arrivedAt = new Float64Array(tasks);
const sojourns = new BatchMeans();
const quantiles = new QuantileSketch();
const inSystem = new TimeAverage();
let [arrived, departed] = [0, 0];

const arrive = (now) => {
  if (arrived === warmup) inSystem.restart(now);
  inSystem.change(now, 1);
  if (arrived === departed) serve(now);
  arrivedAt[arrived++] = now;
  if (arrived < tasks) scheduler.schedule(now + exponentialGap(arrivalRate, gaps), arrival);
};
const serve = (now) => scheduler.schedule(now + exponentialGap(serviceRate, services), departure);
const depart = (now) => {
  inSystem.change(now, -1);
  const sojourn = now - arrivedAt[departed];
  if (departed >= warmup) {
    sojourns.add(departed - warmup, sojourn);
    quantiles.add(sojourn);
  }
  if (++departed < arrived) serve(now);
};

scheduler.add({ name: 'queue', on: { [arrival]: arrive, [departure]: depart } });
scheduler.schedule(exponentialGap(arrivalRate, gaps), arrival);
scheduler.run();

// Sojourn times of successive tasks are correlated: the interval is of batch means.
const expected = 1 / (serviceRate - arrivalRate);
const [p99] = QuantileSketch.quantiles([quantiles], [0.99]);
const row = (title, found, theory) => console.log(`${title.padEnd(16)} ${found.padEnd(15)} ${theory}`);
row('', 'found', 'theory');
row(
  'mean sojourn',
  `${sojourns.mean().toFixed(3)} ± ${sojourns.halfWidth(0.95).toFixed(3)}`,
  expected.toFixed(3),
);
row('p99 sojourn', p99.toFixed(2), (expected * Math.log(100)).toFixed(2));
row('tasks in system', inSystem.average(scheduler.now).toFixed(3), (arrivalRate * expected).toFixed(3));
