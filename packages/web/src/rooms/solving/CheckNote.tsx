import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { Relaxation } from '@hexalign/api/contract';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { LeftOutNote } from '../blind/LeftOutNote.tsx';
import inspector from '../scenarios/Inspector.module.css';
import styles from './DesignPanel.module.css';
import type { Checked } from './useDesignCheck.ts';

const SENTENCES = 3;

/** Whether what is asked can be had; if not, why, and the cheapest way out at one press. */
export function CheckNote({ checked: { check, checking }, onRelax }: { checked: Checked; onRelax(relaxation: Relaxation): void }): React.ReactNode {
  const t = useText().designing.check;
  return (
    <div role="status" aria-label={t.title} data-testid="design-check" data-checking={checking ? 'yes' : 'no'}>
      <LeftOutNote leftOut={check?.peopleLeftOut ?? null} />
      {check === null || check.possible ? (
        <p className={styles.checkLine}>{checking || check === null ? <Loader size={12} aria-hidden /> : <IconCircleCheck size={14} stroke={1.6} className={inspector.good} aria-hidden />}{checking || check === null ? t.checking : t.possible}</p>
      ) : (
        <div className={styles.clash}>
          <p className={styles.checkLine}><IconAlertTriangle size={14} stroke={1.6} className={inspector.over} aria-hidden /><b>{t.impossible}</b>{checking ? <Loader size={12} aria-hidden /> : null}</p>
          <ul>{check.clash.slice(0, SENTENCES).map((sentence, i) => <li key={i}>{told(check.relaxation ? sentence.replace(` ${check.relaxation.text}`, '') : sentence) || t.hidden}</li>)}</ul>
          {check.relaxation ? (
            <div className={styles.relax}>
              <span>{told(check.relaxation.text)}</span>
              <Button size="compact-xs" variant="default" disabled={checking} onClick={() => onRelax(check.relaxation!)} aria-label={`${t.relax}: ${told(check.relaxation.text)}`}>{t.relax}</Button>
            </div>
          ) : null}
          <p className={styles.description}>{t.anyway}</p>
        </div>
      )}
    </div>
  );
}
