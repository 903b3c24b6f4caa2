import { quoted } from '../../input/harmless.js';
import { InputError, type Problem } from '../../input/input-error.js';
import type { Path, ScenarioDocument } from '../../scenario/scenario-document.js';
import type { Point } from './setting.js';
import type { SweepTerms } from './sweep-schema.js';

/** A path that the sweep file gives a value to, and where it does. */
interface Given {
  readonly path: string;
  readonly key: Path;
  readonly isVaried: boolean;
}

/**
 * Refuses paths that are none, seeds, which are derived, and what is given twice: as a whole and in part, or both set and varied.
 *
 * @throws InputError with all that is refused
 */
export function refusePaths(points: readonly Point[], { set }: SweepTerms, document: ScenarioDocument): void {
  const fixed = Object.keys(set).map((path): Given => ({ path, key: ['set', path], isVaried: false }));
  const problems = new Map<string, Problem>();
  for (const point of alike(points)) {
    const varied = point.map(
      ({ path, at }): Given => ({
        path,
        key: ['parameters', ...at.slice(0, at.indexOf(path) + 1)],
        isVaried: true,
      }),
    );
    const given = [...fixed, ...varied];
    given.forEach((each, i) => {
      const problem = problemWith(each, given.slice(0, i));
      if (problem) problems.set(each.path, { ...document.placeOfKey(each.key), ...problem });
    });
  }
  if (problems.size > 0) throw new InputError([...problems.values()]);
}

/** One of those points that have the same paths, for all that there are. */
function alike(points: readonly Point[]): Iterable<Point> {
  const byPaths = new Map<string, Point>();
  for (const point of points) {
    const paths = JSON.stringify(point.map(({ path }) => path));
    if (!byPaths.has(paths)) byPaths.set(paths, point);
  }
  return byPaths.values();
}

/** @param before - what is given before, and may be written over */
function problemWith({ path, isVaried }: Given, before: readonly Given[]): Problem | undefined {
  const steps = path.split('.');
  if (steps.includes('') || steps.includes('__proto__')) {
    return { message: `${quoted(path)} is no path of a scenario`, hint: 'for example: servers.count' };
  }
  if (path === 'seed') {
    const hint = 'replications have seeds of their own, which come from seed';
    return { message: 'a seed cannot be set or varied here', hint };
  }
  const hint = 'remove one of them';
  if (before.some((other) => other.path === path)) return { message: `${path}: is given in set, too`, hint };
  const whole = before.find((other) => other.path.startsWith(`${path}.`));
  if (whole) return { message: `${path}: would replace ${whole.path}, which is given, too`, hint };
  const part = before.find((other) => other.isVaried && isVaried && path.startsWith(`${other.path}.`));
  if (part) return { message: `${path}: would change ${part.path}, which is varied, too`, hint };
  return undefined;
}
