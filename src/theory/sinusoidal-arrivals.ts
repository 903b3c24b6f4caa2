/**
 * Expected arrivals from `from` to `to` of the non-homogeneous Poisson process of rate
 * max(0, base + amplitude · sin(2π · t / period)): the integral of its rate, in closed form. Where the rate never falls to
 * 0, that is Λ(a, b) = base · (b − a) + amplitude / w · (cos wa − cos wb), w = 2π / period (Çinlar 1975, chapter 4.7).
 */
export function expectedArrivals(
  { base, amplitude, period }: { base: number; amplitude: number; period: number },
  from: number,
  to: number,
): number {
  const swing = Math.abs(amplitude);
  if (base <= -swing) return 0;
  const w = (2 * Math.PI) / period;
  // A sine of negative amplitude is one of positive amplitude half a turn later.
  const phase = amplitude < 0 ? Math.PI : 0;
  // Of each turn of 2π, the rate is above 0 between the angles `rise` and `rise` + `width`; all of it where it never is 0.
  const rise = Math.asin(Math.max(-1, -base / (swing || 1)));
  const width = base >= swing ? 2 * Math.PI : Math.PI - 2 * rise;
  const within = (angle: number): number => base * angle + swing * (Math.cos(rise) - Math.cos(rise + angle));
  const until = (time: number): number => {
    const angle = w * time + phase - rise;
    const turns = Math.floor(angle / (2 * Math.PI));
    return turns * within(width) + within(Math.min(angle - turns * 2 * Math.PI, width));
  };
  return (until(to) - until(from)) / w;
}
