import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { SideBySide } from '@hexalign/api/contract';
import { Fragment } from 'react';
import { useText } from '../../text/useText.ts';
import { figureRows, marksOf } from './figureRows.ts';
import { letterOf } from './sides.ts';
import styles from './Compare.module.css';

/** What the sides come to next to each other, the best and the worst of each row marked. */
export function FiguresTable({ answer }: { answer: SideBySide }): React.ReactNode {
  const t = useText().compare.figures;
  const icon = { size: 13, stroke: 1.8, 'aria-hidden': true } as const;
  return (
    <>
      <table className={`${styles.figures} ${styles.many}`} data-testid="figures">
        <caption>{t.title}</caption>
        <thead><tr><th scope="col"><span className="visually-hidden">{t.figure}</span></th>{answer.sides.map((_, i) => <th key={letterOf(i)} scope="col">{letterOf(i)}</th>)}</tr></thead>
        {figureRows(answer, t).map(({ name, rows }) => (
          <Fragment key={name}>
            <tbody>
              <tr className={styles.group}><th scope="colgroup" colSpan={answer.sides.length + 1}>{name}</th></tr>
              {rows.map((row) => {
                const marks = marksOf(row);
                return (
                  <tr key={row.key}>
                    <th scope="row">{row.name}</th>
                    {row.told.map((told, i) => (
                      <td key={letterOf(i)} className={marks[i] === null ? undefined : styles[marks[i]]}>
                        {marks[i] === 'best' ? <IconCircleCheck {...icon} /> : marks[i] === 'worst' ? <IconAlertTriangle {...icon} /> : null}
                        {told}{marks[i] === null ? null : <span className="visually-hidden">{`, ${marks[i] === 'best' ? t.best : t.worstMark}`}</span>}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </Fragment>
        ))}
      </table>
      <p className={styles.key} aria-hidden><span className={styles.best}><IconCircleCheck {...icon} /> {t.best}</span> <span className={styles.worst}><IconAlertTriangle {...icon} /> {t.worstMark}</span></p>
    </>
  );
}
