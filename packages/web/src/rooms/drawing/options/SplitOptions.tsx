import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { UNASSIGNED } from '@hexalign/engine';
import { useText } from '../../../text/useText.ts';
import { MOST_PARTS, type DrawOptions } from '../drawOptions.ts';
import styles from '../OptionBar.module.css';
import type { OptionProps } from './optionProps.ts';

/** How a territory is split: by a line, or in parts alike in area or in every measure. */
export function SplitOptions({ view, dispatch, proposals }: OptionProps): React.ReactNode {
  const t = useText().drawing.options;
  const { split, parts } = view.options;
  const chosen = view.selected >= 0 && view.selected !== UNASSIGNED;
  return (
    <>
      <span className={styles.rule} />
      <SegmentedControl size="xs" value={split} onChange={(value) => dispatch({ type: 'options', change: { split: value as DrawOptions['split'] } })} data={[{ value: 'line', label: t.splitLine }, { value: 'area', label: t.splitArea }, { value: 'balance', label: t.splitBalance }]} />
      {split === 'line' ? null : (
        <>
          <span className={styles.label}>{t.parts}</span>
          <NumberInput className={styles.number} size="xs" aria-label={t.parts} min={2} max={MOST_PARTS} allowDecimal={false} value={parts} onChange={(value) => { if (typeof value === 'number') dispatch({ type: 'options', change: { parts: value } }); }} />
          {chosen ? <Button size="compact-sm" onClick={() => proposals.split(view.selected, parts, split)}>{t.splitNow}</Button> : null}
        </>
      )}
    </>
  );
}
