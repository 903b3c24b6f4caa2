import { expect } from 'vitest';
import { InputError, type Problem } from '../../src/input/input-error.js';

/** That a refusal is told in words of a scenario, not of the program, and in few of them. */
export function expectPlain(problem: Problem): void {
  const { message, hint = '' } = problem;
  const ofProgram = /undefined|\[object|NaN|\bnull\b|Invalid input|\bunion\b|discriminator|expected/;
  expect(`${message} ${hint}`).not.toMatch(ofProgram);
  expect(message.length).toBeLessThanOrEqual(300);
  expect(hint.length).toBeLessThanOrEqual(300);
  expect(new InputError(problem).message).not.toMatch(/[^\P{C}\n]/u);
}
