import { IconCircle, IconCircleDashed, IconCircleFilled, IconLock, IconSquareFilled, IconSquareRotatedFilled } from '@tabler/icons-react';
import { useId } from 'react';
import type { LegendMark as Mark } from './legendModel.ts';
import styles from './Legend.module.css';

/** What stands before a row of the legend. */
export function LegendMark({ mark }: { mark: Mark }): React.ReactNode {
  const id = useId();
  if ('sign' in mark) {
    const icon = { size: 13, 'aria-hidden': true } as const;
    switch (mark.sign) {
      case 'locked':
        return <IconLock {...icon} stroke={1.6} />;
      case 'home':
        return <IconCircleFilled {...icon} />;
      case 'free':
        return <IconCircle {...icon} stroke={2.4} />;
      case 'vacant':
        return <IconCircleDashed {...icon} stroke={2} />;
      case 'exception':
        return <IconSquareRotatedFilled {...icon} />;
      case 'held':
        return <IconSquareFilled {...icon} />;
      case 'above':
      case 'below':
    }
    return <span className={mark.sign === 'above' ? styles.over : styles.under} aria-hidden="true">{mark.sign === 'above' ? '▲' : '▼'}</span>;
  }
  return (
    <svg width={14} height={12} viewBox="0 0 14 12" className={styles.mark} aria-hidden="true">
      <clipPath id={id}><rect x="0.5" y="0.5" width="13" height="11" rx="2" /></clipPath>
      <g clipPath={`url(#${id})`}>
        <rect width="14" height="12" fill={mark.fill} />
        {mark.pattern === 'hatch' ? <path d="M-1 7 7 -1M1 13 13 1M-1 13 13 -1" stroke="var(--hx-unassigned-hatch)" strokeWidth="1.2" /> : null}
        {mark.pattern === 'dots' ? <path d="M3 3h.01M9 3h.01M6 6h.01M3 9h.01M9 9h.01M12 6h.01" stroke="var(--hx-text-2)" strokeWidth="1.6" strokeLinecap="round" /> : null}
      </g>
      <rect x="0.5" y="0.5" width="13" height="11" rx="2" fill="none" className={styles.edge} />
    </svg>
  );
}
