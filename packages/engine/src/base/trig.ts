/**
 * Sine and cosine of angles in degrees from + - * only. The built-in functions differ in the last bit between
 * JavaScript engines; these do not, so whatever is decided from them is the same everywhere. Error below 1e-15.
 */

const RADIANS_PER_DEGREE = 0.017453292519943295;

/** Taylor series on [-pi/4, pi/4]; the first term left out is below 2e-17. */
function sinSeries(x: number): number {
  const s = x * x;
  return x * (1 + s * (-1 / 6 + s * (1 / 120 + s * (-1 / 5040 + s * (1 / 362880 + s * (-1 / 39916800 + s * (1 / 6227020800 - s / 1307674368000)))))));
}

function cosSeries(x: number): number {
  const s = x * x;
  return 1 + s * (-1 / 2 + s * (1 / 24 + s * (-1 / 720 + s * (1 / 40320 + s * (-1 / 3628800 + s * (1 / 479001600 + s * (-1 / 87178291200 + s / 20922789888000)))))));
}

/** Sine of an angle in degrees. */
export function sinDegrees(degrees: number): number {
  const quarter = Math.round(degrees / 90);
  const x = (degrees - 90 * quarter) * RADIANS_PER_DEGREE;
  switch (quarter & 3) {
    case 0: return sinSeries(x);
    case 1: return cosSeries(x);
    case 2: return -sinSeries(x);
    default: return -cosSeries(x);
  }
}

/** Cosine of an angle in degrees. */
export function cosDegrees(degrees: number): number {
  const quarter = Math.round(degrees / 90);
  const x = (degrees - 90 * quarter) * RADIANS_PER_DEGREE;
  switch (quarter & 3) {
    case 0: return cosSeries(x);
    case 1: return -sinSeries(x);
    case 2: return -cosSeries(x);
    default: return sinSeries(x);
  }
}
