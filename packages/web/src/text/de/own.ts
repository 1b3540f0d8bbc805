import { count } from '../plural.ts';

/** Das eigene Gebiet auf dem Telefon. */
export const own = {
  sheet: 'Zu Ihrem Gebiet',
  map: (territory: string) => `Karte von ${territory}`,
  territory: 'Gebiet',
  changes: (n: number) => `${count(n, 'Wechsel betrifft', 'Wechsel betreffen')} Sie`,
  ask: 'Nachfragen',
  askAbout: (name: string) => `Nachfragen zu ${name}`,
  back: 'Alle Kunden',
  navigate: 'Hinfahren',
  near: 'In der Nähe',
  km: (n: string) => `${n} km`,
};
