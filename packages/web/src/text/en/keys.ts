/** Choosing keys in the sheet of keys. */
export const keys = {
  single: 'Single keys start commands',
  singleWhy: 'Letters, digits and signs alone or with Shift. Keys with Ctrl always work; every command is also found with Ctrl K. Press a key in the list to change it.',
  usual: 'Usual keys',
  none: 'no key',
  press: 'Press a key …',
  change: (command: string, key: string) => (key === '' ? `Give ${command} a key` : `${key}: change the key of ${command}`),
  given: (key: string, command: string) => `${key} now starts: ${command}`,
  takenFrom: (key: string, command: string, before: string) => `${key} now starts: ${command}. It was the key of: ${before}`,
  refused: (key: string, command: string) => `${key} cannot be the key of: ${command}. It has a fixed use.`,
};
