const BROWSERS: readonly (readonly [mark: RegExp, name: string])[] = [[/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/OPR\//, 'Opera'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']];
const SYSTEMS: readonly (readonly [mark: RegExp, name: string])[] = [[/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS/, 'macOS'], [/Linux/, 'Linux']];

/** Browser and system in two words, for a person to recognise; null for a program that says neither. */
export function browserName(agent: string): string | null {
  const browser = BROWSERS.find(([mark]) => mark.test(agent))?.[1];
  const system = SYSTEMS.find(([mark]) => mark.test(agent))?.[1];
  return browser === undefined ? null : system === undefined ? browser : `${browser} · ${system}`;
}
