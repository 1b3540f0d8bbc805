import type { Position } from 'geojson';

/** The longitudes of a ring without jumps at the antimeridian; some may lie beyond 180 then. */
export function unwrapRing(ring: readonly Position[]): number[] {
  const steps = ring.map(([x], i) => (i > 0 ? x - ring[i - 1][0] : 0));
  // A step of a whole turn is a jump from 180 to -180, or how flat maps close a ring around a pole or the globe. It is
  // a jump beside other jumps, or when the ring comes back by another one and has ground between.
  const whole = steps.filter((step) => Math.abs(step) === 360);
  const returns = whole.reduce((sum, step) => sum + step, 0) === 0 && ring.some(([x]) => Math.abs(x) < 180);
  const wholeIsJump = returns || steps.some((step) => Math.abs(step) > 180 && Math.abs(step) !== 360);
  let turn = 0;
  return ring.map(([x], i) => {
    if (Math.abs(steps[i]) > 180 && (wholeIsJump || Math.abs(steps[i]) !== 360)) turn -= Math.sign(steps[i]) * 360;
    return x + turn;
  });
}
