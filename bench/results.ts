import { readFileSync } from 'node:fs';
import { z } from 'zod';

const point = {
  bench: z.string(),
  /** What tells the point from the others of its bench. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
};

const timing = z.object({
  ...point,
  /** CPU time of one operation, median over turns. */
  nsPerOp: z.number().positive(),
  /** What does the same work in a known way, measured in turn with it in the same run. */
  yardstick: z.object({ name: z.string(), nsPerOp: z.number().positive() }),
  /** How many times faster than the yardstick, from the medians. */
  ratio: z.number().positive(),
  /** Interquartile range of that ratio over turns, relative to it. */
  spread: z.number().nonnegative(),
});

const size = z.object({ ...point, bytes: z.number() });

const report = z.object({
  machine: z.object({
    cpu: z.string(),
    cores: z.number(),
    memoryBytes: z.number(),
    node: z.string(),
  }),
  commit: z.string(),
  /** What every draw of the benches is keyed by. */
  seed: z.number(),
  results: z.array(z.union([timing, size])),
});

/** A measured time. */
export type Timing = z.infer<typeof timing>;

/** A measured amount of memory. */
export type Size = z.infer<typeof size>;

/** One measured point. */
export type Result = Timing | Size;

/** What a run of benches leaves in its file. */
export type Report = z.infer<typeof report>;

/**
 * Reads a file of results.
 *
 * @throws Error that names the file and what is wrong with it
 */
export function readReport(file: string): Report {
  try {
    const parsed = report.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    throw new Error(`no results of a bench\n${z.prettifyError(parsed.error)}`);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}
