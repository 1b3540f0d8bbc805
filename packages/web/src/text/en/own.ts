import { count } from '../plural.ts';

/** A rep's own territory on a phone. */
export const own = {
  sheet: 'About your territory',
  map: (territory: string) => `Map of ${territory}`,
  territory: 'Territory',
  changes: (n: number) => `${count(n, 'change concerns', 'changes concern')} you`,
  ask: 'Ask',
  askAbout: (name: string) => `Ask about ${name}`,
  back: 'All accounts',
  navigate: 'Navigate',
  near: 'Close to it',
  km: (n: string) => `${n} km`,
};
