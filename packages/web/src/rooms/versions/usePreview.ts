import { endpoints, unpackSlots } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import { useCallback, useRef, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import { call } from '../../server/call.ts';
import { draw, type Picture } from '../scenarios/useDrawn.ts';

/** A state of a scenario to look at, and what to call it. `scenarioId` where it is not of the open one. */
export interface Earlier {
  readonly seq: number;
  readonly label: string;
  readonly scenarioId?: string;
  /** Asks at once which place shall be so again. */
  readonly restore?: boolean;
  /** Put on top of that state: what would be. */
  readonly patch?: { readonly units: readonly number[]; readonly to: readonly number[] };
  /** Slots of that patch, where it brings territories that the scenario does not have. */
  readonly slots?: number;
}

export interface Preview {
  /** What is looked at now; its picture follows a moment later. */
  readonly state: Earlier | null;
  readonly shown: (Picture & { readonly slots: Uint16Array }) | null;
  readonly error: unknown;
  show(state: Earlier): void;
  end(): void;
}

/** Shows an earlier state, or what another scenario was, in place of the present one; nothing is changed by looking. */
export function usePreview(editor: Editor, scenarioId: string, host: EngineHost): Preview {
  const [at, setAt] = useState<{ state: Earlier; shown: Preview['shown']; error: unknown } | null>(null);
  const asked = useRef(0);
  const show = useCallback((state: Earlier) => {
    const turn = ++asked.current;
    setAt((before) => ({ state, shown: before?.shown ?? null, error: null }));
    const load = async (): Promise<void> => {
      const slots = new Uint16Array(editor.slots.length).fill(UNASSIGNED);
      if (state.patch && state.scenarioId === undefined && state.seq === editor.state.seq) {
        // What would be of the present state, with what is not on the server yet.
        slots.set(editor.slots);
      } else {
        const packed = await call(endpoints.readSlots, { params: { scenarioId: state.scenarioId ?? scenarioId }, query: { seq: state.seq } });
        // A state from before new ground came holds fewer units; there, the new ones were nobody's.
        slots.set(unpackSlots(packed, packed.byteLength / 2).subarray(0, slots.length));
      }
      state.patch?.units.forEach((u, i) => (slots[u] = state.patch!.to[i]));
      const picture = await draw(host, editor.graph.fingerprint, slots.slice(), Math.max(editor.state.territories.length, state.slots ?? 0), 2000);
      if (asked.current === turn) setAt({ state, shown: { slots, ...picture }, error: null });
    };
    load().catch((error: unknown) => asked.current === turn && setAt({ state, shown: null, error }));
  }, [editor, scenarioId, host]);
  const end = useCallback(() => {
    asked.current++;
    setAt(null);
  }, []);
  return { state: at?.state ?? null, shown: at?.shown ?? null, error: at?.error ?? null, show, end };
}
