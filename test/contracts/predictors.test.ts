import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BidPredictor, PredictorInputs } from '../../src/learning/bid-predictor.js';
import { LinearPredictor } from '../../src/learning/linear-predictor.js';
import { MlpPredictor } from '../../src/learning/neural/mlp-predictor.js';
import { Streams } from '../../src/random/streams.js';

const SERVERS = 4;

type Create = (inputs: PredictorInputs, rate: number, shading: number) => BidPredictor;

const kinds: [string, Create][] = [
  [
    'linear',
    (inputs, rate, shading) =>
      new LinearPredictor(
        inputs,
        Float64Array.from({ length: SERVERS }, (_, i) => 0.8 + i / 10),
        rate,
        shading,
      ),
  ],
  ['mlp', (inputs, rate, shading) => new MlpPredictor(inputs, new Streams(1).uniform('mlp'), rate, shading)],
];

const amount = fc.double({ min: 0, max: 100, noNaN: true });

/** A fleet, of which one trait lies at the ceiling of sensitivities now and then. */
const fleets = fc
  .record({
    load: fc.array(amount, { minLength: SERVERS, maxLength: SERVERS }),
    sensitivity: fc.array(fc.oneof(amount, fc.constant(1e100)), { minLength: SERVERS, maxLength: SERVERS }),
    riskAversion: fc.array(amount, { minLength: SERVERS, maxLength: SERVERS }),
  })
  .map(({ load, sensitivity, riskAversion }) => ({
    count: SERVERS,
    capacity: new Float64Array(SERVERS).fill(50),
    load: Float64Array.from(load),
    sensitivity: Float64Array.from(sensitivity),
    riskAversion: Float64Array.from(riskAversion),
  }));

const lessons = fc.array(
  fc.record({
    server: fc.nat({ max: SERVERS - 1 }),
    taskLoad: fc.double({ min: 1, max: 30, noNaN: true }),
    price: fc.double({ min: 0, max: 1000, noNaN: true }),
  }),
  { maxLength: 20 },
);

function teach(
  predictor: BidPredictor,
  taught: readonly { server: number; taskLoad: number; price: number }[],
): void {
  for (const { server, taskLoad, price } of taught) predictor.learn(server, taskLoad, price);
}

const servers = Array.from({ length: SERVERS }, (_, server) => server);

describe.each(kinds)('the predictor %s', (_, create) => {
  test('predicts a finite line in the task load, as the server is now', () => {
    const property = fc.property(fleets, lessons, amount, amount, (fleet, taught, taskLoad, load) => {
      const predictor = create(fleet, 0.01, 0.5);
      for (let turn = 0; turn < 2; turn++) {
        for (const server of servers) {
          const line = predictor.slope(server) * taskLoad + predictor.intercept(server);
          const predicted = predictor.predict(server, taskLoad);
          expect(Number.isFinite(predicted)).toBe(true);
          expect(Math.abs(predicted - line)).toBeLessThanOrEqual(
            1e-12 * (1 + Math.abs(line) + fleet.sensitivity[server]!),
          );
        }
        teach(predictor, taught);
        fleet.load.fill(load);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  test('teaches one server nothing about another', () => {
    const property = fc.property(fleets, lessons, (fleet, taught) => {
      const predictor = create(fleet, 0.01, 0.5);
      const alone = create(fleet, 0.01, 0.5);
      teach(predictor, taught);
      teach(
        alone,
        taught.filter(({ server }) => server === 2),
      );
      expect(predictor.predict(2, 10)).toBe(alone.predict(2, 10));
    });
    fc.assert(property, { seed: 2, numRuns: 100 });
  });

  test('moves a bid towards its prediction by its shading, in units before the capacity factor', () => {
    const property = fc.property(fleets, amount, fc.constantFrom(0, 0.3, 1), (fleet, bid, shading) => {
      const predictor = create(fleet, 0.01, shading);
      const towards = predictor.predict(1, 10) / 1.5;
      expect(predictor.shade(1, 10, bid, 1.5)).toBe(bid + shading * (towards - bid));
    });
    fc.assert(property, { seed: 3, numRuns: 100 });
  });

  test('learns the price of one task that comes again and again, within 1 %', () => {
    const fleet = {
      count: SERVERS,
      capacity: new Float64Array(SERVERS).fill(50),
      load: new Float64Array(SERVERS).fill(20),
      sensitivity: new Float64Array(SERVERS).fill(1),
      riskAversion: new Float64Array(SERVERS).fill(0.2),
    };
    const predictor = create(fleet, 0.01, 0);
    for (let turn = 0; turn < 1000; turn++) predictor.learn(0, 12, 30);
    expect(Math.abs(predictor.predict(0, 12) - 30)).toBeLessThan(0.3);
  });
});
