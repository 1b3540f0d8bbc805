import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ToastContext, type Toast } from './toast.ts';
import styles from './ToastHost.module.css';

const SHOWN_MS = 8000;

/** Holds the one toast of the page; it waits while it is pointed at or focused, and is read aloud. */
export function ToastHost({ children }: { children: React.ReactNode }): React.ReactNode {
  const [toast, setToast] = useState<(Toast & { key: number }) | null>(null);
  const [held, setHeld] = useState(false);
  const count = useRef(0);
  const show = useCallback((next: Toast) => setToast({ ...next, key: ++count.current }), []);
  useEffect(() => {
    if (!toast || held) return;
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, held]);
  const Icon = toast?.tone === 'warning' || toast?.tone === 'danger' ? IconAlertTriangle : IconCircleCheck;
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.host} role="status" aria-live="polite">
        {toast ? (
          <div key={toast.key} className={styles.toast} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
            <Icon size={16} stroke={1.6} className={toast.tone === 'warning' || toast.tone === 'danger' ? styles.warning : styles.done} aria-hidden />
            <span>{toast.text}</span>
            {toast.action ? (
              <button
                type="button"
                className={styles.action}
                onClick={() => {
                  toast.action?.run();
                  setToast(null);
                  setHeld(false);
                }}
              >
                {toast.action.label}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
    </ToastContext>
  );
}
