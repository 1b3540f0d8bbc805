import { useEffect, useRef, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { PlanMap } from '../../map/PlanMap.ts';

/** Marks a drag as one of a person. */
export const PERSON_TYPE = 'application/x-hexalign-person';

/**
 * While a person is dragged: the territory under the pointer, on the map or on any row of a list that names its slot.
 *
 * @param onDrop the person was let go over a territory
 * @returns slot under the pointer, or -1
 */
export function useDropPerson(person: string | null, editor: Editor, map: PlanMap | null, onDrop: (person: string, slot: number) => void): number {
  const [over, setOver] = useState(-1);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    if (person === null) return;
    const slotAt = (event: DragEvent): number => {
      if (!(event.target instanceof Element)) return -1;
      const row = event.target.closest<HTMLElement>('[data-slot]');
      if (row) return Number(row.dataset.slot);
      const box = event.target.closest('[role=application]');
      if (!box || !map) return -1;
      const { left, top } = box.getBoundingClientRect();
      const { lng, lat } = map.map.unproject([event.clientX - left, event.clientY - top]);
      const unit = map.cells?.at(lng, lat) ?? -1;
      return unit < 0 ? -1 : editor.slots[unit];
    };
    const target = (event: DragEvent): number => {
      const slot = slotAt(event);
      return editor.state.territories[slot]?.level === 0 ? slot : -1;
    };
    const dragOver = (event: DragEvent): void => {
      const slot = target(event);
      setOver(slot);
      if (slot < 0) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const letGo = (event: DragEvent): void => {
      const slot = target(event);
      if (slot < 0) return;
      event.preventDefault();
      drop.current(person, slot);
    };
    document.addEventListener('dragover', dragOver);
    document.addEventListener('drop', letGo);
    return () => {
      document.removeEventListener('dragover', dragOver);
      document.removeEventListener('drop', letGo);
      setOver(-1);
    };
  }, [person, editor, map]);
  return over;
}
