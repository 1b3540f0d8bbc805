/** People hidden from whoever designs for positions. */
export const blind = {
  chip: 'People-blind',
  label: 'People are hidden',
  why: {
    own: 'You hide people from yourself: names, homes and what is about people alone are in no list, map or file. Press to show them again.',
    plan: 'People are hidden from everybody who looks at this plan. An owner or admin can show them again, in the menu of the plan.',
    organisation: 'People are hidden from everybody in the organisation. An owner or admin can show them again, on the page of members.',
  },
  hide: 'Hide people',
  show: 'Show people',
  fixed: 'People stay hidden: the plan or the organisation hides them from everybody.',
  /** In the menu of a plan. */
  hideFromAll: 'Hide people from everybody',
  showToAll: 'Show people again',
  hiddenFromAll: (plan: string) => `People are hidden from everybody who looks at ${plan}.`,
  shownToAll: (plan: string) => `${plan} shows people again.`,
  organisation: {
    title: 'People',
    label: 'Hide people from everybody in the organisation',
    why: 'Plans, lists, files and answers to programs then name positions in place of people. Covers and publishing rest meanwhile.',
  },
  leftOut: (homes: number, relationships: boolean) =>
    `Designed for positions, not for people; left out: ${[...(homes > 0 ? [homes === 1 ? 'one bound around a home' : `${homes} bounds around homes`] : []), ...(relationships ? ['the wish to keep relationships'] : [])].join(' and ') || 'homes and relationships'}.`,
  publishing: { title: 'Publishing rests while people are hidden', why: 'A customer system knows positions by who holds them. Show people again, or take files with positions from the workspace.' },
} as const;
