import type { LieGain, Summary } from '../../simulation/summary.js';
import { readableNumber } from './readable-number.js';

/** One figure of a summary: what it is, its value as text, and how to read it. */
interface Fact {
  name: string;
  value: string;
  note: string;
}

const show = readableNumber;

/** The single figures of a summary, the important ones first. */
export function facts(summary: Summary): Fact[] {
  const { tasks, auctions, clock, money, slaViolations: late, trends, window } = summary;
  const unit = clock === 'rounds' ? 'round' : 'sample';
  const isMarket = trends.reserve !== null;
  return [
    ...(trends.reserve === null
      ? []
      : [
          {
            name: 'Reserve',
            value: show(summary.reserve),
            note: `after the last ${unit}; ${show(trends.reserve.first)} after the first`,
          },
        ]),
    {
      name: 'Fairness',
      value: show(window.fairness),
      note: `standard deviation of loads, average over time; ${show(summary.fairness)} at the end; lower is fairer`,
    },
    {
      name: 'Social welfare',
      value: show(summary.welfare),
      note: '−Σ |load − target load| at the end; 0 is best',
    },
    {
      name: 'Utilisation',
      value: percent(summary.utilisation),
      note: 'of the processing capacity',
    },
    {
      name: isMarket ? 'Auctions' : 'Placements',
      value: show(auctions.total),
      note: `${show(auctions.retried)} retried${auctions.reassigned > 0 ? `, ${show(auctions.reassigned)} after failures` : ''}; tasks: ${show(tasks.assigned)} assigned${isMarket ? `, ${show(tasks.coalition)} to coalitions, ${show(tasks.aboveReserve)} above the reserve` : ''}`,
    },
    {
      name: 'SLA violations',
      value: show(lateTasks(summary)),
      note: `${show(late.gold)} gold, ${show(late.silver)} silver, ${show(late.bronze)} bronze; penalty ${show(late.penalty)}`,
    },
    ...(isMarket
      ? [
          {
            name: 'Payments',
            value: show(money.payments),
            note: `costs ${show(money.costs)}, utilities ${show(money.utilities)}`,
          },
        ]
      : []),
    ...lieFacts(summary),
    {
      name: 'Messages',
      value: show(summary.messages),
      note: `${isMarket ? 'calls for bids, and bids' : 'between balancer and servers'}; ${show(window.tasks === 0 ? null : window.messages / window.tasks)} a task`,
    },
    ...predictionFact(summary),
    ...traceFacts(summary),
  ];
}

/** Columns and reasons that are named, at most. */
const NAMED = 8;

/** What was replayed of a trace, and what of its file was not. */
function traceFacts({ trace }: Summary): Fact[] {
  if (trace === undefined) return [];
  const skipped = Object.entries(trace.skipped).map(
    ([reason, rows]) => `${show(rows)} (${reason}; ${linesOf(trace.skippedLines[reason]!, rows)})`,
  );
  const parts = [
    ...(trace.afterEnd > 0 ? [`${show(trace.afterEnd)} after the end`] : []),
    ...(skipped.length > 0 ? [`skipped: ${listed(skipped)}`] : []),
    ...(trace.gap
      ? [
          `no task for ${show(100 * trace.gap.share)} % of its time, after ${show(trace.gap.after)}: is a time wrong?`,
        ]
      : []),
    ...(trace.unread.length > 0 ? [`columns not read: ${listed(trace.unread)}`] : []),
  ];
  const note = [`of ${show(trace.rows)} ${trace.rows === 1 ? 'row' : 'rows'}`, ...parts].join('; ');
  return [{ name: 'Trace', value: show(trace.replayed), note }];
}

/** The first lines of so many rows. */
function linesOf(lines: readonly number[], rows: number): string {
  if (rows > lines.length) return `lines ${lines.join(', ')} …`;
  const [last, ...others] = lines.toReversed();
  return others.length === 0 ? `line ${last}` : `lines ${others.toReversed().join(', ')} and ${last}`;
}

function listed(texts: readonly string[]): string {
  const rest = texts.length - NAMED;
  return [...texts.slice(0, NAMED), ...(rest > 0 ? [`${show(rest)} more`] : [])].join(', ');
}

function percent(share: number | null): string {
  return share === null ? show(share) : `${show(100 * share)} %`;
}

/** Null where no task was measured. */
function lateTasks({ slaViolations: { gold, silver, bronze } }: Summary): number | null {
  const counts = [gold, silver, bronze].filter((count) => count !== null);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** So many liars are shown one by one; `summary.json` holds all. */
const SHOWN_LIARS = 10;

function lieFacts({ lies = [], liesToOthers }: Summary): Fact[] {
  // A liar's utility is moved by the lies of the others too.
  const whose = lies.length > 1 ? 'all lies' : 'them';
  const inWords = ({ gain, utility, truthful }: LieGain) =>
    `${gain < 0 ? 'lost' : 'gained'} by ${whose}: utility ${show(utility)} in place of ${show(truthful)}`;
  const shown = lies
    .slice(0, SHOWN_LIARS)
    .map((lie) => ({ name: `Lies of server ${lie.server}`, value: show(lie.gain), note: inWords(lie) }));
  const rest = lies.slice(SHOWN_LIARS);
  if (rest.length > 0) {
    const gain = rest.reduce((sum, lie) => sum + lie.gain, 0);
    shown.push({
      name: `Lies of ${rest.length} more`,
      value: show(gain),
      note: 'gained by all lies, together',
    });
  }
  if (liesToOthers) {
    const { server, gain } = liesToOthers;
    const note = `${inWords(liesToOthers)}; it tells the truth`;
    shown.push({ name: `Lies to server ${server}`, value: show(gain), note });
  }
  return shown;
}

function predictionFact({ predictionError }: Summary): Fact[] {
  if (predictionError === undefined) return [];
  const value = readableNumber(predictionError);
  return [{ name: 'Prediction error', value, note: 'mean |clearing price − predicted price|' }];
}

/** Where every task that arrived has gone: the parts that sum to `tasks.arrived`. */
export function taskParts({ tasks }: Summary): { name: string; count: number }[] {
  return (['completed', 'unfinished', 'rejected', 'lost'] as const).map((name) => ({
    name,
    count: tasks[name],
  }));
}
