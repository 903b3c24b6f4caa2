import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mg1WithBreakdowns } from '../../src/theory/breakdowns.js';
import { mg1 } from '../../src/theory/mg1.js';
import { mm1 } from '../../src/theory/mm1.js';
import { erlangB, erlangC, mmc } from '../../src/theory/mmc.js';
import { nonPreemptivePriorities, preemptiveResumePriorities } from '../../src/theory/priorities.js';
import { processorSharing } from '../../src/theory/processor-sharing.js';
import { roundRobin } from '../../src/theory/round-robin.js';
import { roundServer } from '../../src/theory/round-server.js';
import { stationary } from '../../src/theory/stationary.js';
import { meanNumber } from './chains.js';

const load = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const near = (value: number, known: number, error = 1e-9) =>
  expect(Math.abs(value - known)).toBeLessThanOrEqual(error * Math.max(1, Math.abs(known)));

describe('M/M/1', () => {
  test.each([
    [0.5, 2],
    [0.8, 5],
    [0.9, 10],
  ])('at %d has a mean sojourn of %d', (rho, sojourn) => near(mm1(rho).sojourn, sojourn));

  test('at 0.9 has a 99th percentile of 46.0517', () => {
    expect(mm1(0.9).sojournQuantile(0.99)).toBeCloseTo(46.0517, 4);
  });

  test('is M/M/c with one server, in other units too', () => {
    const property = fc.property(load, fc.double({ min: 0.1, max: 10, noNaN: true }), (rho, rate) => {
      const one = mm1(rho * rate, rate);
      const many = mmc(1, rho * rate, rate);
      near(one.sojourn, many.sojourn);
      near(one.waiting, many.waiting);
      near(one.tasks, many.tasks);
      for (const q of [0, 0.3, 0.9, 0.999]) {
        near(one.sojournQuantile(q), many.sojournQuantile(q));
        near(one.waitingQuantile(q), many.waitingQuantile(q));
      }
      near(one.sojourn, mm1(rho).sojourn / rate);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
});

describe('M/M/c', () => {
  test.each([
    { servers: 2, rho: 0.9, delayed: 0.852632, waiting: 4.263158 },
    { servers: 10, rho: 0.9, delayed: 0.668732, waiting: 0.668732 },
  ])(
    'with $servers servers at $rho delays $delayed of tasks for $waiting',
    ({ servers, rho, delayed, waiting }) => {
      const known = mmc(servers, servers * rho);
      expect(known.delayed).toBeCloseTo(delayed, 6);
      expect(known.waiting).toBeCloseTo(waiting, 6);
    },
  );

  test('has the loss and delay of its birth and death chain', () => {
    const property = fc.property(fc.integer({ min: 1, max: 12 }), load, (servers, rho) => {
      const offered = servers * rho;
      const lost = stationary(servers + 1, 1, (n, add) => {
        if (n < servers) add(n + 1, offered);
        if (n > 0) add(n - 1, n);
      });
      near(erlangB(servers, offered), lost[servers]!);
      fc.pre(rho < 0.9);
      const states = servers + 400;
      const chances = stationary(states, 1, (n, add) => {
        if (n + 1 < states) add(n + 1, offered);
        if (n > 0) add(n - 1, Math.min(n, servers));
      });
      near(
        erlangC(servers, offered),
        chances.slice(servers).reduce((sum, chance) => sum + chance, 0),
      );
      near(mmc(servers, offered).tasks, meanNumber(chances));
    });
    fc.assert(property, { seed: 2, numRuns: 60 });
  });

  test("has Erlang's B in its own form, a^c/c! / Σ a^k/k!, where that does not overflow", () => {
    for (const [servers, offered] of [
      [1, 0.3],
      [5, 4],
      [20, 25],
    ] as const) {
      let term = 1;
      let sum = 1;
      for (let k = 1; k <= servers; k++) {
        term *= offered / k;
        sum += term;
      }
      near(erlangB(servers, offered), term / sum, 1e-12);
    }
    expect(erlangB(100_000, 99_000)).toBeGreaterThan(0);
  });

  test('has tails whose integrals are its means, and quantiles that undo them', () => {
    const property = fc.property(fc.integer({ min: 1, max: 30 }), load, (servers, rho) => {
      // Where cμ − λ = μ the two exponentials are of one rate.
      for (const known of [mmc(servers, servers * rho), mmc(servers + 1, servers)]) {
        const end = 60 * known.sojourn;
        const steps = 20_000;
        let [sojourn, waiting] = [0, 0];
        for (let i = 0; i < steps; i++) {
          // The midpoint rule; half of all steps lie in the first quarter.
          const [from, to] = [i, i + 1].map((at) => end * (at / steps) ** 2) as [number, number];
          sojourn += known.sojournTail((from + to) / 2) * (to - from);
          waiting += known.waitingTail((from + to) / 2) * (to - from);
        }
        expect(sojourn / known.sojourn).toBeCloseTo(1, 4);
        expect(Math.abs(waiting - known.waiting)).toBeLessThan(1e-4 * known.sojourn);
        for (const q of [0.01, 0.5, 0.99]) {
          near(known.sojournTail(known.sojournQuantile(q)), 1 - q);
          const waitingQuantile = known.waitingQuantile(q);
          if (waitingQuantile > 0) near(known.waitingTail(waitingQuantile), 1 - q);
          else expect(known.delayed).toBeLessThanOrEqual(1 - q + 1e-12);
        }
      }
    });
    fc.assert(property, { seed: 3, numRuns: 20 });
  });
});

describe('M/G/1', () => {
  test.each([
    [0, 2],
    [1, 4],
    [4, 10],
  ])('at 0.8 with cs² = %d has a mean wait of %d', (squaredVariation, waiting) => {
    near(mg1(0.8, { mean: 1, squaredVariation }).waiting, waiting);
    near(mg1(0.4, { mean: 2, squaredVariation }).waiting, 2 * waiting);
  });

  test('has the mean number of the chain of Erlangian service', () => {
    // Two phases a service, each of mean 1/2: cs² = 1/2. State 0 is empty, 2n − 1 and 2n are n tasks, the first in its first or
    // second phase.
    const states = 401;
    for (const rho of [0.2, 0.5, 0.8]) {
      const chances = stationary(states, 3, (state, add) => {
        if (state === 0) return add(1, rho);
        if (state + 2 < states) add(state + 2, rho);
        if (state % 2 === 1) add(state + 1, 2);
        else add(Math.max(0, state - 3), 2);
      });
      const tasks = meanNumber(chances, (state) => Math.ceil(state / 2));
      near(mg1(rho, { mean: 1, squaredVariation: 0.5 }).tasks, tasks);
    }
  });

  test('waits without end where service has no variance', () => {
    const service = { mean: 1, squaredVariation: Number.POSITIVE_INFINITY };
    expect(mg1(0.1, service).waiting).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('processor sharing', () => {
  test('has the mean sojourn of M/M/1, and asks for no more than the mean of services', () => {
    for (const rho of [0.1, 0.5, 0.9]) near(processorSharing(rho, 1).sojourn, mm1(rho).sojourn);
  });

  test('has the mean number of the chain of Erlangian service', () => {
    // State: tasks in their first and in their second phase, 40 at most of either.
    const side = 41;
    const rho = 0.5;
    const chances = stationary(side * side, side, (state, add) => {
      const second = state % side;
      const first = (state - second) / side;
      const all = first + second;
      if (first + 1 < side) add(state + side, rho);
      if (first > 0 && second + 1 < side) add(state - side + 1, (2 * first) / all);
      if (second > 0) add(state - 1, (2 * second) / all);
    });
    const tasks = meanNumber(chances, (state) => Math.floor(state / side) + (state % side));
    near(processorSharing(rho, 1).tasks, tasks, 1e-7);
  });
});

describe('priorities', () => {
  const exponential = (arrivalRate: number, mean = 1) => ({ arrivalRate, mean, squaredVariation: 1 });

  test('of one class are none', () => {
    const service = { mean: 2, squaredVariation: 3 };
    for (const priorities of [nonPreemptivePriorities, preemptiveResumePriorities]) {
      near(priorities([{ arrivalRate: 0.3, ...service }])[0]!.sojourn, mg1(0.3, service).sojourn);
    }
  });

  test('conserve work where all serve alike: the mean over classes is that of M/M/1', () => {
    const property = fc.property(
      fc.array(fc.double({ min: 0.01, max: 0.3, noNaN: true }), { minLength: 1, maxLength: 3 }),
      (rates) => {
        const rho = rates.reduce((sum, rate) => sum + rate, 0);
        for (const priorities of [nonPreemptivePriorities, preemptiveResumePriorities]) {
          const classes = priorities(rates.map((rate) => exponential(rate)));
          const tasks = classes.reduce((sum, { sojourn }, k) => sum + rates[k]! * sojourn, 0);
          near(tasks, mm1(rho).tasks);
          for (const [k, { sojourn }] of classes.entries())
            expect(sojourn).toBeGreaterThan(classes[k - 1]?.sojourn ?? 1);
        }
      },
    );
    fc.assert(property, { seed: 4, numRuns: 200 });
  });

  // Two classes of rates 0.3 and 0.4, services of mean 1 and 0.5, 60 tasks at most of either.
  const side = 61;
  const classes = [exponential(0.3), exponential(0.4, 0.5)];

  test('that interrupt have the mean numbers of their chain', () => {
    const chances = stationary(side * side, side, (state, add) => {
      const low = state % side;
      const high = (state - low) / side;
      if (high + 1 < side) add(state + side, 0.3);
      if (low + 1 < side) add(state + 1, 0.4);
      if (high > 0) add(state - side, 1);
      else if (low > 0) add(state - 1, 2);
    });
    const [first, second] = preemptiveResumePriorities(classes).map(({ sojourn }) => sojourn) as [
      number,
      number,
    ];
    near(
      0.3 * first,
      meanNumber(chances, (state) => Math.floor(state / side)),
      1e-6,
    );
    near(
      0.4 * second,
      meanNumber(chances, (state) => state % side),
      1e-6,
    );
    // The more important see nothing of the others.
    near(first, mm1(0.3).sojourn);
  });

  test('that do not interrupt have the mean numbers of their chain', () => {
    // The third coordinate: which class is in service. A state of no tasks is (0, 0, 0).
    const short = 41;
    const index = (high: number, low: number, serves: number) => 2 * (high * short + low) + serves;
    const chances = stationary(2 * short * short, 2 * short + 1, (state, add) => {
      const serves = state % 2;
      const low = ((state - serves) / 2) % short;
      const high = ((state - serves) / 2 - low) / short;
      if (high === 0 && low === 0) {
        // The unused twin of the empty state leads out.
        if (serves === 1) return add(index(0, 0, 0), 1);
        add(index(1, 0, 0), 0.3);
        return add(index(0, 1, 1), 0.4);
      }
      const possible = serves === 0 ? high > 0 : low > 0;
      if (!possible) return add(index(high, low, 1 - serves), 1);
      if (high + 1 < short) add(index(high + 1, low, serves), 0.3);
      if (low + 1 < short) add(index(high, low + 1, serves), 0.4);
      const [h, l] = serves === 0 ? [high - 1, low] : [high, low - 1];
      add(index(h, l, h > 0 || l === 0 ? 0 : 1), serves === 0 ? 1 : 2);
    });
    const [first, second] = nonPreemptivePriorities(classes).map(({ sojourn }) => sojourn) as [
      number,
      number,
    ];
    const highOf = (state: number) => Math.floor(Math.floor(state / 2) / short);
    near(0.3 * first, meanNumber(chances, highOf), 1e-5);
    near(
      0.4 * second,
      meanNumber(chances, (state) => Math.floor(state / 2) % short),
      1e-5,
    );
  });
});

describe('M/G/1 with breakdowns', () => {
  const rates = { failureRate: 0.1, repairRate: 0.4 };

  test('has the mean number of its chain with exponential service, and the arrivals that it finds up', () => {
    for (const rho of [0.1, 0.5, 0.9]) {
      // State: tasks, and whether the server is down.
      const states = 2 * 600;
      const chances = stationary(states, 2, (state, add) => {
        if (state % 2 === 1) return add(state - 1, 0.4);
        if (state + 2 < states) add(state + 2, rho);
        add(state + 1, 0.1);
        if (state > 1) add(state - 2, 1);
      });
      const up = chances.reduce((sum, chance, state) => (state % 2 === 0 ? sum + chance : sum), 0);
      const tasks = meanNumber(chances, (state) => Math.floor(state / 2));
      const known = mg1WithBreakdowns(rho, { mean: 1, squaredVariation: 1 }, rates);
      near(known.tasks, tasks, 1e-8);
      near(known.turnedAway, 1 - up);
      near(known.sojourn, tasks / (rho * up), 1e-8);
    }
  });

  test('is M/G/1 where nothing fails, and where repair takes no time', () => {
    const service = { mean: 1, squaredVariation: 2.5 };
    for (const never of [
      { failureRate: 0, repairRate: 1 },
      { failureRate: 1, repairRate: 1e9 },
    ]) {
      near(mg1WithBreakdowns(0.6, service, never).sojourn, mg1(0.6, service).sojourn, 1e-7);
    }
  });
});

describe('a server of rounds', () => {
  test.each([
    [0.5, 0.75],
    [0.8, 2.4],
  ])('under a Poisson load of %d has a mean load of %d', (rho, tasks) => near(roundServer(rho).tasks, tasks));

  test.each([
    { told: 'none, one or three', chances: [0.7, 0.2, 0, 0.1] },
    { told: 'none or two', chances: [0.6, 0, 0.4] },
    { told: 'none or one', chances: [0.4, 0.6] },
  ])('has the mean of its recursion where $told arrive', ({ chances }) => {
    const moment = (of: (n: number) => number) => chances.reduce((sum, chance, n) => sum + chance * of(n), 0);
    let distribution = [1];
    for (let round = 0; round < 3000; round++) {
      const next = new Array<number>(distribution.length + chances.length - 1).fill(0);
      for (const [l, chance] of distribution.entries()) {
        for (const [a, arrival] of chances.entries()) next[Math.max(l - 1, 0) + a]! += chance * arrival;
      }
      distribution = next.slice(0, 200);
    }
    const known = roundServer(
      moment((n) => n),
      moment((n) => n * (n - 1)),
    );
    near(
      known.tasks,
      distribution.reduce((sum, chance, l) => sum + chance * l, 0),
      1e-8,
    );
    near(known.sojourn, known.tasks / moment((n) => n));
  });
});

describe('round robin', () => {
  test.each([
    [2, 7.588284],
    [10, 5.660276],
  ])('over %i servers at 0.9 has a mean sojourn of %d', (servers, sojourn) => {
    expect(roundRobin(servers, 0.9).sojourn).toBeCloseTo(sojourn, 6);
  });

  test('over one server is M/M/1, over very many D/M/1', () => {
    for (const rho of [0.05, 0.5, 0.99]) {
      near(roundRobin(1, rho).sojourn, mm1(rho).sojourn);
      near(roundRobin(1, rho).sojournQuantile(0.99), mm1(rho).sojournQuantile(0.99));
      const { sojourn } = roundRobin(1e7, rho);
      // σ = exp(−(1 − σ) / ρ).
      near(1 - 1 / sojourn, Math.exp(-1 / sojourn / rho), 1e-6);
    }
  });

  test('has the mean number of the chain of Erlangian arrivals', () => {
    for (const [servers, rho] of [
      [2, 0.9],
      [5, 0.6],
    ] as const) {
      const states = servers * 500;
      const chances = stationary(states, servers, (state, add) => {
        if (state + 1 < states) add(state + 1, servers * rho);
        if (state >= servers) add(state - servers, 1);
      });
      near(
        rho * roundRobin(servers, rho).sojourn,
        meanNumber(chances, (state) => Math.floor(state / servers)),
        1e-8,
      );
    }
  });

  test('is the better the more servers there are', () => {
    const sojourns = [1, 2, 3, 10, 100].map((servers) => roundRobin(servers, 0.8).sojourn);
    for (const [i, sojourn] of sojourns.entries()) expect(sojourn).toBeLessThan(sojourns[i - 1] ?? 6);
  });
});

test.each<[string, (load: number) => unknown]>([
  ['M/M/1', mm1],
  ['M/M/c', (load) => mmc(7, 7 * load)],
  ['M/G/1', (load) => mg1(load, { mean: 1, squaredVariation: 0 })],
  ['processor sharing', (load) => processorSharing(load, 1)],
  ['priorities', (load) => nonPreemptivePriorities([{ arrivalRate: load, mean: 1, squaredVariation: 1 }])],
  ['preemption', (load) => preemptiveResumePriorities([{ arrivalRate: load, mean: 1, squaredVariation: 1 }])],
  ['rounds', roundServer],
  ['round robin', (load) => roundRobin(3, load)],
])('%s refuses a load that has no steady state', (_, system) => {
  for (const load of [1, 1.5, -0.1, Number.NaN]) expect(() => system(load)).toThrow(RangeError);
  expect(() => system(0)).not.toThrow();
});
