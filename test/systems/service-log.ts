import { vi } from 'vitest';
import { ProcessorSharing } from '../../src/queueing/processor-sharing.js';
import { SlottedService } from '../../src/queueing/slotted-service.js';
import { prepareScenario } from '../../src/scenario/load.js';
import type { ScenarioInput } from '../../src/scenario/schema.js';
import { Simulation } from '../../src/simulation/simulation.js';
import type { Summary } from '../../src/simulation/summary.js';
import { Tasks } from '../../src/world/tasks.js';

/** What a run does to tasks, their parts and servers; nothing of it says who is served. */
export type Happening = { time: number } & (
  | { kind: 'arrives' | 'leaves'; task: number }
  | { kind: 'joins' | 'goes'; task: number; server: number; priority: number; part: number }
  | { kind: 'halts' | 'resumes'; server: number }
);

/** Runs `input` to its end, with a log of what the disciplines and the tasks are told. */
export async function logged(input: ScenarioInput): Promise<{ log: Happening[]; summary: Summary }> {
  const simulation = new Simulation(await prepareScenario(input));
  const log: Happening[] = [];
  const rows = new Map<number, number>();
  const parts = new Map<number, number>();
  let joined = 0;
  const spawn = Tasks.prototype.spawn;
  const spies = [
    vi.spyOn(Tasks.prototype, 'spawn').mockImplementation(function (this: Tasks, number, arrival, traits) {
      const row = spawn.call(this, number, arrival, traits);
      rows.set(row, number);
      log.push({ time: arrival, kind: 'arrives', task: number });
      return row;
    }),
    spied(Tasks.prototype, 'despawn', (_, row: number) => {
      log.push({ time: simulation.now, kind: 'leaves', task: rows.get(row)! });
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
      task: rows.get(columns.task![part]!)!,
      server: columns.server![part]!,
      priority: columns.priority![part]!,
      part: parts.get(part)!,
    };
  }
  try {
    simulation.run();
    return { log, summary: simulation.summary() };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Notes each call of a method, and then makes it. */
function spied<Owner extends object, Name extends keyof Owner>(
  prototype: Owner,
  name: Name,
  note: (owner: Owner, ...given: never[]) => void,
) {
  const method = prototype[name] as (...given: unknown[]) => unknown;
  const spy = vi.spyOn(prototype as unknown as Record<Name, typeof method>, name);
  return spy.mockImplementation(function (this: unknown, ...given: unknown[]) {
    note(this as Owner, ...(given as never[]));
    return method.apply(this, given);
  });
}
