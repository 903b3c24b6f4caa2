import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairingHeaps } from '../../src/queueing/pairing-heaps.js';

test('a heap hands out what a sorted list would, whatever is taken out on the way', () => {
  const step = fc.record({ key: fc.integer({ min: 0, max: 9 }), take: fc.nat(3), which: fc.nat() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heaps = new PairingHeaps(2);
      const rows: { row: number; key: number; order: number }[] = [];
      steps.forEach(({ key, take, which }, order) => {
        if (take > 0 || rows.length === 0) {
          heaps.insert(1, order, key);
          rows.push({ row: order, key, order });
          rows.sort((a, b) => a.key - b.key || a.order - b.order);
        } else {
          const { row } = rows.splice(which % 2 === 0 ? 0 : which % rows.length, 1)[0]!;
          heaps.remove(1, row);
        }
        expect(heaps.first(1)).toBe(rows[0]?.row ?? -1);
        if (rows[0]) expect(heaps.key(rows[0].row)).toBe(rows[0].key);
        expect(heaps.first(0)).toBe(-1);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});
