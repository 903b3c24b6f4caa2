import { type Distribution, type Sampler, sampler } from '../random/distribution.js';
import type { Streams } from '../random/streams.js';
import { type SlaClass, slaClasses, type Trace } from './trace.js';

/** What the scenario says about tasks. */
export interface TaskTerms {
  readonly load: Distribution;
  /** Shares of the classes, not all 0. */
  readonly sla: Readonly<Record<SlaClass, number>>;
  readonly complexity: Distribution;
  readonly latency: Distribution;
}

/**
 * The attributes of one task, written over at each draw. A class, because literals that begin with the same keys share a layout, and where
 * one of them holds something else, V8 allocates each number that is written to any.
 */
export class TaskAttributes {
  load = 0;
  complexity = 0;
  latency = 0;
  /** Index into `slaClasses`. */
  sla = 0;
}

/** Writes the attributes of the next task, in order of arrival. */
export type AttributeSource = (out: TaskAttributes) => void;

/** Draws each attribute from a stream of its own: changing one distribution leaves the other attributes as they were. */
export function drawnAttributes(terms: TaskTerms, streams: Streams): AttributeSource {
  const load = sampler(terms.load, streams.uniform('tasks/load'));
  const complexity = sampler(terms.complexity, streams.uniform('tasks/complexity'));
  const latency = sampler(terms.latency, streams.uniform('tasks/latency'));
  const sla = classSampler(terms.sla, streams.uniform('tasks/sla'));
  // Called by turns V8 compiles each by itself, with the whole draw. Of four in one function it inlines three, and allocates the rest.
  const draws: AttributeSource[] = [
    (out) => {
      out.load = load();
    },
    (out) => {
      out.complexity = complexity();
    },
    (out) => {
      out.latency = latency();
    },
    (out) => {
      out.sla = sla();
    },
  ];
  return (out) => {
    for (let i = 0; i < draws.length; i++) draws[i]!(out);
  };
}

/** How the columns of a trace become attributes. */
interface TraceUnits {
  /** Load of one unit of the trace's work. */
  readonly loadScale: number;
  /** Units of the trace's times in a round, or in a unit of continuous time. */
  readonly roundLength: number;
}

/** Takes what the trace knows from its rows, in order, and draws the rest. */
export function tracedAttributes(
  trace: Trace,
  { loadScale, roundLength }: TraceUnits,
  drawn: AttributeSource,
): AttributeSource {
  let row = 0;
  return (out) => {
    drawn(out);
    out.load = trace.load[row]! * loadScale;
    if (trace.complexity) out.complexity = trace.complexity[row]!;
    if (trace.latency) out.latency = trace.latency[row]! / roundLength;
    if (trace.sla) out.sla = trace.sla[row]!;
    row++;
  };
}

function classSampler(shares: Readonly<Record<SlaClass, number>>, uniform: () => number): Sampler {
  const each = Float64Array.from(slaClasses, (name) => shares[name]);
  const total = each.reduce((sum, share) => sum + share, 0);
  if (each.filter((share) => share > 0).length === 1) {
    const only = each.indexOf(total);
    return () => only;
  }
  const last = each.length - 1;
  return () => {
    let left = uniform() * total;
    for (let i = 0; i < last; i++) {
      left -= each[i]!;
      if (left < 0) return i;
    }
    return last;
  };
}
