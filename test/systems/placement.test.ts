import { expect, test } from 'vitest';
import { Balancer } from '../../src/balancers/balancer.js';
import { Placement } from '../../src/systems/placement/placement.js';

class Listener extends Balancer {
  readonly told: number[][] = [];

  place(): number {
    return 0;
  }

  override returned(...report: [server: number, time: number, latency: number, found: number]): void {
    this.told.push(report);
  }
}

test('a balancer that listens is told of each return: how long it took and how many tasks it found', () => {
  const balancer = new Listener();
  const placement = new Placement(balancer);
  placement.placed(7, 1, 3);
  placement.placed(100, 2, 0);
  placement.returned(100, 1, 4);
  placement.returned(7, 0, 6);
  expect(balancer.told).toEqual([
    [1, 4, 2, 0],
    [0, 6, 5, 3],
  ]);
});
