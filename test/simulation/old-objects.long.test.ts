import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from '../cli/vickrey.js';

/** Many runs in one process, as a sweep makes them. */
const program = `
  import { prepareScenario } from './dist/scenario/load.js';
  import { Simulation } from './dist/simulation/simulation.js';
  const loaded = await prepareScenario(JSON.parse(process.argv[1]));
  for (let i = 0; i < 200; i++) new Simulation(loaded).run();
`;

const common = {
  servers: { count: 100, processingRate: 1, capacity: 100 },
  tasks: { load: { exponential: 1 }, complexity: 1 },
};

// Some 0.05; 0.95 where a function of each run is among the old objects from the start, as V8 puts those that are written where they are
// assigned to a property: it keeps the whole run, though over, until the next full collection.
test.each([
  ['an auction in rounds', { time: { rounds: 500 }, arrivals: { process: 'poisson', rate: 40 } }],
  [
    'a balancer in continuous time',
    {
      time: { mode: 'continuous', tasks: 20_000 },
      arrivals: { process: 'poisson', rate: 90 },
      balancer: 'round-robin',
    },
  ],
])('of what outlives a collection, runs of %s being over, less than half becomes old', (_, scenario) => {
  const args = [
    '--trace-gc-nvp',
    '--input-type=module',
    '-e',
    program,
    JSON.stringify({ ...common, ...scenario }),
  ];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect(status).toBe(0);
  const collections = [...stdout.matchAll(/ gc=s .* promoted=(\d+) new_space_survived=(\d+)/g)];
  // The first of them grow the young space, and code is compiled.
  const steady = collections.slice(Math.floor(collections.length / 2));
  expect(steady.length).toBeGreaterThan(10);
  const sum = (group: number) => steady.reduce((total, found) => total + Number(found[group]), 0);
  expect(sum(1) / sum(2)).toBeLessThan(0.5);
});
