import type { Learner, LearningTerms } from '../../learning/learner.js';
import { hasFunction, type OwnCode } from './own-code.js';

/** Makes a learner that a file exports: `(terms, options) => learner`. */
export function ownLearner(
  create: (terms: LearningTerms, options: object) => unknown,
  options: object,
  code: OwnCode,
): (terms: LearningTerms) => Learner {
  return (terms) => {
    const made = code.call('the default export', () => create(terms, options));
    if (!code.call('the default export', () => hasFunction(made, 'step'))) {
      const wanted = 'an object with a method step(server, step, loadRatio, target, sensitivity)';
      throw code.failure('the default export', made, wanted);
    }
    const learner = made as Learner;
    return {
      step(...given) {
        const after: unknown = code.call('step()', () => learner.step(...given));
        if (Number.isFinite(after)) return after as number;
        throw code.failure('step()', after, 'a sensitivity, a finite number');
      },
    };
  };
}
