// A balancer of one's own against two random choices, on the same tasks.
//
//     node examples/own-balancer.mjs
//
//     balancer        mean and 99th percentile of sojourn, in units of time
import { Balancer, prepareScenario, simulate } from 'vickrey';

/** Keeps a task at the server that it used last for as long as fewer than `most` tasks are there. */
class StaysPut extends Balancer {
  constructor({ fleet }, most) {
    super();
    this.fleet = fleet;
    this.most = most;
    this.server = 0;
  }

  place() {
    const { count, tasks } = this.fleet;
    for (let tried = 0; tried < count && tasks[this.server] >= this.most; tried++) {
      this.server = (this.server + 1) % count;
    }
    return this.server;
  }
}

const loaded = await prepareScenario({
  servers: { count: 10, processingRate: 1 },
  time: { mode: 'continuous', tasks: 20_000, warmup: 2_000 },
  arrivals: { process: 'poisson', rate: 8 },
  tasks: { load: { exponential: 1 }, complexity: 1 },
  balancer: 'power-of-d',
});
const balancers = {
  'power-of-d': undefined,
  'stays put (1)': (terms) => new StaysPut(terms, 1),
  'stays put (3)': (terms) => new StaysPut(terms, 3),
};
for (const [name, balancer] of Object.entries(balancers)) {
  const { sojourn } = simulate(loaded, { components: { balancer } });
  console.log(name.padEnd(15), sojourn.mean.toFixed(3), sojourn.p99.toFixed(2));
}
