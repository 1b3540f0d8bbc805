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
  lost: 'Die Verbindung zum Server ist unterbrochen. Sie können weiterarbeiten: Ihre Änderungen warten hier, und was andere tun, kommt nach.',
};
