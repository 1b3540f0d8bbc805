import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Plan } from '@hexalign/api/contract';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { useText } from '../../text/useText.ts';
import { ExportDialog } from './ExportDialog.tsx';

/** Opens the dialog by which the plan leaves in files. */
export function ExportButton({ plan, scenarioId, editor, onPicture }: { plan: Plan; scenarioId: string; editor: Editor; onPicture: (() => void) | null }): React.ReactNode {
  const t = useText().exports;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button leftSection={<IconDownload size={15} stroke={1.6} />} aria-haspopup="dialog" onClick={() => setOpen(true)}>{t.open}</Button>
      {open ? <ExportDialog plan={plan} scenarioId={scenarioId} editor={editor} onPicture={onPicture} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
