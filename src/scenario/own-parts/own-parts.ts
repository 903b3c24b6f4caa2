import type { Balancer, BalancerTerms } from '../../balancers/balancer.js';
import { InputError } from '../../input/input-error.js';
import type { Learner, LearningTerms } from '../../learning/learner.js';
import type { PaymentRule } from '../../market/payment-rule.js';
import type { NamedAuction } from '../../market/sold-by.js';
import type { Split } from '../../market/split.js';
import type { CodePath } from '../code-paths.js';
import { ownBalancer } from './balancer.js';
import { ownLearner } from './learner.js';
import { OwnCode } from './own-code.js';
import { ownPayment } from './payment.js';
import { ownSplit } from './split.js';
import { taskAuctionOf } from './task-auction.js';

/** A part that may be of the user's own. */
export type PartName = 'mechanism' | 'payment' | 'balancer' | 'split' | 'learner';

/** Parts of the user's own, made of the files that a scenario names. */
export interface OwnParts {
  /** The file of each, as errors name it. */
  readonly files: Readonly<Partial<Record<PartName, string>>>;
  readonly mechanism?: NamedAuction;
  readonly payment?: PaymentRule;
  readonly balancer?: (terms: BalancerTerms) => Balancer;
  readonly split?: Split;
  readonly learner?: (terms: LearningTerms) => Learner;
}

/** A part that is made of a function, with the options that the scenario gives it. */
type Making = (exported: never, options: object, code: OwnCode) => unknown;

const made: Record<Exclude<CodePath, 'auction.mechanism'>, [part: PartName, make: Making]> = {
  'auction.payment.module': ['payment', ownPayment],
  'balancer.module': ['balancer', ownBalancer],
  'coalition.split.module': ['split', ownSplit],
  'learning.mode.module': ['learner', ownLearner],
};

/**
 * The part that a file exports.
 *
 * @param options - that the scenario gives it
 * @throws InputError if it exports something else
 */
export function partOf(path: CodePath, exported: unknown, file: string, options: object): OwnParts {
  if (path === 'auction.mechanism') {
    return { mechanism: taskAuctionOf(exported, file), files: { mechanism: file } };
  }
  const [part, make] = made[path];
  if (typeof exported !== 'function') {
    const message = `exports no ${part} as its default: that is a function`;
    throw new InputError({ file, message, hint: 'docs/components.md has an example of each' });
  }
  return { [part]: make(exported as never, options, new OwnCode(file, part)), files: { [part]: file } };
}
