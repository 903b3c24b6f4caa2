import { expect } from 'vitest';
import type { Uniform } from '../../src/random/distribution.js';
import type { Tasks, TaskTraits } from '../../src/world/tasks.js';
import { World } from '../../src/world/world.js';

export const oneServer = {
  capacity: 1,
  sensitivity: 1,
  riskAversion: 0,
  targetLoadRatio: 0.5,
  processingRate: 1,
  coalition: 0,
};

/** What task `number` is like: every column tells whose it is, so that a stale one shows. */
const traitsOf = (number: number): TaskTraits => ({
  load: number + 1,
  complexity: number + 2,
  latency: number + 3,
  sla: number % 3,
});

function expectFresh(tasks: Tasks, row: number, number: number): void {
  const fresh =
    tasks.alive[row] === 1 &&
    tasks.number[row] === number &&
    tasks.load[row] === number + 1 &&
    tasks.complexity[row] === number + 2 &&
    tasks.latency[row] === number + 3 &&
    tasks.sla[row] === number % 3 &&
    tasks.arrival[row] === number / 2 &&
    Number.isNaN(tasks.start[row]) &&
    tasks.parts[row] === 0 &&
    tasks.attempts[row] === 0;
  if (!fresh) expect.fail(`row ${row} holds what task ${number} never had`);
}

/**
 * Sends `total` tasks through a world that holds at most `most` at a time, despawning them in random order, and
 * checks every row when it is given to a task and when the task leaves.
 */
export function sendThrough(total: number, most: number, uniform: Uniform): World {
  const world = new World([oneServer]);
  const { tasks } = world;
  const rows = new Int32Array(most);
  const numbers = new Float64Array(most);
  let held = 0;
  const leave = (at: number): void => {
    const row = rows[at]!;
    if (tasks.number[row] !== numbers[at]! || tasks.load[row] !== numbers[at]! + 1) {
      expect.fail(`row ${row} was written over while task ${numbers[at]} lived`);
    }
    tasks.despawn(row);
    held--;
    rows[at] = rows[held]!;
    numbers[at] = numbers[held]!;
  };
  for (let number = 0; number < total; number++) {
    while (held === most || (held > 0 && uniform() < 0.4)) leave(Math.floor(uniform() * held));
    const row = tasks.spawn(number, number / 2, traitsOf(number));
    expectFresh(tasks, row, number);
    // What systems write while a task lives; the row's next task must not see it.
    tasks.start[row] = number;
    tasks.parts[row] = 7;
    tasks.attempts[row] = 5;
    rows[held] = row;
    numbers[held++] = number;
  }
  if (tasks.live !== held) expect.fail(`${tasks.live} tasks are counted, ${held} are there`);
  return world;
}
