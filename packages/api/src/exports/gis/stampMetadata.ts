import { stampFields, type Stamp } from '../stamp.ts';

/** A stamp as the key-value metadata of a Parquet file. */
export function stampMetadata(stamp: Stamp): { key: string; value: string }[] {
  return Object.entries(stampFields(stamp)).map(([name, value]) => ({ key: `hexalign.${name}`, value }));
}
