import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LinearPredictor } from '../../src/learning/linear-predictor.js';

const amount = fc.double({ min: 0.1, max: 100, noNaN: true });
const rate = fc.oneof(fc.constantFrom(0.01, 0, 1), fc.double({ min: 0, max: 1, noNaN: true }));

function predictor(weight: number, learningRate: number): LinearPredictor {
  const inputs = {
    count: 2,
    capacity: Float64Array.of(50, 50),
    load: Float64Array.of(100, 0),
    sensitivity: Float64Array.of(1, 1),
    riskAversion: Float64Array.of(0.25, 0.25),
  };
  return new LinearPredictor(inputs, Float64Array.of(weight, weight), learningRate, 0.5);
}

test('predicts weight · (clamped ratio + task load + sensitivity + risk aversion)', () => {
  expect(predictor(2, 0.01).predict(0, 10)).toBe(2 * (1 + 10 + 1 + 0.25));
  expect(predictor(2, 0.01).predict(1, 10)).toBe(2 * (0 + 10 + 1 + 0.25));
});

test('a step is the gradient, or the one that makes the error 0 where the gradient would diverge', () => {
  const property = fc.property(amount, amount, amount, rate, (weight, taskLoad, price, learningRate) => {
    const subject = predictor(weight, learningRate);
    const before = price - subject.predict(1, taskLoad);
    const features = 0 + taskLoad + 1 + 0.25;
    subject.learn(1, taskLoad, price);
    const after = price - subject.predict(1, taskLoad);
    const gain = learningRate * features * features;
    const expected = gain < 2 ? before * (1 - gain) : 0;
    expect(after).toBeCloseTo(expected, 6);
    expect(subject.weights[0]).toBe(weight);
  });
  fc.assert(property, { seed: 1, numRuns: 500 });
});

test('never diverges, and learns a price that is a multiple of the features', () => {
  const property = fc.property(
    fc.array(amount, { minLength: 50, maxLength: 50 }),
    fc.double({ min: 0.5, max: 5, noNaN: true }),
    (taskLoads, multiple) => {
      const subject = predictor(1, 0.01);
      for (let turn = 0; turn < 20; turn++) {
        for (const taskLoad of taskLoads) subject.learn(1, taskLoad, multiple * (taskLoad + 1.25));
      }
      expect(subject.weights[1]).toBeCloseTo(multiple, 6);
    },
  );
  fc.assert(property, { seed: 2, numRuns: 50 });
});

test('shading moves a bid its part of the way to the predicted price', () => {
  const subject = predictor(2, 0.01);
  const capacityFactor = 1.25;
  const predicted = subject.predict(0, 10) / capacityFactor;
  expect(subject.shade(0, 10, 4, capacityFactor)).toBeCloseTo((4 + predicted) / 2, 12);
});
