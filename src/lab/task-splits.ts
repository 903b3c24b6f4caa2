import { splits } from '../market/splits.js';
import type { TitledSplit } from './split-task.js';

/** Every split of a coalition's task, by the name that `vickrey lab` gives it. */
export const taskSplits = {
  'equal-split': { title: 'the same share for every member', split: splits.equal },
  'proportional-split': { title: 'shares in proportion to spare capacity', split: splits.proportional },
  'shapley-split': {
    title: 'shares in proportion to Shapley values of the part of the task that members have room for',
    split: splits.shapley,
  },
} satisfies Record<string, TitledSplit>;
