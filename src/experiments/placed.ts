/** A copy of a document with another value at a path, which is there; with undefined, JSON says nothing of it. */
export function placed(value: unknown, [step, ...rest]: readonly string[], leaf: unknown): unknown {
  if (step === undefined) return leaf;
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, key === step ? placed(inner, rest, leaf) : inner]),
  );
}
