import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cost } from '../../src/lab/arbitraries/costs.js';
import { cheapestAssignment } from '../../src/lab/assignment.js';

/** Every way to give tasks to servers, one a server. */
function leastByTrying(
  profile: readonly (readonly number[])[],
  task = 0,
  taken: readonly number[] = [],
): number {
  if (task === profile[0]!.length) return 0;
  return Math.min(
    ...profile.flatMap((row, server) =>
      taken.includes(server) ? [] : [row[task]! + leastByTrying(profile, task + 1, [...taken, server])],
    ),
  );
}

test('an assignment is one, costs what it says, and no other costs less', () => {
  const cases = fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.array(cost, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 6 }),
    )
    .map(([tasks, rows]) => rows.map((row) => row.slice(0, tasks)));
  const property = fc.property(cases, (profile) => {
    const sizes = profile[0]!.map(() => 1);
    const { servers, cost: least } = cheapestAssignment(profile, sizes);
    expect(new Set(servers).size).toBe(sizes.length);
    const stated = servers.reduce((sum, server, task) => sum + profile[server]![task]!, 0);
    expect(least).toBe(stated);
    const expected = leastByTrying(profile);
    expect(Math.abs(least - expected)).toBeLessThanOrEqual(1e-12 * expected);
  });
  fc.assert(property, { seed: 1, numRuns: 500 });
});
