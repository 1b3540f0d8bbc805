import { createContext, useContext } from 'react';

export interface Toast {
  readonly text: string;
  readonly tone?: 'done' | 'warning' | 'danger';
  readonly action?: { readonly label: string; run(): void };
}

export const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Says one sentence at the bottom of the page, with one action; the next one takes its place. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}
