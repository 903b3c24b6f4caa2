import type { Column } from '../column.js';
import { columnName, parameterColumns } from './parameter-columns.js';
import type { SweepDocument, SweptRun } from './sweep-document.js';

const accounts = ['arrived', 'completed', 'unfinished', 'rejected', 'lost'] as const;

/** The columns of the table with a row a run: what was varied, what came of it, where it comes from. */
export function runsColumns({ metrics, parameters, points }: SweepDocument): Column<SweptRun>[] {
  return [
    whole('point'),
    whole('replication'),
    whole('seed'),
    ...parameterColumns<SweptRun>(parameters, points),
    ...accounts.map(
      (name): Column<SweptRun> => ({
        ...{ name, type: 'wide integer', optional: true },
        value: ({ ended }) => ended?.tasks[name] ?? Number.NaN,
      }),
    ),
    ...metrics.map(
      ({ name }): Column<SweptRun> => ({
        ...{ name: columnName(name), type: 'number' },
        value: ({ ended }) => ended?.metrics[name] ?? Number.NaN,
      }),
    ),
    text('stop', ({ ended }) => ended?.stop ?? ''),
    text('digest', ({ ended }) => ended?.digest ?? ''),
    text('failure', ({ failure }) => failure),
    text('scenario', ({ scenario }) => scenario),
    text('key', ({ key }) => key),
    text('version', ({ version }) => version),
    text('commit', ({ commit }) => commit),
    text('host', ({ host }) => host),
  ];
}

function whole(name: 'point' | 'replication' | 'seed'): Column<SweptRun> {
  return { name, type: 'wide integer', value: (run) => run[name] };
}

function text(name: string, value: (run: Readonly<SweptRun>) => string): Column<SweptRun> {
  return { name, type: 'text', value };
}
