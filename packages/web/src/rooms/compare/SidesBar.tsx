import { Button, FileButton } from '@mantine/core';
import { IconArrowsExchange, IconFileImport, IconPlus } from '@tabler/icons-react';
import type { Plan, SideBySide } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { uploadDataset } from '../../server/upload.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { SidePicker } from './SidePicker.tsx';
import { MOST_SIDES, type CompareView } from './sides.ts';
import styles from './Compare.module.css';

/** The sides with a picker each; more of them are added, as another side or as a file. */
export function SidesBar({ plan, view, known, onView }: { plan: Plan; view: CompareView; known: SideBySide['sides'] | undefined; onView(view: CompareView): void }): React.ReactNode {
  const t = useText().compare;
  const may = useMay();
  const { sides, mode, pair: [from, to] } = view;
  const choose = (names: readonly string[], pair: CompareView['pair'] = [0, 1]): void => onView({ ...view, sides: names, pair });
  const upload = useMutation({
    mutationFn: (file: File) => uploadDataset(file, () => undefined, new AbortController().signal),
    // What was just added is what one wants to look at.
    onSuccess: ({ id }) => choose([...sides, `file:${id}`], [0, sides.length]),
  });
  const full = sides.length >= MOST_SIDES;
  const drives = (at: number): string => (mode === 'side' ? t.drives.map(at + 1) : at === from ? t.drives.from[mode] : at === to ? t.drives.to[mode] : t.drives.none);
  const another = (): string => [...plan.scenarios.map(({ id }) => id), 'owners'].find((name) => !sides.includes(name)) ?? 'owners';
  const icon = { size: 15, stroke: 1.6, 'aria-hidden': true } as const;
  return (
    <div className={styles.pickers}>
      {sides.map((name, at) => (
        <SidePicker
          key={at} plan={plan} at={at} name={name} known={known?.[at]} drives={drives(at)} onChoose={(chosen) => onView({ ...view, sides: sides.with(at, chosen) })}
          onRemove={sides.length > 2 ? () => choose(sides.toSpliced(at, 1)) : null}
        />
      ))}
      <div className={styles.more}>
        <Button leftSection={<IconArrowsExchange {...icon} />} onClick={() => choose([sides[1], sides[0], ...sides.slice(2)], view.pair)}>{t.swap}</Button>
        <Button leftSection={<IconPlus {...icon} />} disabled={full} onClick={() => choose([...sides, another()], [0, sides.length])}>{t.add}</Button>
        {may('dataset.write') ? <FileButton onChange={(file) => file && upload.mutate(file)}>{(props) => <Button {...props} leftSection={<IconFileImport {...icon} />} disabled={full} loading={upload.isPending}>{t.addFile}</Button>}</FileButton> : null}
      </div>
      {upload.error ? <Refusal error={upload.error} /> : null}
    </div>
  );
}
