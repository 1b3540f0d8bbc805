import { createTheme, rem, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { roles, type RoleName } from './roles.ts';
import { borderInk, territoryFills, unassignedFill, unassignedHatch } from './territoryPalette.ts';

const cobalt: MantineColorsTuple = ['#EEF0FD', '#DADFFB', '#B9C2FF', '#98A4FF', '#7584EE', '#5666DD', '#3F4FCB', '#3442B2', '#2A3694', '#252B4D'];
const over: MantineColorsTuple = ['#FFF1E6', '#FDDEC6', '#F9C391', '#F5A05A', '#E98134', '#CF6018', '#B54708', '#963B09', '#77300B', '#3A2715'];
const under: MantineColorsTuple = ['#E8F3FC', '#CBE4F9', '#9CCDF8', '#6CB6F5', '#4499DE', '#2880C4', '#1667A8', '#11568D', '#0E4672', '#15293C'];
const ok: MantineColorsTuple = ['#E7F6EE', '#C9EAD8', '#95DAB5', '#5CC98E', '#3BAB70', '#279160', '#1B7A4B', '#15663E', '#115232', '#143024'];
const warn: MantineColorsTuple = ['#FFF6DC', '#FCEBB4', '#F2D27F', '#E8B84A', '#C99525', '#A9770F', '#8A5A00', '#754C00', '#5F3E00', '#332A12'];
const bad: MantineColorsTuple = ['#FDECEA', '#FBD2CE', '#FFAEA6', '#FF8A80', '#E65F56', '#CC413A', '#B42A24', '#98221D', '#7B1B17', '#3B1C1B'];
const gray: MantineColorsTuple = ['#F8F9FB', '#F3F4F7', '#EDEFF3', '#E4E7EC', '#D0D5DD', '#A3ABB8', '#677083', '#4E5869', '#343C49', '#1A1F29'];
const dark: MantineColorsTuple = ['#E7EAF0', '#A7B0BF', '#8A93A3', '#697283', '#363E4B', '#262C36', '#1D222B', '#161A21', '#0F1217', '#0A0C10'];

/** Mantine's side of the visual reference, section 13. Sizes are rem, so browser zoom and text size work. */
export const theme = createTheme({
  primaryColor: 'cobalt',
  primaryShade: { light: 6, dark: 3 },
  colors: { cobalt, over, under, ok, warn, bad, gray, dark },
  black: roles.text.light,
  white: '#FFFFFF',
  autoContrast: true,
  luminanceThreshold: 0.36,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontSizes: { xs: rem(11), sm: rem(12), md: rem(13), lg: rem(16), xl: rem(18) },
  lineHeights: { xs: '16px', sm: '16px', md: '18px', lg: '22px', xl: '24px' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(3), sm: rem(5), md: rem(6), lg: rem(8), xl: rem(12) },
  defaultRadius: 'md',
  shadows: { sm: 'var(--hx-shadow-low)', md: 'var(--hx-shadow-high)' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(18), lineHeight: '24px' },
      h2: { fontSize: rem(16), lineHeight: '22px' },
      h3: { fontSize: rem(13), lineHeight: '18px' },
    },
  },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: {
      defaultProps: { size: 'xs', variant: 'default' },
      vars: (_theme: unknown, { size, variant }: { size?: unknown; variant?: unknown }) => ({
        root: {
          ...(size === 'xs' || size === 'sm' ? { '--button-height': size === 'sm' ? '34px' : 'var(--hx-control-height)', '--button-padding-x': size === 'sm' ? '16px' : '10px', '--button-fz': '13px' } : {}),
          ...(variant === 'filled' ? { '--button-color': 'var(--hx-on-accent)' } : {}),
        },
      }),
      styles: { root: { fontWeight: 500 } },
    },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    Input: { defaultProps: { size: 'xs' }, vars: () => ({ wrapper: { '--input-fz': '13px', '--input-height': 'var(--hx-control-height)' } }) },
    InputWrapper: {
      defaultProps: { size: 'xs' },
      vars: () => ({ label: { '--input-label-size': '12px' }, description: { '--input-description-size': '11px' }, error: { '--input-error-size': '12px' } }),
      styles: { label: { fontWeight: 500, marginBottom: 4 } },
    },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Select: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' }, checkIconPosition: 'right' }, styles: { option: { fontSize: 13 } } },
    Checkbox: { defaultProps: { size: 'xs' }, styles: { label: { fontSize: 13 } } },
    SegmentedControl: {
      defaultProps: { size: 'xs', withItemsBorders: false },
      vars: () => ({ root: { '--sc-font-size': '12px', '--sc-padding': '3px 10px' } }),
      styles: { root: { background: 'var(--hx-sunken)', boxShadow: 'inset 0 0 0 1px var(--hx-line)', padding: 2 }, indicator: { background: 'var(--hx-segment-thumb)', boxShadow: 'var(--hx-shadow-low)' }, label: { fontWeight: 500 } },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, fz: 'sm' } },
    // A menu holds its items and nothing else that takes the focus.
    Menu: { defaultProps: { shadow: 'md', withinPortal: true, withInitialFocusPlaceholder: false }, styles: { item: { fontSize: 13, padding: '5px 8px' } } },
    Popover: { defaultProps: { shadow: 'md' } },
    // A dialog's head is no banner of the page.
    Modal: { defaultProps: { centered: true, shadow: 'md', radius: 'lg', attributes: { header: { role: 'none' } } }, styles: { title: { fontSize: 16, fontWeight: 600 } } },
    Badge: { defaultProps: { variant: 'light', tt: 'none' } },
  },
});

function roleVariables(scheme: 'light' | 'dark'): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const name of Object.keys(roles) as RoleName[]) variables[`--hx-${name}`] = roles[name][scheme];
  territoryFills.forEach((fill, i) => (variables[`--hx-territory-${i}`] = fill[scheme]));
  variables['--hx-border-ink'] = borderInk[scheme];
  variables['--hx-unassigned'] = unassignedFill[scheme];
  variables['--hx-unassigned-hatch'] = unassignedHatch[scheme];
  variables['--mantine-color-body'] = roles.surface[scheme];
  variables['--mantine-color-text'] = roles.text[scheme];
  variables['--mantine-color-dimmed'] = roles['text-3'][scheme];
  variables['--mantine-color-default'] = roles.raised[scheme];
  variables['--mantine-color-default-hover'] = roles.hover[scheme];
  variables['--mantine-color-default-color'] = roles.text[scheme];
  variables['--mantine-color-default-border'] = roles['line-strong'][scheme];
  variables['--mantine-color-error'] = roles.danger[scheme];
  variables['--mantine-color-placeholder'] = roles['text-3'][scheme];
  variables['--mantine-color-anchor'] = roles.accent[scheme];
  variables['--mantine-primary-color-contrast'] = roles['on-accent'][scheme];
  return variables;
}

/** Puts every role on the page as `--hx-*`, so that components name a role and never a colour. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--hx-control-height': '28px' },
  light: {
    ...roleVariables('light'),
    '--hx-shadow-low': '0 1px 2px rgba(16,20,30,.06), 0 0 0 1px rgba(16,20,30,.07)',
    '--hx-shadow-high': '0 6px 20px -4px rgba(16,20,30,.16), 0 0 0 1px rgba(16,20,30,.08)',
  },
  dark: {
    ...roleVariables('dark'),
    '--hx-shadow-low': '0 0 0 1px #2B323D, 0 1px 3px rgba(0,0,0,.5)',
    '--hx-shadow-high': '0 0 0 1px #313946, 0 10px 28px -6px rgba(0,0,0,.7)',
  },
});
