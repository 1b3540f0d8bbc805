import { count } from '../plural.ts';

/** Flächen einer Grenzebene, die denselben Grund bedecken. */
export const overlaps = {
  title: (a: string, b: string, kind: 'same' | 'inside' | 'part') => (kind === 'same' ? `${a} und ${b} sind zweimal derselbe Grund` : kind === 'inside' ? `${b} liegt in ${a}` : `${a} und ${b} überschneiden sich`),
  where: (layer: string, km2: string, share: string, cells: number) => `In ${layer}: ${km2}, ${share} der kleineren; ${cells === 0 ? 'keine Zelle hat' : count(cells, 'Zelle hat', 'Zellen haben')} dort ${cells < 2 ? 'ihren Mittelpunkt' : 'ihre Mittelpunkte'}`,
  why: (layer: string, first: string) => `Beide sind Flächen der Ebene ${layer}. Was nach ihren Flächen gefüllt, gemalt oder gezählt wird, gibt den gemeinsamen Grund allein ${first}, der ersten nach ihrer Id.`,
  whyOwn: (layer: string, first: string) => `Beide stammen aus der Ebene ${layer}, aus der dieser Plan besteht. Kunden im gemeinsamen Grund zählen allein für ${first}, die erste nach ihrer Id.`,
  loading: 'Es wird nachgesehen, wo das ist …',
  otherGround: 'Das offene Szenario steht auf anderem Grund als der Plan jetzt, es lässt sich hier nicht reparieren.',
  nobody: 'Keine Zelle hat dort ihren Mittelpunkt: nichts wechselt den Besitzer, wer immer ihn hat.',
  most: (area: string, territory: string) => `${area} liegt größtenteils in ${territory}.`,
  lies: (area: string, territory: string) => `${area} liegt in ${territory}.`,
  holds: (territory: string, cells: number) => `${territory} hat ${count(cells, 'Zelle', 'Zellen')} des gemeinsamen Grundes.`,
  agreed: (territory: string) => `${territory} hat ihn ganz, und beide Flächen liegen dort: nichts muss den Besitzer wechseln.`,
  give: (territory: string, cells: number) => `An ${territory} geben (${count(cells, 'Zelle', 'Zellen')})`,
  giveBoth: (territory: string, cells: number) => `Beide nach ${territory} (${count(cells, 'Zelle', 'Zellen')})`,
  giveWhy: 'So viele Zellen würden den Besitzer wechseln. Jedes wird auf der Karte mit seinen Kosten gezeigt, bevor sich etwas ändert.',
  mend: 'Oder die Ebene richten und neu einlesen: dann geht der Befund von selbst.',
  mendOwn: 'Ein Plan behält die Flächen, aus denen er gebaut wurde; gerichtete kommen mit einem neuen Plan.',
  more: (n: number) => `${count(n, 'kleinere Überschneidung', 'kleinere Überschneidungen')} dieser Ebene ${n === 1 ? 'steht' : 'stehen'} nicht in der Liste.`,
  layer: {
    both: (found: number, slivers: number, km2: string) => `${count(found, 'Überschneidung', 'Überschneidungen')} ihrer Flächen, und ${count(slivers, 'Splitter', 'Splitter')}, wo eine Grenze zweimal gezeichnet wurde, zusammen ${km2}.`,
    overlaps: (found: number) => `${count(found, 'Überschneidung', 'Überschneidungen')} ihrer Flächen.`,
    slivers: (slivers: number, km2: string) => `${count(slivers, 'Splitter', 'Splitter')}, wo eine Grenze zweimal gezeichnet wurde, zusammen ${km2}.`,
  },
};
