/** Words of the invented company's world. Customers and people are made up; likeness to real ones is chance. */
export const CUSTOMER_STEMS: readonly string[] = (
  'Alder Amber Ashen Aster Barrow Birch Bramble Briar Calder Cedar Clover Copper Corven Crane Dorran Dunmar Elder Ember Fallow ' +
  'Fenner Fern Garnet Glimmer Hazel Heron Hollin Ivory Juniper Kestrel Larch Linden Lorrel Maple Marrow Merrin Mossy Nettle Norwen ' +
  'Oaken Orrin Pellar Quill Raven Rowan Sable Saffron Sorrel Tarrin Thistle Umber Velder Wether Willow Wren Yarrow Zephyr'
).split(' ');

export const CUSTOMER_ENDINGS: readonly string[] =
  'bank bourne brook combe crest dale field ford gate glen grove holt hurst land leigh mere mont point ridge shaw side stead stone vale view ward wick wood'.split(' ');

export const GIVEN_NAMES: readonly string[] = (
  'Ada Amir Anika Bela Bruno Carla Cedric Chidi Dana Diego Elena Emeka Farah Felix Gwen Hana Hugo Imani Ines Jonas Kavya Keiko Lars ' +
  'Leila Lucia Mabel Marek Mina Nadia Nils Odile Omar Paula Priya Quentin Rosa Samir Sofia Tomas Uma Viktor Wanda Yusuf Zora'
).split(' ');

export const FAMILY_NAMES: readonly string[] = (
  'Abernathy Adeyemi Baptiste Brandt Castellan Cho Dalgaard Delacroix Eberhart Fontaine Fujita Galvan Grimsby Haddad Hollis Ibarra ' +
  'Ingram Jansen Kapoor Kowalczyk Lindqvist Lockhart Marchetti Mbeki Nakamura Novak Okafor Osborne Pereira Pruitt Quigley Rahman ' +
  'Rosales Sandoval Sharma Stroud Tanaka Thackeray Ulrich Vasquez Vogel Whitlock Yamada Zeller'
).split(' ');

/** What a customer of each segment may be called after its own name, and how it buys. */
export interface Segment {
  name: string;
  share: number;
  kinds: readonly string[];
  /** Middle of yearly revenue potential, US dollars, and the spread of its logarithm. */
  medianRevenue: number;
  spread: number;
  minutes: readonly number[];
}

export const SEGMENTS: readonly Segment[] = [
  { name: 'Hospital', share: 0.14, kinds: ['Hospital', 'Medical Center', 'Memorial Hospital', 'Regional Hospital'], medianRevenue: 42_000, spread: 0.95, minutes: [45, 60, 60, 90] },
  { name: 'Clinic', share: 0.52, kinds: ['Clinic', 'Family Practice', 'Health Center', 'Physicians', 'Urgent Care'], medianRevenue: 5_200, spread: 0.85, minutes: [20, 30, 30, 45] },
  { name: 'Laboratory', share: 0.24, kinds: ['Laboratories', 'Diagnostics', 'Pathology', 'Testing Services'], medianRevenue: 13_500, spread: 1.1, minutes: [30, 45, 45, 60] },
  { name: 'University', share: 0.1, kinds: ['College', 'Institute', 'Research Center', 'University'], medianRevenue: 19_000, spread: 1.15, minutes: [45, 60, 60, 90] },
];
