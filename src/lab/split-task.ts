import fc from 'fast-check';
import { coalitionSums } from '../cooperative/coalitions.js';
import type { Split } from '../market/split.js';
import { type Property, property } from './property.js';
import { figure, figures, rounded } from './words.js';

/** A split of a task, under a name of its own. */
export interface TitledSplit {
  readonly title: string;
  readonly split: Split;
}

/** A task that some members of a coalition share: as a rule it fits the room that they have together. */
export interface SplitTask {
  /** > 0 */
  readonly load: number;
  /** Of each member, ≥ 0. */
  readonly room: readonly number[];
}

const MOST_MEMBERS = 5;

/** Tasks of 1 to 5 members that together have room for them. */
const fitting: fc.Arbitrary<SplitTask> = fc
  .record({
    load: fc.integer({ min: 1, max: 40 }),
    room: fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: MOST_MEMBERS }),
  })
  .map(({ load, room }) => ({ load: Math.min(load, Math.max(1, sum(room))), room }))
  .filter(({ load, room }) => load <= sum(room));

/** A property of splits that is tried on tasks that fit their coalition. */
export function splitProperty(terms: {
  readonly title: string;
  /** What is wrong with `shares`, in words; undefined where nothing is. */
  violation(shares: readonly number[], task: SplitTask): string | undefined;
}): Property<TitledSplit> {
  return property<TitledSplit, SplitTask>({
    title: terms.title,
    cases: () => fitting,
    violation({ split }, task) {
      const shares = new Float64Array(task.room.length);
      split(task, task.room.length, Float64Array.from(task.room), shares);
      const wrong = terms.violation([...shares], task);
      return wrong === undefined
        ? undefined
        : {
            words: `${wrong} (a load of ${figure(task.load)}, room for ${figures(task.room)}, shares ${[...shares].map(rounded).join(', ')})`,
            figures: { ...task, shares: [...shares] },
            unreplayable: 'a split alone holds no auction',
          };
    },
  });
}

/** How large a difference of two shares is beyond rounding. */
export function significantShare({ load }: SplitTask): number {
  return 1e-9 * load;
}

/** v(S) = min(load, Σ room of S), the part of the task that each coalition has room for. */
export function roomOfCoalitions({ load, room }: SplitTask): Float64Array {
  return coalitionSums(room.length, (member) => room[member]!).map((sum) => Math.min(load, sum));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
