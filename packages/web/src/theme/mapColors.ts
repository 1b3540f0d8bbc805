import type { Role } from './roles.ts';

/** Colours of the map's ground (visual reference, section 9). */
export const mapColors = {
  water: { light: '#D6E2EB', dark: '#0C1015' },
  ownLand: { light: '#F4F2ED', dark: '#1A1F27' },
  /** Ground of a comparison that stays where it is. */
  paper: { light: '#FCFCFA', dark: '#232933' },
  foreignLand: { light: '#ECEAE4', dark: '#151A20' },
  ownCoast: { light: '#8FA0AE', dark: '#39424F' },
  foreignCoast: { light: '#C5D0D8', dark: '#232A33' },
  stateLine: { light: 'rgba(27,35,48,.30)', dark: 'rgba(255,255,255,.34)' },
  countyLine: { light: 'rgba(27,35,48,.16)', dark: 'rgba(255,255,255,.16)' },
  /** Of territories over a ramp. */
  outline: { light: '#1B2330', dark: '#C9D0DC' },
  importedLine: { light: '#7A2E5D', dark: '#F0B6D6' },
  label: { light: '#1B2330', dark: '#FFFFFF' },
  labelHalo: { light: 'rgba(255,255,255,.82)', dark: 'rgba(7,9,13,.85)' },
  placeLabel: { light: '#8C949E', dark: '#59626F' },
  labelOver: { light: '#B54708', dark: '#F5A05A' },
  labelUnder: { light: '#1667A8', dark: '#6CB6F5' },
  selectLine: { light: '#1B2330', dark: '#FFFFFF' },
  selectCasing: { light: '#FFFFFF', dark: '#07090D' },
} as const satisfies Record<string, Role>;
