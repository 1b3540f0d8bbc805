import { useEffect, useRef } from 'react';
import { readUrlView, writeUrlView, type UrlView } from './urlView.ts';

const PAUSE_MS = 200;

/**
 * Keeps the address at what is looked at. Opening or closing a panel is a step that the browser's Back takes back; all
 * else, the camera above all, changes the present step. Going back and forward is looking: nothing is edited or undone by it.
 *
 * @param view what is looked at now
 * @param onStep the browser went to a step with this view
 */
export function useAddress(view: UrlView, go: (to: string, options: { replace: boolean }) => void, onStep: (view: UrlView) => void): void {
  const step = useRef(onStep);
  step.current = onStep;
  const panel = useRef(view.panel);
  const to = writeUrlView(view);
  useEffect(() => {
    const turned = panel.current !== view.panel;
    panel.current = view.panel;
    // Back has brought the address here before the panel follows.
    if (turned && readUrlView(window.location.search).panel !== view.panel) return go(`${window.location.pathname}${to}`, { replace: false });
    const timer = setTimeout(() => go(`${window.location.pathname}${to}`, { replace: true }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [to, view.panel, go]);
  useEffect(() => {
    const stepped = (): void => step.current(readUrlView(window.location.search));
    window.addEventListener('popstate', stepped);
    return () => window.removeEventListener('popstate', stepped);
  }, []);
}
