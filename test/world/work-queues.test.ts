import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkQueues } from '../../src/world/work-queues.js';

const SERVERS = 3;

const operation = fc.record({
  server: fc.nat({ max: SERVERS - 1 }),
  name: fc.constantFrom('append', 'append', 'remove', 'work'),
  amount: fc.double({ min: 0, max: 10, noNaN: true }),
});

test('work queues are first in, first out a server, and recycle pieces without mixing them up', () => {
  const property = fc.property(fc.array(operation, { maxLength: 400, size: 'max' }), (operations) => {
    const queues = new WorkQueues(SERVERS);
    const model = Array.from({ length: SERVERS }, () => [] as { task: number; left: number }[]);
    let task = 0;
    for (const { server, name, amount } of operations) {
      const expected = model[server]!;
      if (name === 'append') {
        queues.append(server, task, amount);
        expected.push({ task, left: amount });
        task++;
      } else if (expected.length > 0 && name === 'remove') {
        queues.removeFront(server);
        expected.shift();
      } else if (expected.length > 0) {
        queues.remaining[queues.front(server)]! -= amount;
        expected[0]!.left -= amount;
      }
      for (const [id, pieces] of model.entries()) {
        const front = queues.front(id);
        expect(front >= 0).toBe(pieces.length > 0);
        if (front >= 0) {
          expect({ task: queues.task[front], left: queues.remaining[front] }).toEqual(pieces[0]);
        }
      }
    }
  });
  fc.assert(property, { seed: 1, numRuns: 200 });
});

test('work queues take no more pieces than ever waited together', () => {
  const queues = new WorkQueues(1);
  for (let turn = 0; turn < 10_000; turn++) {
    queues.append(0, turn, 1);
    queues.append(0, turn, 1);
    queues.removeFront(0);
    queues.removeFront(0);
  }
  expect(queues.task.length).toBeLessThanOrEqual(64);
});
