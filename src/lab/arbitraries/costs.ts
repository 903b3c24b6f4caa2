import fc from 'fast-check';

/** Small whole numbers are what all else shrinks to; as often drawn, so that ties are common. */
const small = fc.integer({ min: 1, max: 12 });

/** A number of two digits after the point, which people can read. */
const cents = fc.integer({ min: 100, max: 10_000 }).map((value) => value / 100);

/** U[0, 1), of 2⁻³² steps, from a number that shrinks towards the middle of the distribution. */
const uniform = fc.integer({ min: 1, max: 2 ** 32 - 1 }).map((value) => value / 2 ** 32);

/** Costs of an exponential distribution, of a heavy tail (Pareto, shape 1.5) and of a lognormal one, all of scale 10. */
const exponential = uniform.map((u) => -10 * Math.log(u));
const pareto = uniform.map((u) => 10 * u ** (-1 / 1.5));
const lognormal = fc
  .tuple(uniform, uniform)
  .map(([u, v]) => 10 * Math.exp(Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v)));

const extreme = fc.constantFrom(1e-6, 0.5, 25, 1000, 1e6);

/** What a task costs a server, or what it says that it does: > 0, often tied, sometimes extreme. */
export const cost: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { weight: 5, arbitrary: small },
  { weight: 2, arbitrary: cents },
  { weight: 1, arbitrary: exponential },
  { weight: 1, arbitrary: pareto },
  { weight: 1, arbitrary: lognormal },
  { weight: 1, arbitrary: extreme },
);
