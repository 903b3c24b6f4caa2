/** A fraction in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Shapley values of a council that decides with `quota` votes, those of all its permanent members among them, exactly. Another
 * member is pivotal where all the permanent and quota − permanent − 1 of the others came before it; the permanent members share
 * the rest alike (Shapley & Shubik 1954). The United Nations' has 5 and 10 members and a quota of 9.
 */
export function securityCouncil({ permanent = 5, others = 10, quota = 9 } = {}): {
  permanent: Fraction;
  other: Fraction;
} {
  const needed = quota - permanent;
  const members = permanent + others;
  const orders = choose(others - 1, needed - 1) * factorial(quota - 1) * factorial(members - quota);
  const other = reduced(orders, factorial(members));
  const rest = other.denominator - BigInt(others) * other.numerator;
  return { permanent: reduced(rest, BigInt(permanent) * other.denominator), other };
}

function factorial(n: number): bigint {
  return n <= 1 ? 1n : BigInt(n) * factorial(n - 1);
}

function choose(n: number, k: number): bigint {
  return k < 0 || k > n ? 0n : factorial(n) / (factorial(k) * factorial(n - k));
}

function reduced(numerator: bigint, denominator: bigint): Fraction {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a };
}
