/** What the demo plan is made from. */
export interface DemoCompany {
  name: string;
  /** To stand wherever the demo is shown. */
  notice: string;
  region: string;
  territories: number;
  id: string;
  place: { lat: string; lng: string };
  measures: readonly { name: string; column: string; unit: 'currency' | 'count' | 'hours' }[];
  /** Column of today's territory. */
  current: string;
  /** The territory whose seller has left. */
  vacant: string;
}

/** The invented company of the first run and the columns of its accounts file (`demoFiles().accounts`). */
export const demoCompany: DemoCompany = {
  name: 'Quillmere Instruments',
  notice: 'An invented company: its accounts, people and figures are synthetic. Only places and population are real.',
  region: 'us-lower48',
  territories: 40,
  id: 'account_id',
  place: { lat: 'lat', lng: 'lng' },
  measures: [
    { name: 'Potential', column: 'revenue_potential', unit: 'currency' },
    { name: 'Workload', column: 'workload_hours', unit: 'hours' },
  ],
  current: 'territory',
  vacant: 'Lower Michigan',
};
