import { ProcessorSharing } from '../../src/queueing/processor-sharing.js';
import { SlottedService } from '../../src/queueing/slotted-service.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { Simulation } from '../../src/simulation/simulation.js';
import type { Summary } from '../../src/simulation/summary.js';
import { Tasks } from '../../src/world/tasks.js';

/** What a run does to tasks, their parts and servers; nothing of it says who is served. */
export type Happening = { time: number } & (
  | { kind: 'arrives' | 'leaves' | 'auction'; task: number }
  | { kind: 'joins' | 'goes'; task: number; server: number; priority: number; part: number; load: number }
  | { kind: 'halts' | 'resumes'; server: number }
);

/** Runs `input` to its end, with a log of what the disciplines and the tasks are told. */
export async function logged(input: ScenarioInput): Promise<{ log: Happening[]; summary: Summary }> {
  const log: Happening[] = [];
  const simulation = new Simulation(await prepareScenario(input), {
    observers: [{ auction: ({ task, time }) => log.push({ time, kind: 'auction', task }) }],
  });
  const parts = new Map<number, number>();
  let tasks: Tasks | undefined;
  let joined = 0;
  const spies = [
    spied(Tasks.prototype, 'spawn', (owner, task: number, time: number) => {
      tasks = owner;
      log.push({ time, kind: 'arrives', task });
    }),
    spied(Tasks.prototype, 'despawn', (_, row: number) => {
      log.push({ time: simulation.now, kind: 'leaves', task: tasks!.number[row]! });
    }),
    ...[SlottedService.prototype, ProcessorSharing.prototype].flatMap((prototype) => [
      spied(prototype, 'join', (discipline, part: number, time: number) => {
        parts.set(part, joined++);
        log.push({ time, kind: 'joins', ...traitsOf(discipline, part) });
      }),
      spied(prototype, 'leave', (discipline, part: number, time: number) => {
        log.push({ time, kind: 'goes', ...traitsOf(discipline, part) });
      }),
      spied(prototype, 'halt', (_, server: number, time: number) => {
        log.push({ time, kind: 'halts', server });
      }),
      spied(prototype, 'resume', (_, server: number, time: number) => {
        log.push({ time, kind: 'resumes', server });
      }),
    ]),
  ];
  function traitsOf(discipline: object, part: number) {
    const { parts: columns } = (discipline as { stations: { parts: Record<string, Float64Array> } }).stations;
    return {
      task: tasks!.number[columns.task![part]!]!,
      server: columns.server![part]!,
      priority: columns.priority![part]!,
      load: columns.load![part]!,
      part: parts.get(part)!,
    };
  }
  try {
    simulation.run();
    return { log, summary: simulation.summary() };
  } finally {
    for (const undo of spies) undo();
  }
}

/** Notes each call of a method before it is made; returns what takes that back. */
function spied<Owner extends object>(
  prototype: Owner,
  name: keyof Owner & string,
  note: (owner: Owner, ...given: never[]) => void,
): () => void {
  const methods = prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
  const method = methods[name]!;
  methods[name] = function (this: unknown, ...given: unknown[]) {
    note(this as Owner, ...(given as never[]));
    return method.apply(this, given);
  };
  return () => {
    methods[name] = method;
  };
}
