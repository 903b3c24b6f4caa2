import fc from 'fast-check';

/** An unsigned 32-bit word; those where signs and carries go wrong are common. */
export const word = fc.oneof(
  fc.nat({ max: 0xffffffff }),
  fc.constantFrom(0, 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff),
);
