import { useEffect, useRef } from 'react';

export interface PointerHandlers {
  down(event: PointerEvent): void;
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
  /** The pointer left the element, or the system took it away. */
  leave(): void;
  double(event: MouseEvent): void;
}

/** Pointer events of an element, in the browser's own form; the element says whether it was pointed at last, or reached by Tab. */
export function usePointer(element: HTMLElement | null, handlers: PointerHandlers): void {
  const now = useRef(handlers);
  now.current = handlers;
  useEffect(() => {
    if (!element) return;
    // To ask anew at every move makes the browser lay the page out.
    let rectAtDown = element.getBoundingClientRect();
    const down = (event: PointerEvent): void => {
      element.dataset.pointing = 'yes';
      rectAtDown = element.getBoundingClientRect();
      now.current.down(event);
    };
    const move = (event: PointerEvent): void => {
      // While a drag holds the pointer the element hears of it wherever it goes, and the browser does not say that it has left.
      if (element.hasPointerCapture(event.pointerId) && outside(rectAtDown, event)) element.releasePointerCapture(event.pointerId);
      else now.current.move(event);
    };
    const up = (event: PointerEvent): void => now.current.up(event);
    const leave = (): void => now.current.leave();
    const double = (event: MouseEvent): void => now.current.double(event);
    const tab = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') delete element.dataset.pointing;
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', leave);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('dblclick', double);
    window.addEventListener('keydown', tab);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', leave);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('dblclick', double);
      window.removeEventListener('keydown', tab);
    };
  }, [element]);
}

function outside({ left, top, right, bottom }: DOMRect, { clientX, clientY }: PointerEvent): boolean {
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
