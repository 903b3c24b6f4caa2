import { harmless } from '../../input/harmless.js';
import { readableNumber } from '../summary/readable-number.js';
import { withheldWords } from '../withheld-words.js';
import type { CompareDocument, ComparedBest, ComparedDifference } from './compare-document.js';

/** Beyond this ratio people say times, and not per cent. */
const timesFrom = 3;

/** One difference in words: how large, how sure, and whether that is better. */
export function sentence(
  each: ComparedDifference,
  baseline: string,
  metrics: CompareDocument['metrics'],
  level: number,
): string {
  const { short, better } = metrics.find(({ name }) => name === each.metric)!;
  const subject = `${harmless(each.alternative)}: ${short}`;
  const other = harmless(baseline);
  if (each.verdict === 'missing') return `${subject} cannot be compared, a run has none`;
  if (each.verdict === 'withheld') return `${subject} cannot be compared, ${withheldWords[each.withheld!]}`;
  if (each.verdict === 'equal') return `${subject} the same as ${other} in every replication`;
  const interval = `${readableNumber(100 * level)} % interval`;
  return `${subject} ${size(each, other, interval)}: ${judgement(each.verdict, better)}`;
}

/** Which alternative is the best, or may be, and how far the one that looks best is above it at most. */
export function bestSentence({ aboveBest, candidates }: ComparedBest, level: number): string {
  const sure = `${readableNumber(100 * level)} %`;
  const [first, ...others] = candidates.map((each) => harmless(each));
  if (others.length === 0) return `the best is ${first}, with ${sure} at least`;
  const [closest, distance] = Object.entries(aboveBest).reduce((a, b) => (b[1] < a[1] ? b : a));
  const within = `${harmless(closest)} is at most ${readableNumber(distance)} above it`;
  return `the best is one of ${[first, ...others].join(', ')}, with ${sure} at least; ${within}`;
}

function judgement(verdict: 'lower' | 'higher' | 'unsure', better: 'lower' | 'neither'): string {
  if (verdict === 'unsure') return 'not sure';
  if (better === 'neither') return `surely ${verdict}`;
  return verdict === better ? 'surely better' : 'surely worse';
}

function size(each: ComparedDifference, other: string, interval: string): string {
  const { difference, low, high, ratio } = each;
  const show = readableNumber;
  if (low === high)
    return `${show(Math.abs(difference!))} ${directionOf(each)} than ${other} in every replication`;
  if (ratio !== null && ratio.low > 0 && ratio.high > timesFrom) {
    return `${show(ratio.ratio)} times that of ${other}, ${interval} ${show(ratio.low)} to ${show(ratio.high)} times`;
  }
  if (ratio === null || ratio.high > timesFrom) {
    return `${show(Math.abs(difference!))} ${directionOf(each)} than ${other}, ${interval} ${show(low)} to ${show(high)}`;
  }
  const change = percent(difference! < 0 ? 2 - ratio.ratio : ratio.ratio);
  return `${change} % ${directionOf(each)} than ${other}, ${interval} ${percent(ratio.low)} to ${percent(ratio.high)} %`;
}

/** Two digits, as more of them would say more than is known. */
function percent(ratio: number): string {
  const value = 100 * (ratio - 1);
  return readableNumber(Number(Math.abs(value) < 10 ? value.toPrecision(2) : value.toFixed(0)));
}

function directionOf({ difference }: ComparedDifference): 'lower' | 'higher' {
  return difference! < 0 ? 'lower' : 'higher';
}
