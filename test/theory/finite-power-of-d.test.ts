import { describe, expect, test } from 'vitest';
import { finitePowerOfD } from '../../src/theory/finite-power-of-d.js';
import { mm1 } from '../../src/theory/mm1.js';
import { powerOfD } from '../../src/theory/power-of-d.js';
import { shortestOfTwo } from '../../src/theory/shortest-of-two.js';

/**
 * T of the chain on n queues of fewer than `most` tasks, sorted from the longest down, run until it has settled: a task joins the
 * i-th shortest with the chance that the i − 1 shorter are not among the d that are asked.
 */
function sojournOfChain(n: number, d: number, load: number, most: number): number {
  const states: number[][] = [];
  const fill = (queues: number[]): void => {
    if (queues.length === n) states.push(queues);
    else for (let tasks = 0; tasks <= (queues.at(-1) ?? most); tasks++) fill([...queues, tasks]);
  };
  fill([]);
  const at = new Map(states.map((queues, i) => [queues.join(), i]));
  const choose = (from: number, k: number): number => {
    let ways = 1;
    for (let j = 0; j < k; j++) ways *= Math.max(0, from - j) / (j + 1);
    return ways;
  };
  const moves: [from: number, to: number, rate: number][] = [];
  for (const [from, queues] of states.entries()) {
    const leads = (changed: number[], rate: number): void => {
      const to = at.get(changed.sort((a, b) => b - a).join());
      if (to !== undefined && rate > 0) moves.push([from, to, rate]);
    };
    for (const [i, tasks] of queues.entries()) {
      // Asked are this one and d − 1 of the i that are longer.
      const chance = choose(i, d - 1) / choose(n, d);
      const changed = (by: number) => queues.map((each, j) => (j === i ? each + by : each));
      leads(changed(1), n * load * chance);
      if (tasks > 0) leads(changed(-1), 1);
    }
  }
  const step = 0.9 / (n * load + n);
  let chances = new Float64Array(states.length);
  chances[0] = 1;
  const number = (): number =>
    chances.reduce((sum, chance, i) => sum + chance * states[i]!.reduce((all, tasks) => all + tasks, 0), 0);
  for (let before = -1; Math.abs(number() - before) > 1e-9; ) {
    before = number();
    for (let k = 0; k < 50; k++) {
      const next = chances.slice();
      for (const [from, to, rate] of moves) {
        const moved = chances[from]! * rate * step;
        next[from]! -= moved;
        next[to]! += moved;
      }
      chances = next;
    }
  }
  return number() / (n * load);
}

describe('the power of d choices among n servers', () => {
  test.each([
    { n: 3, d: 2, load: 0.3, most: 9 },
    { n: 3, d: 3, load: 0.6, most: 14 },
    { n: 4, d: 2, load: 0.5, most: 11 },
    { n: 5, d: 2, load: 0.5, most: 8 },
    { n: 5, d: 3, load: 0.6, most: 8 },
    { n: 6, d: 4, load: 0.5, most: 6 },
    { n: 7, d: 2, load: 0.3, most: 5 },
  ])('is known to within its error of the chain, n = $n, d = $d at $load', ({ n, d, load, most }) => {
    const { sojourn, error } = finitePowerOfD(n, d, load);
    const chain = sojournOfChain(n, d, load, most);
    expect(Math.abs(sojourn - chain)).toBeLessThan(error);
  });

  // Means of a long run of the chain on the numbers of servers with 1, 2, 3 … tasks at least, and what they are off by at most.
  test.each([
    { n: 10, d: 2, load: 0.9, known: 2.983, off: 0.04 },
    { n: 10, d: 2, load: 0.95, known: 4.345, off: 0.12 },
    { n: 5, d: 2, load: 0.9, known: 3.467, off: 0.05 },
    { n: 20, d: 4, load: 0.9, known: 1.983, off: 0.02 },
    { n: 100, d: 2, load: 0.9, known: 2.6488, off: 0.003 },
    { n: 200, d: 2, load: 0.95, known: 3.4287, off: 0.007 },
    { n: 100, d: 20, load: 0.9, known: 1.196, off: 0.001 },
    { n: 50, d: 10, load: 0.8, known: 1.1556, off: 0.0005 },
    { n: 100, d: 50, load: 0.9, known: 1.0887, off: 0.004 },
    { n: 1000, d: 100, load: 0.95, known: 1.0299, off: 0.006 },
    { n: 4, d: 4, load: 0.9, known: 3.256, off: 0.04 },
    { n: 35, d: 9, load: 0.63, known: 1.033, off: 0.003 },
    { n: 23, d: 13, load: 0.64, known: 1.0275, off: 0.003 },
    { n: 5, d: 3, load: 0.8, known: 1.929, off: 0.013 },
  ])('is near to a long run of its chain, n = $n, d = $d at $load', ({ n, d, load, known, off }) => {
    const { sojourn, error } = finitePowerOfD(n, d, load);
    expect(Math.abs(sojourn - known)).toBeLessThan(error + off);
  });

  test('says little of a few servers under a large load, and much of many', () => {
    const share = (n: number, d: number, load: number): number => {
      const { sojourn, error } = finitePowerOfD(n, d, load);
      return error / sojourn;
    };
    expect(share(4, 4, 0.9)).toBeGreaterThan(0.25);
    expect(share(10, 2, 0.9)).toBeLessThan(0.08);
    expect(share(100, 20, 0.9)).toBeLessThan(0.04);
    expect(share(200, 2, 0.9)).toBeLessThan(0.003);
  });

  test('is the mean field of very many servers, M/M/1 of one choice, and exact of two servers', () => {
    for (const load of [0.1, 0.5, 0.9]) {
      for (const d of [2, 5]) {
        const { sojourn, error } = finitePowerOfD(1e6, d, load);
        expect(sojourn).toBeCloseTo(powerOfD(d, load).sojourn, 4);
        expect(error).toBeLessThan(1e-4);
      }
      expect(finitePowerOfD(50, 1, load).sojourn).toBe(mm1(load).sojourn);
      expect(finitePowerOfD(2, 2, load).sojourn).toBe(shortestOfTwo(load).sojourn);
    }
    expect(() => finitePowerOfD(10, 2, 1)).toThrow(RangeError);
  });
});
