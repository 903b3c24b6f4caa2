import { readableNumber } from '../summary/readable-number.js';
import type { SweepDocument } from './sweep-document.js';

const show = readableNumber;

/** Which runs the estimates of a metric leave out, and whether that is by chance; undefined where they leave out none. */
export function missingNote({ points }: SweepDocument, place: number): string | undefined {
  const estimates = points.map((point) => point.estimates[place]!);
  const missing = estimates.reduce((sum, each) => sum + each.missing, 0);
  if (missing === 0) return undefined;
  const unfinished = estimates.reduce((sum, each) => sum + each.missingUnfinished, 0);
  const left = `${show(missing)} ${missing === 1 ? 'run has' : 'runs have'} no value and ${missing === 1 ? 'is' : 'are'} left out`;
  if (unfinished === 0) return left;
  const those = unfinished === missing ? 'there' : `in ${show(unfinished)} of them`;
  return `${left}: ${those} tasks were unfinished at the end, so not by chance, and the estimate is of the quicker runs`;
}
