/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1) over `bytes` of weights, a multiple of 16:
 *
 *     m = m·β₁ + g·(1 − β₁)        v = v·β₂ + g²·(1 − β₂)
 *     w = w − rate · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 *
 * each operation rounded to single precision in this order. Moments below 1e-30 become 0: weights do not feel
 * them, and denormal numbers would make every step several times as slow.
 *
 * @param fresh1 - 1 − β₁
 * @param fresh2 - 1 − β₂
 * @param warm1 - 1 − β₁ᵗ, t counted from 1
 * @param warm2 - 1 − β₂ᵗ
 */
export function adam(
  weights: usize,
  gradient: usize,
  first: usize,
  second: usize,
  bytes: usize,
  rate: f32,
  beta1: f32,
  beta2: f32,
  fresh1: f32,
  fresh2: f32,
  warm1: f32,
  warm2: f32,
  epsilon: f32,
): void {
  const least = f32x4.splat(1e-30);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(gradient + at);
    const decayed1 = f32x4.mul(v128.load(first + at), f32x4.splat(beta1));
    const decayed2 = f32x4.mul(v128.load(second + at), f32x4.splat(beta2));
    let m = f32x4.add(decayed1, f32x4.mul(g, f32x4.splat(fresh1)));
    let v = f32x4.add(decayed2, f32x4.mul(f32x4.mul(g, g), f32x4.splat(fresh2)));
    m = v128.and(m, f32x4.ge(f32x4.abs(m), least));
    v = v128.and(v, f32x4.ge(v, least));
    v128.store(first + at, m);
    v128.store(second + at, v);
    const slope = f32x4.div(m, f32x4.splat(warm1));
    const scale = f32x4.add(f32x4.sqrt(f32x4.div(v, f32x4.splat(warm2))), f32x4.splat(epsilon));
    const change = f32x4.mul(f32x4.div(slope, scale), f32x4.splat(-rate));
    v128.store(weights + at, f32x4.add(change, v128.load(weights + at)));
  }
}
