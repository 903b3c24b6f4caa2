import { z } from 'zod';
import { largest, smallest } from '../input/magnitude.js';

/** A number of any sign, −1e12 … 1e12. */
export const signed = z.number().min(-largest).max(largest);

/** A number above 0, 1e-12 … 1e12. */
export const positive = z.number().min(smallest).max(largest);

/** A number from 0, 0 … 1e12. */
export const nonNegative = z.number().min(0).max(largest);

/** A share or a chance, 0 … 1. */
export const fraction = z.number().min(0).max(1);

/** A whole number, `from` … `to`. */
export function whole(from: number, to: number) {
  return z.int().min(from).max(to);
}
