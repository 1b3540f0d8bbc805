/**
 * Sine and cosine of angles in degrees, and angles from them, by + - * / and square roots only. The built-in functions differ in the last bit between
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

/** Taylor series of the arc tangent on [-1/5, 1/5]; the first term left out is below 1e-18. */
function atanSeries(x: number): number {
  const s = x * x;
  return x * (1 + s * (-1 / 3 + s * (1 / 5 + s * (-1 / 7 + s * (1 / 9 + s * (-1 / 11 + s * (1 / 13 + s * (-1 / 15 + s * (1 / 17 + s * (-1 / 19 + s * (1 / 21 - s / 23)))))))))));
}

/** The angle from direction (1, 0) to (x, y) in degrees, -180 to 180. Error below 1e-13. Its square roots are exact everywhere. */
export function atan2Degrees(y: number, x: number): number {
  const steep = Math.abs(y) > Math.abs(x);
  const ratio = steep ? Math.abs(x / y) : x === 0 ? 0 : Math.abs(y / x);
  // Half the angle, and half of that again: at most an eighth of a right angle is left.
  const half = ratio / (1 + Math.sqrt(1 + ratio * ratio));
  const acute = (4 * atanSeries(half / (1 + Math.sqrt(1 + half * half)))) / RADIANS_PER_DEGREE;
  const fromX = steep ? 90 - acute : acute;
  const upper = x < 0 ? 180 - fromX : fromX;
  return y < 0 ? -upper : upper;
}
