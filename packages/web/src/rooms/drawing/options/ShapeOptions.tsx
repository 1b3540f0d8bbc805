import { IconFileImport } from '@tabler/icons-react';
import { Button, FileButton } from '@mantine/core';
import { useRef } from 'react';
import { useText } from '../../../text/useText.ts';
import styles from '../OptionBar.module.css';

/** A boundary out of a file in place of one drawn by hand. */
export function ShapeOptions({ onFile }: { onFile(file: File): void }): React.ReactNode {
  const t = useText().drawing;
  // A file that was mended can be chosen again under the same name.
  const forget = useRef<() => void>(null);
  return (
    <>
      <span className={styles.rule} />
      <FileButton accept=".geojson,.json,.kml,.kmz,.zip" resetRef={forget} inputProps={{ 'aria-label': t.boundary.open }} onChange={(file) => { if (file) onFile(file); forget.current?.(); }}>
        {(props) => <Button {...props} size="compact-sm" title={t.boundary.hint} leftSection={<IconFileImport size={14} stroke={1.6} />}>{t.options.boundary}</Button>}
      </FileButton>
    </>
  );
}
