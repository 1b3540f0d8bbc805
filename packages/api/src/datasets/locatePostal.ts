/** Where a postal code lies. */
export interface PostalPlace {
  readonly lngLat: readonly [number, number];
  /** The code itself is unknown; this is the middle of its nearest known neighbours. */
  readonly approximate: boolean;
}

export type ZipLookup = (zip: string) => { readonly lngLat: readonly [number, number]; readonly approximate: boolean } | null;

const US_NAMES = new Set(['us', 'usa', 'u.s.', 'u.s.a.', 'united states', 'united states of america', 'pr', 'pri', 'puerto rico', 'vi', 'vir', 'gu', 'gum', 'as', 'asm', 'mp', 'mnp']);

/**
 * Brings a US ZIP as spreadsheets leave it back to five digits: `2139` and `2139.0` are `02139`,
 * `02139-1234` and `21391234` lose the last four.
 *
 * @returns five digits, or null when the text is no ZIP
 */
export function usZip(text: string): string | null {
  const body = text.trim().replace(/\.0+$/, '').replace(/^'/, '');
  const plus4 = /^(\d{3,5})[-\s]\d{4}$/.exec(body);
  if (plus4) return plus4[1].padStart(5, '0');
  if (/^\d{3,5}$/.test(body)) return body.padStart(5, '0');
  if (/^\d{7,9}$/.test(body)) return body.padStart(9, '0').slice(0, 5);
  return null;
}

/** Finds the place of a postal code; null for one nobody knows. */
export type Locate = (postal: string, country: string | null) => PostalPlace | null;

/** Makes the lookup a judge needs from the US table and, for other countries, a table of the user's own. */
export function postalLocator(zip: ZipLookup, table?: PostalTable): Locate {
  return (postal, country) => {
    const own = table?.find(postal, country);
    if (own) return { lngLat: own, approximate: false };
    if (country !== null && !US_NAMES.has(country.trim().toLowerCase())) return null;
    const code = usZip(postal);
    return code === null ? null : zip(code);
  };
}

/** Postal codes given by the user: `postal`, `lat`, `lng` and optionally `country`. */
export class PostalTable {
  private readonly places = new Map<string, readonly [number, number]>();

  add(postal: string, country: string | null, lng: number, lat: number): void {
    this.places.set(key(postal, country), [lng, lat]);
  }

  get size(): number {
    return this.places.size;
  }

  /** A row without a country, or a table without one, matches by code alone. */
  find(postal: string, country: string | null): readonly [number, number] | null {
    const digits = /^\d{1,9}$/.test(postal.trim()) ? postal.trim() : null;
    for (const where of country === null ? [null] : [country, null]) {
      const exact = this.places.get(key(postal, where));
      if (exact) return exact;
      // A spreadsheet drops leading zeros: try the longer forms.
      if (digits) {
        for (let length = digits.length + 1; length <= 6; length++) {
          const padded = this.places.get(key(digits.padStart(length, '0'), where));
          if (padded) return padded;
        }
      }
    }
    return null;
  }
}

function key(postal: string, country: string | null): string {
  return `${(country ?? '').trim().toUpperCase()}|${postal.toUpperCase().replace(/[\s-]/g, '').replace(/\.0+$/, '')}`;
}
