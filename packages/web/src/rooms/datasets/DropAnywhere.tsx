import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { useText } from '../../text/useText.ts';
import { IconFileUpload } from '@tabler/icons-react';
import { useMayNot } from '../auth/useMayNot.ts';
import styles from './DropAnywhere.module.css';
import { handOver } from './handedFile.ts';

/** A file dropped on any page begins an import: on the pages about data that of a list, elsewhere that of a new plan. */
export function DropAnywhere({ children }: { children: React.ReactNode }): React.ReactNode {
  const t = useText().shell;
  const [, go] = useLocation();
  const [over, setOver] = useState(false);
  const mayNot = useMayNot()('dataset.write');
  useEffect(() => {
    if (mayNot !== null) return undefined;
    let depth = 0;
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent): void => { if (holdsFiles(event)) event.preventDefault(); };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      handOver(file);
      go(importFor(window.location));
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [go, mayNot]);
  return (
    <>
      {children}
      {over ? (
        <div className={styles.veil} aria-hidden="true">
          <div className={styles.card}><IconFileUpload size={22} stroke={1.6} /><b>{t.dropHere}</b><span>{t.dropHint}</span></div>
        </div>
      ) : null}
    </>
  );
}

/** Where a file goes that was dropped at an address. */
function importFor({ pathname, search }: Location): string {
  if (/^\/data(\/|$)/.test(pathname)) return routes.dataImport(new URLSearchParams(search).get('plan'));
  const plan = /^\/plans\/([^/]+)\/data$/.exec(pathname);
  return plan === null ? routes.import : routes.dataImport(plan[1]);
}
