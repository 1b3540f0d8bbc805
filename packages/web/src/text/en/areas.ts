/** A plan whose units are areas of a boundary layer. */
export const areas = {
  title: (layer: string) => `This plan stands on the areas of ${layer}`,
  why: 'The map draws plans on cells only. Design, edit and compare this one over the API; its files hold every territory as a polygon.',
  territories: 'Territories (GeoJSON)',
  accounts: 'Accounts (CSV)',
  back: 'All plans',
};
