/** How much effort a solve spends: first good plan, the default, or several starts and more polish. */
export type Preset = 'fast' | 'balanced' | 'thorough';
