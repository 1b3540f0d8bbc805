/** Tasten wählen, in der Liste der Tasten. */
export const keys = {
  single: 'Einzelne Tasten starten Befehle',
  singleWhy: 'Buchstaben, Ziffern und Zeichen allein oder mit Umschalt. Tasten mit Strg gehen immer; jeder Befehl ist auch mit Strg K zu finden. Drücken Sie eine Taste in der Liste, um sie zu ändern.',
  usual: 'Übliche Tasten',
  none: 'keine Taste',
  press: 'Drücken Sie eine Taste …',
  change: (command: string, key: string) => (key === '' ? `${command} eine Taste geben` : `${key}: Taste von ${command} ändern`),
  given: (key: string, command: string) => `${key} startet nun: ${command}`,
  takenFrom: (key: string, command: string, before: string) => `${key} startet nun: ${command}. Die Taste gehörte zu: ${before}`,
  refused: (key: string, command: string) => `${key} kann nicht die Taste sein von: ${command}. Sie hat einen festen Zweck.`,
};
