import type { Bidders } from './bids.js';

/** Social welfare −Σ |load − capacity · target| (white paper, section 5): 0 at best. Summed in order of id. */
export function socialWelfare({ count, load, capacity, targetLoadRatio }: Bidders): number {
  let deviation = 0;
  for (let i = 0; i < count; i++) deviation += Math.abs(load[i]! - capacity[i]! * targetLoadRatio[i]!);
  return 0 - deviation;
}
