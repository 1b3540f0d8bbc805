import { Button } from '@mantine/core';
import { UNASSIGNED } from '@hexalign/engine';
import { useText } from '../../../text/useText.ts';
import { useToast } from '../../../ui/toast.ts';
import { growBy } from '../clicks.ts';
import styles from '../OptionBar.module.css';
import type { OptionProps } from './optionProps.ts';

/** The selected territory wider or narrower by a ring, without a pointer. */
export function GrowOptions({ editor, view, dispatch, proposals, me }: OptionProps): React.ReactNode {
  const text = useText();
  const toast = useToast();
  const t = text.drawing.options;
  if (view.selected < 0 || view.selected === UNASSIGNED) return null;
  const grow = (narrow: boolean) => (): void => growBy({ editor, view, areas: null, proposals, me, text, dispatch, toast }, view.selected, narrow);
  return (
    <>
      <span className={styles.rule} />
      <Button size="compact-sm" onClick={grow(false)}>{t.widen}</Button>
      <Button size="compact-sm" onClick={grow(true)}>{t.narrow}</Button>
    </>
  );
}
