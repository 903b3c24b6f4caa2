/** Nobody is paid: prices are recorded only. */
export function none(): number {
  return 0;
}
