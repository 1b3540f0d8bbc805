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
  const { shell, data } = useText();
  const [path, go] = useLocation();
  const words = isData(path) ? data.drop : { here: shell.dropHere, hint: shell.dropHint };
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
          <div className={styles.card}><IconFileUpload size={22} stroke={1.6} /><b>{words.here}</b><span>{words.hint}</span></div>
        </div>
      ) : null}
    </>
  );
}

/** Pages about the data of the organisation or of a plan. */
function isData(path: string): boolean {
  return /^(\/plans\/[^/]+)?\/data(\/|$)/.test(path);
}

/** Where a file goes that was dropped at an address. */
function importFor({ pathname, search }: Location): string {
  if (!isData(pathname)) return routes.import;
  return routes.dataImport(/^\/plans\/([^/]+)\//.exec(pathname)?.[1] ?? new URLSearchParams(search).get('plan'));
}
