
/** Drawing on the map: tools, their options, cards and refusals. */
export const drawing = {
  refusal: {
    held: 'This cell is held where it is. Lift the hold with the pin (H), or paint elsewhere.',
    heldReason: (reason: string, owner: string) => `Held: ${reason} (${owner}). Lift the hold with the pin (H), or paint elsewhere.`,
    unassigned: 'Only unassigned cells are painted now. Let go of Shift, or switch the option off.',
    donor: (name: string) => `Only cells of ${name} are painted. Begin the stroke elsewhere, or switch the option off.`,
    area: (name: string) => `Only cells inside ${name} are painted. Begin the stroke elsewhere, or switch the option off.`,
    balance: 'No cell here brings both nearer to target. Let go of Q to paint freely.',
    lift: 'Lift the hold',
  },
};
