/**
 * The screen of an auction in single precision, as WebAssembly SIMD: which servers' lines are low. Written in AssemblyScript,
 * built by `npm run kernel`. The memory belongs to the caller; addresses are in bytes, multiples of 16.
 *
 * Lines lie in blocks of 32 servers: 32 slopes, then 32 intercepts. No line is NaN at any load; an infinite one is nobody's.
 */
const BLOCK: usize = 256;
/** Bytes of four slopes; of all slopes of a block; of the minima of a block. */
const VECTOR: usize = 16;
const SLOPES: usize = 128;
const MINIMA: usize = 16;

/** Where numbers pass between the caller and the kernel: an argument that is no whole number might be allocated. */
const LOAD: usize = 0;
const MARGIN: usize = 4;
const LIMIT: usize = 8;

/** A bid without noise is not further above its line, relatively, where no predictor shades. */
const ROUNDING: f32 = 1e-6;

/** No limit is above it: infinite lines are never listed. */
const GREATEST: f32 = 3.4028234663852886e38;

/**
 * Writes the least lines of each block at LOAD, one of every fourth server, to `minima`; to LIMIT the second-lowest of all
 * minima, plus MARGIN; and lists whose line is not above it.
 *
 * @returns how many are listed
 */
export function screen(lines: usize, blocks: u32, minima: usize, list: usize): u32 {
  const loads = v128.load_splat<f32>(LOAD);
  let lowest = f32x4.splat(Infinity);
  let second = lowest;
  let at = minima;
  const end = lines + <usize>blocks * BLOCK;
  for (let block = lines; block < end; block += BLOCK) {
    let one = line(block, loads);
    let other = line(block + VECTOR, loads);
    one = f32x4.pmin(one, line(block + 2 * VECTOR, loads));
    other = f32x4.pmin(other, line(block + 3 * VECTOR, loads));
    one = f32x4.pmin(one, line(block + 4 * VECTOR, loads));
    other = f32x4.pmin(other, line(block + 5 * VECTOR, loads));
    one = f32x4.pmin(one, line(block + 6 * VECTOR, loads));
    other = f32x4.pmin(other, line(block + 7 * VECTOR, loads));
    one = f32x4.pmin(one, other);
    v128.store(at, one);
    at += MINIMA;
    second = f32x4.pmin(second, f32x4.pmax(lowest, one));
    lowest = f32x4.pmin(lowest, one);
  }
  const enough = secondOf(lowest, second);
  store<f32>(LIMIT, min(enough + abs(enough) * ROUNDING + load<f32>(MARGIN), GREATEST));
  return below(lines, blocks, minima, list);
}

/**
 * Lists, in order, the servers whose line at LOAD is not above LIMIT: of each its number and its line, eight bytes. The minima
 * are those of that load.
 *
 * @returns how many are listed
 */
export function below(lines: usize, blocks: u32, minima: usize, list: usize): u32 {
  const loads = v128.load_splat<f32>(LOAD);
  const limit = v128.load_splat<f32>(LIMIT);
  let at = list;
  for (let number: u32 = 0; number < blocks; number++, minima += MINIMA) {
    if (!v128.any_true(f32x4.le(v128.load(minima), limit))) continue;
    const block = lines + <usize>number * BLOCK;
    let mask = <u32>low(block, loads, limit) | ((<u32>low(block + 4 * VECTOR, loads, limit)) << 16);
    while (mask) {
      const place = ctz(mask);
      mask &= mask - 1;
      const slope = block + ((<usize>place) << 2);
      store<u32>(at, (number << 5) + place);
      store<f32>(at + 4, load<f32>(slope) * load<f32>(LOAD) + load<f32>(slope, SLOPES));
      at += 8;
    }
  }
  return <u32>((at - list) >>> 3);
}

/** A bit for each of sixteen servers: whether its line is not above the limit. */
function low(at: usize, loads: v128, limit: v128): i32 {
  const first = i16x8.narrow_i32x4_s(
    f32x4.le(line(at, loads), limit),
    f32x4.le(line(at + VECTOR, loads), limit),
  );
  const last = i16x8.narrow_i32x4_s(
    f32x4.le(line(at + 2 * VECTOR, loads), limit),
    f32x4.le(line(at + 3 * VECTOR, loads), limit),
  );
  return i8x16.bitmask(i8x16.narrow_i16x8_s(first, last));
}

function line(at: usize, loads: v128): v128 {
  return f32x4.add(f32x4.mul(v128.load(at), loads), v128.load(at, SLOPES));
}

/** The second-lowest of eight numbers, of which each of `second` is no less than its neighbour in `lowest`. */
function secondOf(lowest: v128, second: v128): f32 {
  let least = f32x4.extract_lane(lowest, 0);
  let next = f32x4.extract_lane(second, 0);
  next = min(next, max(least, f32x4.extract_lane(lowest, 1)));
  least = min(least, f32x4.extract_lane(lowest, 1));
  next = min(next, max(least, f32x4.extract_lane(lowest, 2)));
  least = min(least, f32x4.extract_lane(lowest, 2));
  next = min(next, max(least, f32x4.extract_lane(lowest, 3)));
  next = min(next, f32x4.extract_lane(second, 1));
  next = min(next, f32x4.extract_lane(second, 2));
  return min(next, f32x4.extract_lane(second, 3));
}
