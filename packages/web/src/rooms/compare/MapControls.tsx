import { ActionIcon, Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import type { PlanMap } from '../../map/PlanMap.ts';
import { useText } from '../../text/useText.ts';
import { letterOf, MODES, type CompareView, type Mode } from './sides.ts';
import styles from './Maps.module.css';

const STOPS = [25, 50, 75];

interface Props {
  readonly view: CompareView;
  readonly map: PlanMap | null;
  readonly bounds: readonly [number, number, number, number];
  readonly divider: number;
  /** Names of what arrows can be measured by, and the one in use. */
  readonly weights: readonly string[];
  readonly weight: number;
  /** The first side is shown by a button, as it is by the key. */
  readonly kept: boolean;
  onView(view: CompareView): void;
  onDivider(at: number): void;
  onWeight(weight: number): void;
  onKept(kept: boolean): void;
}

/** What the maps show and how: once for all of them. */
export function MapControls({ view, map, bounds, divider, weights, weight, kept, onView, onDivider, onWeight, onKept }: Props): React.ReactNode {
  const t = useText().compare.maps;
  const { mode, pair: [from, to], sides } = view;
  const pairs = sides.flatMap((_, a) => sides.flatMap((__, b) => (a === b ? [] : [{ value: `${a}-${b}`, label: t.pair(letterOf(a), letterOf(b)) }])));
  const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return (
    <>
      <div className={styles.controls} role="group" aria-label={t.controls}>
        <SegmentedControl classNames={{ root: styles.choice }} aria-label={t.label} value={mode} onChange={(value) => onView({ ...view, mode: value as Mode })} data={MODES.map((value) => ({ value, label: t.modes[value] }))} />
        {sides.length > 2 && mode !== 'side' ? (
          <NativeSelect aria-label={t.between} value={`${from}-${to}`} data={pairs} onChange={(event) => {
            const [a, b] = event.currentTarget.value.split('-').map(Number);
            onView({ ...view, pair: [a, b] });
          }} />
        ) : null}
        {mode === 'swipe' ? <Button.Group>{STOPS.map((stop) => <Button key={stop} aria-label={t.stop(stop)} aria-pressed={divider === stop} onClick={() => onDivider(stop)}>{stop}</Button>)}</Button.Group> : null}
        {mode === 'flow' ? <NativeSelect aria-label={t.weight} value={weight} data={weights.map((label, i) => ({ value: String(i), label }))} onChange={(event) => onWeight(Number(event.currentTarget.value))} /> : null}
        {mode === 'side' ? null : <Button aria-pressed={kept} onClick={() => onKept(!kept)} title={t.hold(letterOf(from))}>{t.show(letterOf(from))}<kbd className={styles.kbd} aria-hidden>`</kbd></Button>}
      </div>
      <div className={styles.zoom} role="group" aria-label={t.camera}>
        <ActionIcon variant="subtle" color="gray" aria-label={t.zoomIn} onClick={() => map?.map.zoomIn({ animate: !still })}><IconPlus {...icon} /></ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t.zoomOut} onClick={() => map?.map.zoomOut({ animate: !still })}><IconMinus {...icon} /></ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t.fit} onClick={() => map?.fit(bounds)}><IconFocusCentered {...icon} /></ActionIcon>
      </div>
    </>
  );
}
