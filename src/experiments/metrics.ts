import type { Summary } from '../simulation/summary.js';

/** One figure of a run by which alternatives are compared. */
interface Metric {
  readonly title: string;
  /** The same in a sentence. */
  readonly short: string;
  readonly unit: 'time' | 'share' | 'load' | 'messages' | 'penalty';
  /** Which of two values is better; `neither` where that depends on what one wants. */
  readonly better: 'lower' | 'neither';
  /** Of a quantile of sojourn times: which. It is estimated from the tasks of all runs together. */
  readonly share?: number;
  /** NaN where the run has no such value, for example because no task was completed. */
  of(summary: Summary): number;
}

/** Classes of which no task was completed have none. */
const late = ({ slaViolations: { gold, silver, bronze } }: Summary): number =>
  (gold ?? 0) + (silver ?? 0) + (bronze ?? 0);

/** What alternatives can be compared by. All are of the measured window: of its tasks, or of its time. */
export const metrics = {
  sojourn: {
    title: 'mean sojourn time',
    short: 'mean sojourn',
    unit: 'time',
    better: 'lower',
    of: ({ sojourn }) => sojourn.mean ?? Number.NaN,
  },
  'sojourn-p99': {
    title: '99th percentile of sojourn times',
    short: 'p99 sojourn',
    unit: 'time',
    better: 'lower',
    share: 0.99,
    of: ({ sojourn }) => sojourn.p99 ?? Number.NaN,
  },
  waiting: {
    title: 'mean waiting time',
    short: 'mean waiting',
    unit: 'time',
    better: 'lower',
    of: ({ waiting }) => waiting.mean ?? Number.NaN,
  },
  'sla-violations': {
    title: 'SLA violations, share of completed tasks',
    short: 'share of SLA violations',
    unit: 'share',
    better: 'lower',
    of: (summary) => late(summary) / summary.measured,
  },
  'sla-penalty': {
    title: 'SLA penalty of a completed task',
    short: 'SLA penalty',
    unit: 'penalty',
    better: 'lower',
    of: ({ measured, slaViolations }) => (slaViolations.penalty ?? Number.NaN) / measured,
  },
  unserved: {
    title: 'tasks not completed, share of those that arrived',
    short: 'share of tasks not completed',
    unit: 'share',
    better: 'lower',
    of: ({ window }) => window.unserved ?? Number.NaN,
  },
  utilisation: {
    title: 'utilisation',
    short: 'utilisation',
    unit: 'share',
    better: 'neither',
    of: ({ utilisation }) => utilisation ?? Number.NaN,
  },
  fairness: {
    title: 'unfairness: standard deviation of loads, average over time',
    short: 'standard deviation of loads',
    unit: 'load',
    better: 'lower',
    of: ({ window }) => window.fairness ?? Number.NaN,
  },
  messages: {
    title: 'messages a task',
    short: 'messages a task',
    unit: 'messages',
    better: 'lower',
    of: ({ window }) => window.messages / window.tasks,
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;

export const metricNames = Object.keys(metrics) as MetricName[];

/** Whether it depends on how long tasks wait, which a rare event may move by any amount. */
export function waits(name: MetricName): boolean {
  return name !== 'utilisation' && name !== 'messages';
}

/** Whether it counts tasks to which something happens. */
export function isShareOfTasks(name: MetricName): boolean {
  return name === 'sla-violations' || name === 'unserved';
}

/** Which quantile of sojourn times a metric is; undefined where it is none. */
export function shareOf(name: MetricName): number | undefined {
  return (metrics[name] as Metric).share;
}
