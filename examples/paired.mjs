// What is told of paired runs: two lists of values, the i-th of each from the same arrivals and tasks.

/** Mean of the differences, and the ends of its confidence interval by Student's t. */
export function difference(values, others, confidence) {
  const differences = values.map((value, i) => value - others[i]);
  const centre = mean(differences);
  const variance =
    differences.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (differences.length - 1);
  const quantile = studentT((1 + confidence) / 2, differences.length - 1);
  const halfWidth = quantile * Math.sqrt(variance / differences.length);
  return { mean: centre, low: centre - halfWidth, high: centre + halfWidth };
}

/** The same of values > 0 as a relative change: the geometric mean of the ratios, less 1. */
export function change(values, others, confidence) {
  const { mean, low, high } = difference(values.map(Math.log), others.map(Math.log), confidence);
  return { mean: Math.expm1(mean), low: Math.expm1(low), high: Math.expm1(high) };
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function geometricMean(values) {
  return Math.exp(mean(values.map(Math.log)));
}

/**
 * The quantile of Student's t at `probability`, in (0.5, 1): with t = √n · tan θ its density is that of cosⁿ⁻¹ θ, which is
 * summed up by the midpoint rule. Within 10⁻³ of itself for n ≥ 2 degrees of freedom and probabilities up to 0.999.
 */
export function studentT(probability, degrees) {
  const parts = 100_000;
  const width = Math.PI / 2 / parts;
  const density = Array.from({ length: parts }, (_, i) => Math.cos((i + 0.5) * width) ** (degrees - 1));
  const wanted = (2 * probability - 1) * density.reduce((sum, value) => sum + value, 0);
  let part = 0;
  for (let sum = 0; sum < wanted; part++) sum += density[part];
  return Math.sqrt(degrees) * Math.tan(part * width);
}
