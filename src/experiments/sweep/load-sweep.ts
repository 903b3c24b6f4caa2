import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { shortenedPath } from '../../input/harmless.js';
import { InputError, type Problem } from '../../input/input-error.js';
import { unreadable } from '../../input/input-file.js';
import { DecidingDefaults } from '../../scenario/deciding-defaults.js';
import { loadDocument, type Reading, type SourcedScenario } from '../../scenario/load.js';
import type { Override } from '../../scenario/override.js';
import { readScenarioDocument, sweepKind } from '../../scenario/read-document.js';
import type { Path, Place, ScenarioDocument } from '../../scenario/scenario-document.js';
import { TraceMemory } from '../../scenario/trace-memory.js';
import { accepted } from '../../scenario/validate.js';
import { type Design, mostPoints } from './design.js';
import { designs, type Parameters } from './designs.js';
import { planOf, type SweepPlan, sweepPoint } from './plan.js';
import { refusePaths } from './refuse-paths.js';
import type { Json, Point } from './setting.js';
import { mostRuns, type SweepTerms, sweepSchema } from './sweep-schema.js';

/** A sweep file, ready to be run. */
export interface LoadedSweep {
  readonly terms: SweepTerms;
  readonly plan: SweepPlan;
  /** Of all points together. */
  readonly defaults: DecidingDefaults;
}

/**
 * Loads a sweep file (YAML or JSON), the scenario at every point, and the files that these name.
 *
 * @param given - how the files that the scenario names are read; traces are remembered from one point to the next
 * @throws InputError with everything that is wrong, each problem with its file, line and column
 */
export async function loadSweep(file: string, given: Reading = {}): Promise<LoadedSweep> {
  const saying = (path: string): string => `set: { ${path}: PATH } in the sweep file`;
  const reading = { ...given, saying, traces: given.traces ?? new TraceMemory() };
  const document = await readScenarioDocument(file, sweepKind);
  const terms = accepted(sweepSchema, document);
  refuseTooMany(terms, document);
  const scenario = await scenarioFile(terms, file, document);
  const base = await readScenarioDocument(scenario);
  const seed = terms.seed ?? (await seedOf(base, scenario, reading));
  const points = pointsOf(terms.parameters, seed);
  refusePaths(points, terms, document);
  const load = loader(base, scenario, terms, document, reading);
  const { metrics } = terms.outputs;
  const defaults = new DecidingDefaults();
  const loaded = await allAccepted(points, document, async (point) => {
    const scenario = await load(point);
    defaults.add(scenario);
    return sweepPoint(scenario, { metrics, parameters: valuesOf(point) });
  });
  const name = terms.name ?? basename(file).replace(/\.(ya?ml|json)$/i, '');
  const { commonRandomNumbers, replications } = terms;
  const plan = planOf({ name, seed, commonRandomNumbers, replications, points: loaded });
  return { terms, plan, defaults };
}

/** @throws InputError before anything that large is made */
function refuseTooMany({ parameters, replications }: SweepTerms, document: ScenarioDocument): void {
  const points = parameters === undefined ? 1 : designOf(parameters).count(parameters);
  if (points > mostPoints) {
    const message = `parameters: are ${points} points, more than ${mostPoints}`;
    throw new InputError({ ...document.placeOf(['parameters']), message });
  }
  if (points * replications > mostRuns) {
    const message = `replications: ${points} points of ${replications} are more than ${mostRuns} runs`;
    throw new InputError({ ...document.placeOf(['replications']), message });
  }
}

async function scenarioFile({ scenario }: SweepTerms, file: string, document: ScenarioDocument) {
  const path = isAbsolute(scenario) ? scenario : join(dirname(file), scenario);
  const reason = await unreadable(path);
  if (reason === undefined) return path;
  const hint = `looked for ${shortenedPath(resolve(path))}: a relative name starts at the folder of the sweep file`;
  throw new InputError({
    ...document.placeOf(['scenario']),
    message: `scenario: ${shortenedPath(path)}: ${reason}`,
    hint,
  });
}

/** The seed that the scenario has by itself. */
async function seedOf(base: ScenarioDocument, scenario: string, reading: Reading): Promise<number> {
  const { seed } = base.value as { seed?: unknown };
  const own = { ...base, value: seed === undefined ? {} : { seed } };
  return (await loadDocument(own, [], dirname(scenario), reading)).scenario.seed;
}

/** The design that has the name that the terms have, which therefore are of it. */
function designOf(parameters: Parameters): Design<z.ZodObject> {
  return designs[parameters.design] as unknown as Design<z.ZodObject>;
}

function pointsOf(parameters: Parameters | undefined, seed: number): Point[] {
  return parameters === undefined ? [[]] : designOf(parameters).points(parameters, seed);
}

function valuesOf(point: Point): Record<string, Json> {
  return Object.fromEntries(point.map(({ path, value }) => [path, value]));
}

/** Loads the scenario at a point, whose values have their places in the sweep file. */
function loader(
  base: ScenarioDocument,
  scenario: string,
  { set }: SweepTerms,
  document: ScenarioDocument,
  reading: Reading,
) {
  const overrideOf = (path: string, value: Json, at: Path): Override => ({
    path: path.split('.'),
    value,
    place: document.placeOf(at),
  });
  const common = Object.entries(set).map(([path, value]) => overrideOf(path, value, ['set', path]));
  return (point: Point): Promise<SourcedScenario> => {
    const own = point.map(({ path, value, at }) => overrideOf(path, value, ['parameters', ...at]));
    return loadDocument(base, [...common, ...own], dirname(scenario), reading);
  };
}

/** The problem, with what to do where a design has drawn a fraction for what has to be whole. */
function withWholeHint(problem: Problem, point: Point, document: ScenarioDocument): Problem {
  if (!/whole number/.test(problem.message)) return problem;
  const isAt = ({ line, column }: Place): boolean => line === problem.line && column === problem.column;
  const isDrawn = point.some(
    ({ value, at }) =>
      at.length === 2 && !Number.isInteger(value) && isAt(document.placeOf(['parameters', ...at])),
  );
  return isDrawn ? { ...problem, hint: 'draw whole numbers: { from: …, to: …, whole: true }' } : problem;
}

/** What `load` makes of every point; what is wrong with many of them at the same place is told once. */
async function allAccepted<Loaded>(
  points: readonly Point[],
  document: ScenarioDocument,
  load: (point: Point) => Promise<Loaded>,
): Promise<Loaded[]> {
  const problems = new Map<string, Problem>();
  const loaded: Loaded[] = [];
  for (const [i, point] of points.entries()) {
    // Lets signals in: 60,000 points take seconds.
    if (i % 100 === 0) await setImmediate();
    try {
      loaded.push(await load(point));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const problem of error.problems) {
        const { file, line, column, message } = problem;
        const told = withWholeHint(problem, point, document);
        problems.set(JSON.stringify(line === undefined ? [file, message] : [file, line, column]), told);
      }
    }
  }
  const byPlace = (a: Problem, b: Problem): number =>
    (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  if (problems.size > 0) throw new InputError([...problems.values()].sort(byPlace));
  return loaded;
}
