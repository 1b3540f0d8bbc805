import { Loader } from '@mantine/core';
import { IconBook, IconDownload, IconFileSpreadsheet, IconFileTypeCsv, IconFileZip, IconMap2, IconPhoto, IconTable, IconWorld } from '@tabler/icons-react';
import type { ExportFormat } from '@hexalign/api/contract';
import { useId } from 'react';
import { useText } from '../../text/useText.ts';
import styles from './Exports.module.css';

/** What can be taken: a format, the plan folder, or what is on the screen. */
export type FileName = ExportFormat | 'plan' | 'screen';

const ICONS: Readonly<Record<FileName, typeof IconMap2>> = {
  geojson: IconMap2, kml: IconWorld, shapefile: IconMap2, geoparquet: IconMap2, 'accounts-csv': IconFileTypeCsv, 'units-csv': IconFileTypeCsv, 'cells-csv': IconFileTypeCsv, 'cells-parquet': IconTable,
  'postal-csv': IconFileTypeCsv, xlsx: IconFileSpreadsheet, 'map-png': IconPhoto, 'map-pdf': IconMap2, 'book-pdf': IconBook, plan: IconFileZip, screen: IconPhoto,
};

/** One file that can be taken, with what it is for. */
export function FileRow({ file, making, onTake }: { file: FileName; making: boolean; onTake(): void }): React.ReactNode {
  const t = useText().exports;
  const hint = useId();
  const Icon = ICONS[file];
  return (
    <li>
      <button type="button" className={styles.file} aria-describedby={hint} aria-busy={making} onClick={onTake}>
        <Icon size={18} stroke={1.6} className={styles.icon} aria-hidden />
        <span className={styles.label}>{t.files[file].label}</span>
        {making ? <Loader size={14} aria-label={t.working} /> : <IconDownload size={14} stroke={1.6} className={styles.icon} aria-hidden />}
      </button>
      <p id={hint} className={styles.hint}>{t.files[file].hint}</p>
    </li>
  );
}
