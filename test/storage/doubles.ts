import type * as Print from '../../src/cli/print.js';
import type * as Runners from '../../src/experiments/job-runner.js';
import type * as Provenance from '../../src/experiments/provenance.js';
import type { Timing } from '../../src/output/timing.js';
import { version } from '../../src/simulation/version.js';

/** Figures take a tenth of a second each: here some are drawn, and two are not. */
export const figures = {
  drawFigure: async (name: string) =>
    name === 'fairness' || name === 'welfare'
      ? undefined
      : { svg: `<svg id="${name}"/>`, png: new Uint8Array(600) },
};

/** Without asking git. */
export function provenance(system: typeof Provenance): typeof Provenance {
  return { ...system, provenanceHere: () => ({ version, commit: null, host: 'here' }) };
}

/** In this process, also what may bring it down: threads would load the built code. */
export function runners(system: typeof Runners): typeof Runners {
  return { ...system, localRunner: (_, { runs }) => system.localRunner(1, { runs }) };
}

/** No time passes. */
export const stopwatch = {
  Stopwatch: class {
    readonly wallSeconds = 0;

    timing(): Timing {
      return { cpuSeconds: 0, wallSeconds: 0, auctionsPerSecond: 0, eventsPerSecond: 0, peakRssBytes: 0 };
    }
  },
};

/** Profiles say how long things took: here they do not. */
export const profiles = {
  document: { profileDocument: ({ seed }: { seed: number }) => ({ seed }) },
  table: { profileTable: () => 'table\n' },
  trace: { traceFile: () => '[]\n' },
};

/** Without what the lab shows. */
export function silent(system: typeof Print): typeof Print {
  return { ...system, print: () => {} };
}
