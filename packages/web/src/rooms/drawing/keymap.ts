/** Where a command stands in the sheet of keys. */
export type CommandGroup = 'tools' | 'painting' | 'territories' | 'view' | 'history' | 'plan';

/** One row of the table: where a command is listed and which keys start it. */
export interface KeyRow {
  readonly group: CommandGroup;
  /** Names as `keyName` gives them: letters lower case, `ctrl+` and `shift+` before them. */
  readonly keys: readonly string[];
  /** Works as long as the key is down. */
  readonly held?: true;
  /** Changes the plan: refused with a sentence where nothing can be changed. */
  readonly edits?: true;
}

/** Every key of the workspace. The sheet, remapping and the off switch are made of this table; no key is named elsewhere. */
export const keymap = {
  select: { group: 'tools', keys: ['v'] },
  brush: { group: 'tools', keys: ['b'], edits: true },
  eraser: { group: 'tools', keys: ['e'], edits: true },
  lasso: { group: 'tools', keys: ['l'], edits: true },
  polygon: { group: 'tools', keys: ['p'], edits: true },
  rectangle: { group: 'tools', keys: ['r'], edits: true },
  radius: { group: 'tools', keys: ['shift+r'], edits: true },
  fill: { group: 'tools', keys: ['g'], edits: true },
  grow: { group: 'tools', keys: ['w'], edits: true },
  swap: { group: 'tools', keys: ['x'], edits: true },
  merge: { group: 'tools', keys: ['m'], edits: true },
  split: { group: 'tools', keys: ['s'], edits: true },
  hold: { group: 'tools', keys: ['h'], edits: true },

  smaller: { group: 'painting', keys: ['['] },
  larger: { group: 'painting', keys: [']'] },
  eyedropper: { group: 'painting', keys: ['a'], held: true, edits: true },
  onlyUnassigned: { group: 'painting', keys: ['shift'], held: true, edits: true },
  onlyBetter: { group: 'painting', keys: ['q'], held: true, edits: true },
  pan: { group: 'painting', keys: ['space'], held: true },
  lastPoint: { group: 'painting', keys: ['backspace'] },
  finish: { group: 'painting', keys: ['enter'] },
  drop: { group: 'painting', keys: ['escape'] },

  pinned: { group: 'territories', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  pin: { group: 'territories', keys: ['shift+1', 'shift+2', 'shift+3', 'shift+4', 'shift+5', 'shift+6', 'shift+7', 'shift+8', 'shift+9'] },
  previous: { group: 'territories', keys: [','] },
  next: { group: 'territories', keys: ['.'] },
  lock: { group: 'territories', keys: ['k'], edits: true },
  lockAll: { group: 'territories', keys: ['shift+k'], edits: true },
  nextProblem: { group: 'territories', keys: ['n'] },
  previousProblem: { group: 'territories', keys: ['shift+n'] },
  find: { group: 'territories', keys: ['/'] },

  zoom: { group: 'view', keys: ['f'] },
  zoomAll: { group: 'view', keys: ['shift+f'] },
  table: { group: 'view', keys: ['t'] },
  mapOnly: { group: 'view', keys: ['\\'] },
  palette: { group: 'view', keys: ['ctrl+k'] },
  keys: { group: 'view', keys: ['?'] },

  undo: { group: 'history', keys: ['ctrl+z'] },
  redo: { group: 'history', keys: ['ctrl+shift+z', 'ctrl+y'] },
  versions: { group: 'history', keys: ['shift+h'] },
  nameState: { group: 'history', keys: ['ctrl+s'] },

  compare: { group: 'plan', keys: ['c'] },
  design: { group: 'plan', keys: ['o'] },
  inForce: { group: 'plan', keys: ['d'] },
  people: { group: 'plan', keys: ['shift+p'] },
  exceptions: { group: 'plan', keys: ['shift+x'] },
  whatIf: { group: 'plan', keys: ['shift+w'] },
  typing: { group: 'plan', keys: ['shift+t'] },
  hidePeople: { group: 'plan', keys: ['shift+b'] },
} as const satisfies Record<string, KeyRow>;

export type CommandId = keyof typeof keymap;

export const commandIds = Object.keys(keymap) as CommandId[];

/** The row of a command with its type widened. */
export function rowOf(id: CommandId): KeyRow {
  return keymap[id];
}

/** Its key can be chosen; keys in a row, and those that every drawing program has in their place, stay. */
export function mayChange(id: CommandId): boolean {
  const { keys } = rowOf(id);
  return keys.length < 3 && !keys.some((key) => ['shift', 'space', 'backspace', 'enter', 'escape'].includes(key));
}

/** Name of the key of an event: the character, so that every keyboard layout works; digits by their place where Shift changes them. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  if (event.key === 'Shift') return 'shift';
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const key = event.code === 'Space' ? 'space' : (event.shiftKey && digit !== undefined ? digit : event.key.toLowerCase());
  const shifted = event.shiftKey && (/^[a-z0-9]$/.test(key) || key.length > 1);
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${shifted ? 'shift+' : ''}${key}`;
}

/** The parts of a key name as they stand on a keyboard: `Ctrl`, `Shift`, `Z`. */
export function keyCaps(name: string): string[] {
  return name.split('+').map((part) => (part.length === 1 ? part.toUpperCase() : part === 'escape' ? 'Esc' : part[0].toUpperCase() + part.slice(1)));
}
