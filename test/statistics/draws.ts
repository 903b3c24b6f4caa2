import { randomNormal } from 'd3-random';
import type { Uniform } from '../../src/random/distribution.js';
import { exponentialGap } from '../../src/random/exponential-gap.js';

/** Standard normal draws. */
export const normals = (uniform: Uniform): (() => number) => randomNormal.source(uniform)();

/** An autoregressive series about 0: each value is `memory` times the one before and a normal. It starts at `start`. */
export function autoregressive(memory: number, uniform: Uniform, start = 0): () => number {
  const draw = normals(uniform);
  let value = start;
  return () => {
    value = memory * value + draw();
    return value;
  };
}

/**
 * Sojourn times of successive tasks of M/M/1 with service rate 1, from an empty system: Lindley's recursion (1952).
 *
 * @param service - draws of service times, by default from the same stream as gaps
 */
export function sojournsOfMM1(arrivalRate: number, uniform: Uniform, service = uniform): () => number {
  let sojourn = 0;
  return () => {
    sojourn = Math.max(0, sojourn - exponentialGap(arrivalRate, uniform)) + exponentialGap(1, service);
    return sojourn;
  };
}
