import type { Split } from '../split.js';

/** The same share for every member (white paper, section 7.4: half each). */
export const equal: Split = ({ load }, members, _spare, shares) => {
  const share = load / members;
  for (let i = 0; i < members; i++) shares[i] = share;
};
