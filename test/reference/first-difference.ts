/**
 * Where two plain values first differ, as `path: one against other`; `undefined` where they do not. Numbers differ
 * unless they are the same to the last bit, or, with a `tolerance`, unless they are within it, relative to 1 or
 * to the larger of them.
 */
export function firstDifference(one: unknown, other: unknown, tolerance = 0): string | undefined {
  if (typeof one === 'object' && one !== null && typeof other === 'object' && other !== null) {
    const [a, b] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
    for (const key of Object.keys({ ...a, ...b })) {
      const found = firstDifference(a[key], b[key], tolerance);
      if (found !== undefined) return found.startsWith(':') ? key + found : `${key}.${found}`;
    }
    return undefined;
  }
  if (Object.is(one, other)) return undefined;
  if (tolerance > 0 && typeof one === 'number' && typeof other === 'number') {
    const scale = Math.max(1, Math.abs(one), Math.abs(other));
    if (Math.abs(one - other) <= tolerance * scale) return undefined;
  }
  return `: ${String(one)} against ${String(other)}`;
}
