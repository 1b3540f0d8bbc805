import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import bar from '../drawing/OptionBar.module.css';
import type { Preview } from './usePreview.ts';

/** Over the map while an earlier state is shown: which one, and the way back. */
export function PreviewBar({ preview, onBranch }: { preview: Preview; onBranch: (() => void) | null }): React.ReactNode {
  const t = useText().versions;
  return (
    <div className={bar.bar} role="status">
      <IconHistory size={16} stroke={1.6} className={bar.icon} aria-hidden />
      <b>{preview.state?.label}</b>
      {preview.error === null ? <span className={bar.hint}>{preview.state?.patch === undefined ? t.lookHint : t.wouldHint}</span> : <Refusal error={preview.error} />}
      {onBranch ? <Button size="compact-sm" onClick={onBranch}>{t.branch}</Button> : null}
      <Button size="compact-sm" variant="filled" onClick={preview.end}>{t.now}</Button>
    </div>
  );
}
