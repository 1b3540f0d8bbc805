import { useEffect, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { Draft } from '../../editor/tools/tool.ts';
import type { NearUnits } from '../../map/nearUnits.ts';
import { formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './DraftOverlay.module.css';

/** The hand has to rest this long before a large ring is counted: counting never holds up the drawing. */
const REST_MS = 60;

/** What a ring in the making would hold: cells, accounts and the first measure. */
export function DraftCount({ editor, near, draft }: { editor: Editor; near: NearUnits; draft: Draft | null }): React.ReactNode {
  const t = useText().drawing.shape;
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    if (draft?.kind !== 'ring' || draft.points.length < 6) {
      setWords(null);
      return;
    }
    const timer = setTimeout(() => {
      const units = near.inside(draft.points);
      const [measure] = editor.measures;
      let [accounts, sum] = [0, 0];
      for (const u of units) {
        accounts += editor.accountsAt(u);
        sum += measure?.values[u] ?? 0;
      }
      setWords([t.live(units.length, accounts), ...(measure ? [`${measure.key} ${formatMeasure(sum, measure.unit)}`] : [])].join(' · '));
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [editor, near, draft, t]);
  return words === null ? null : <div className={styles.count} data-testid="draft-count">{words}</div>;
}
