/** How sentences about cells speak of a plan on a boundary layer: words as they stand in the catalogue, and what is said in their place. */
export const units = {
  asAreas: [
    ['a cell', 'an area'], ['A cell', 'An area'],
    ['cell', 'area'], ['cells', 'areas'], ['Cell', 'Area'], ['Cells', 'Areas'], ['H3 index', 'Code of the area'],
  ] as readonly (readonly [string, string])[],
};
