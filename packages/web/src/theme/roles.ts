/**
 * The colour roles of the interface, light and dark side by side (visual reference, section 2).
 * Style sheets read them as `--hx-<role>`; the map reads this table, because a canvas cannot read CSS cheaply.
 */
export interface Role {
  readonly light: string;
  readonly dark: string;
}

export const roles = {
  canvas: { light: '#F3F4F7', dark: '#0F1217' },
  surface: { light: '#FFFFFF', dark: '#161A21' },
  raised: { light: '#FFFFFF', dark: '#1D222B' },
  sunken: { light: '#F3F4F7', dark: '#11151B' },
  hover: { light: '#EDEFF3', dark: '#222833' },
  line: { light: '#E4E7EC', dark: '#262C36' },
  'line-strong': { light: '#D0D5DD', dark: '#363E4B' },
  control: { light: '#868FA0', dark: '#697283' },
  text: { light: '#1A1F29', dark: '#E7EAF0' },
  'text-2': { light: '#4E5869', dark: '#A7B0BF' },
  'text-3': { light: '#677083', dark: '#8A93A3' },
  accent: { light: '#3F4FCB', dark: '#98A4FF' },
  'on-accent': { light: '#FFFFFF', dark: '#10131A' },
  'accent-soft': { light: '#EEF0FD', dark: '#252B4D' },
  over: { light: '#B54708', dark: '#F5A05A' },
  'over-soft': { light: '#FFF1E6', dark: '#3A2715' },
  under: { light: '#1667A8', dark: '#6CB6F5' },
  'under-soft': { light: '#E8F3FC', dark: '#15293C' },
  success: { light: '#1B7A4B', dark: '#5CC98E' },
  'success-soft': { light: '#E7F6EE', dark: '#143024' },
  warning: { light: '#8A5A00', dark: '#E8B84A' },
  'warning-soft': { light: '#FFF6DC', dark: '#332A12' },
  danger: { light: '#B42A24', dark: '#FF8A80' },
  'danger-soft': { light: '#FDECEA', dark: '#3B1C1B' },
  bar: { light: '#7B8496', dark: '#8A94A6' },
  track: { light: '#EDEFF3', dark: '#252B35' },
  band: { light: '#C4E4D1', dark: '#2A5B42' },
  tick: { light: '#1A1F29', dark: '#E7EAF0' },
  toast: { light: '#1B2029', dark: '#2B323E' },
  'toast-text': { light: '#F2F4F8', dark: '#F2F4F8' },
  'toast-action': { light: '#B9C2FF', dark: '#B9C2FF' },
  'segment-thumb': { light: '#FFFFFF', dark: '#2A313D' },
  'swatch-edge': { light: 'rgba(16,20,30,.35)', dark: 'rgba(255,255,255,.28)' },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof roles;
export type Scheme = 'light' | 'dark';
