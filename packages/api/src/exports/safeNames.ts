/** What Windows does not take as a name, whatever its ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const LONGEST = 120;

/**
 * Names of files as every system takes them, and none twice, whatever people called their territories: no path, no
 * control or forbidden characters, no dot or blank at an end. Letters of every script stay as they are.
 */
export function safeNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [stem, ending] = partsOf(name);
    for (let n = 1; ; n++) {
      const made = `${stem}${n === 1 ? '' : ` (${n})`}${ending}`;
      // Many systems take capitals and small letters for the same.
      const key = made.toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return made;
    }
  });
}

function partsOf(name: string): [string, string] {
  // eslint-disable-next-line no-control-regex
  const tidy = name.normalize('NFC').replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+/g, '-').replace(/^[.\s-]+|[.\s-]+$/g, '');
  const dot = tidy.lastIndexOf('.');
  const ending = dot > 0 && /^\.[A-Za-z0-9]{1,8}$/.test(tidy.slice(dot)) ? tidy.slice(dot) : '';
  const stem = Array.from(tidy.slice(0, tidy.length - ending.length)).slice(0, LONGEST).join('').replace(/[.\s]+$/, '') || 'file';
  return [RESERVED.test(stem) ? `${stem}_` : stem, ending];
}
