import { count } from '../plural.ts';

/** Andere an demselben Plan. */
export const live = {
  here: 'Auch hier',
  youThis: 'Sie sind in einem anderen Fenster auch hier',
  youOther: (scenario: string) => `Sie sind in einem anderen Fenster in ${scenario}`,
  inThis: (name: string) => `${name} ist in diesem Szenario`,
  inOther: (name: string, scenario: string) => `${name} ist in ${scenario}`,
  inPlan: (name: string) => `${name} ist in diesem Plan`,
  editing: (name: string, territory: string) => `${name} ist bei ${territory}`,
  more: (n: number) => `und ${n} weitere`,
  collision: {
    title: 'Andere haben seither dasselbe geändert',
    why: (n: number) => (n === 0 ? 'Noch ist nichts zurückgenommen. Welche Seite soll bleiben?' : `${count(n, 'Zelle', 'Zellen')}, die Sie zurücknehmen würden, ${n === 1 ? 'hat' : 'haben'} inzwischen durch andere gewechselt. Noch ist nichts zurückgenommen.`),
    theirs: 'Das der anderen lassen',
    mine: 'Meines wiederherstellen',
    look: 'Meines auf der Karte zeigen',
    label: 'Mit meinem Stand',
    later: 'Jetzt nicht',
  },
  lost: 'Die Verbindung zum Server ist unterbrochen. Sie können weiterarbeiten: Ihre Änderungen warten hier, und was andere tun, kommt nach.',
};
