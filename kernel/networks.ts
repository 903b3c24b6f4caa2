/**
 * The arithmetic of dense networks in single precision, as WebAssembly SIMD: written in AssemblyScript, built by
 * `npm run kernel`. The memory belongs to the caller; addresses and steps are in bytes, rows begin at multiples of 16.
 */
export { adam } from './adam';
export { gate, rectify, sumRows, transpose } from './layers';
export { multiply } from './multiply';
