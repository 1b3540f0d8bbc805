import { IconGauge } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import { AskBudgetDialog, type RefusedChange } from './AskBudgetDialog.tsx';
import { BudgetDialog } from './BudgetDialog.tsx';
import styles from './Budgets.module.css';
import { Fill } from './LimitGauge.tsx';
import { sharesTold, tightest, useBudget } from './useBudget.ts';

const seqOf = (state: EditorState): number => state.seq;

/** The gauge of the change budget at the edge of the workspace. A change that goes beyond is kept here, and asks for a reason and somebody who approves. */
export function BudgetButton({ editor, planId, scenarioId }: { editor: Editor; planId: string; scenarioId: string }): React.ReactNode {
  const t = useText().budgets;
  const may = useMay();
  const gauge = useBudget(scenarioId, useEditor(editor, seqOf));
  const [open, setOpen] = useState<'none' | 'budget' | 'change' | 'room'>('none');
  const [refused, setRefused] = useState<RefusedChange | null>(null);
  useEffect(() => editor.onNotice((notice) => {
    if (notice.kind !== 'overBudget') return;
    setRefused(notice);
    setOpen('change');
  }), [editor]);
  if (gauge === null) return null;
  const limit = tightest(gauge.limits);
  if (limit === null && !may('budget.write')) return null;
  const told = limit === null ? null : sharesTold(limit.used, limit.share + limit.granted);
  return (
    <>
      <button type="button" className={styles.button} aria-haspopup="dialog" data-testid="budget" onClick={() => setOpen('budget')}>
        {limit === null || told === null ? <><IconGauge size={14} stroke={1.6} aria-hidden />{gauge.rule === null ? t.none : t.title}</> : (
          <>
            <Fill limit={limit} />
            <span className={gauge.exceeded ? styles.over : undefined}>{(gauge.exceeded ? t.over : t.gauge)(...told)}{gauge.enforced ? '' : ` (${t.scratch})`}{gauge.open > 0 ? `, ${t.waits(gauge.open)}` : ''}</span>
          </>
        )}
      </button>
      {open === 'budget' ? <BudgetDialog planId={planId} scenarioId={scenarioId} gauge={gauge} frozen={editor.frozen} refused={refused !== null} onAsk={(change) => setOpen(change ? 'change' : 'room')} onClose={() => setOpen('none')} /> : null}
      {open === 'room' || (open === 'change' && refused !== null) ? (
        <AskBudgetDialog
          scenarioId={scenarioId} gauge={gauge} change={open === 'change' ? refused : null} onClose={() => setOpen('none')}
          onAsked={(applied) => {
            setOpen('none');
            if (open === 'change') setRefused(null);
            if (applied) void editor.sync().catch(() => undefined);
          }}
        />
      ) : null}
    </>
  );
}
