import type { Measure } from '@hexalign/engine';
import type { Playbook } from '../../contract/playbooks.ts';
import type { PackedAccounts } from '../../contract/wire.ts';
import { AppError } from '../http/appError.ts';

/** What is known of a plan's accounts. a = accounts, n = units. */
export interface AssumedOf {
  readonly measures: readonly Measure[];
  readonly accounts: PackedAccounts;
  /** 2n degrees. */
  readonly lngLat: Float64Array;
  /** n slots of the document. */
  readonly slots: Uint16Array;
  /** Segments of each account. */
  segmentsOf(): Promise<readonly (readonly string[])[]>;
}

/** Measures of ground and accounts as playbooks assume them to be. */
export interface Assumed {
  readonly measures: readonly Measure[];
  readonly accounts: PackedAccounts;
}

/**
 * The measures as they would be: a segment counts otherwise, a measure grows or shrinks on some ground. Null where no playbook
 * says anything of measures.
 *
 * @throws AppError `whatif.invalid` for a measure or a segment that there is not
 */
export async function assumedMeasures(playbooks: readonly Playbook[], { measures, accounts, lngLat, slots, segmentsOf }: AssumedOf): Promise<Assumed | null> {
  let now: Assumed | null = null;
  for (const [i, playbook] of playbooks.entries()) {
    if (playbook.kind !== 'segment' && playbook.kind !== 'shift') continue;
    const before: Assumed = now ?? { measures, accounts };
    const m = measures.findIndex(({ key }) => key === playbook.measure);
    if (m < 0) throw new AppError('whatif.invalid', { where: `body.playbooks.${i}.measure`, expected: `one of ${measures.map(({ key }) => key).join(', ')}`, found: playbook.measure });
    if (playbook.kind === 'shift') {
      const on = onGround(playbook.ground, lngLat, slots);
      const { factor } = playbook;
      now = withValues(before, m, i, before.measures[m].values.map((value, u) => (on(u) ? value * factor : value)), before.accounts.values[m].map((value, a) => (on(accounts.unit[a]) ? value * factor : value)));
      continue;
    }
    const segments = await segmentsOf();
    const wanted = new Set(playbook.segments.map((name) => name.toLowerCase()));
    const inside = segments.map((own) => own.some((name) => wanted.has(name.toLowerCase())));
    if (!inside.includes(true)) {
      const known = [...new Set(segments.flat())].sort().slice(0, 20);
      throw new AppError('whatif.invalid', { where: `body.playbooks.${i}.segments`, expected: known.length === 0 ? 'accounts with segments' : `one of ${known.join(', ')}`, found: playbook.segments.join(', '), ...(known.length === 0 ? { repair: 'Import accounts with a column of segments first.' } : {}) });
    }
    const ground = before.measures[m].values.slice();
    const values = before.accounts.values[m].map((value, a) => {
      const counts = value * (inside[a] ? playbook.weight : playbook.others);
      ground[accounts.unit[a]] += counts - value;
      return counts;
    });
    // Sums of decimals leave traces.
    now = withValues(before, m, i, ground.map((value) => Math.max(0, value)), values);
  }
  return now;
}

function withValues({ measures, accounts }: Assumed, m: number, playbook: number, ground: Float64Array, values: Float64Array): Assumed {
  if (!ground.some((value) => value > 0)) throw new AppError('whatif.invalid', { where: `body.playbooks.${playbook}`, expected: `something that counts in ${measures[m].key}`, found: 'nothing that does' });
  return { measures: measures.map((measure, at) => (at === m ? { ...measure, values: ground } : measure)), accounts: { ...accounts, values: accounts.values.map((row, at) => (at === m ? values : row)) } };
}

function onGround(ground: Extract<Playbook, { kind: 'shift' }>['ground'], lngLat: Float64Array, slots: Uint16Array): (unit: number) => boolean {
  switch (ground.kind) {
    case 'all': return () => true;
    case 'territories': {
      const wanted = new Set(ground.slots);
      return (u) => wanted.has(slots[u]);
    }
    case 'units': {
      const wanted = new Set(ground.units);
      return (u) => wanted.has(u);
    }
    case 'area': {
      const [west, south, east, north] = ground.bounds;
      return (u) => {
        const [lng, lat] = [lngLat[2 * u], lngLat[2 * u + 1]];
        return lat >= south && lat <= north && (west <= east ? lng >= west && lng <= east : lng >= west || lng <= east);
      };
    }
  }
}
