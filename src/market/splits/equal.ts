/** The same share for every member (white paper, section 7.4: half each). */
export function equal(load: number, members: number, _spare: Float64Array, shares: Float64Array): void {
  shares.fill(load / members, 0, members);
}
