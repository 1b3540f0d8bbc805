import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronRight, IconDeviceFloppy, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { TopBar } from '../../ui/TopBar.tsx';
import datasets from '../datasets/Import.module.css';
import { Stepper, type Step } from '../datasets/Stepper.tsx';

const STEPS = ['source', 'map', 'check', 'done'] as const;
export type StepName = (typeof STEPS)[number];

export interface WizardFrameProps {
  /** Of whose data; null = the organisation. */
  readonly planId: string | null;
  readonly step: StepName;
  readonly notes?: Partial<Readonly<Record<StepName, string>>>;
  /** Ways back to earlier steps. */
  readonly open?: Partial<Readonly<Record<StepName, () => void>>>;
  /** Below the steps. */
  readonly aside?: React.ReactNode;
  readonly children: React.ReactNode;
}

/** Bar and steps of an import of a list. */
export function WizardFrame({ planId, step, notes, open, aside, children }: WizardFrameProps): React.ReactNode {
  const text = useText();
  const t = text.data.wizard;
  const plan = useQuery({ ...queries.plan(planId ?? ''), enabled: planId !== null });
  const now = STEPS.indexOf(step);
  const steps = STEPS.map((name, i): Step => ({ title: t.steps[name], note: notes?.[name] ?? '', state: i < now ? 'done' : i === now ? 'now' : 'later', ...(i < now && open?.[name] ? { onOpen: open[name] } : {}) }));
  return (
    <div className={datasets.page}>
      <TopBar>
        <Link href={routes.plans} className={datasets.crumb}>{text.shell.home}</Link>
        <IconChevronRight size={14} stroke={1.6} className={datasets.dim} aria-hidden />
        <Link href={routes.data(planId)} className={datasets.crumb}>{planId === null ? text.data.title : text.data.ofPlan(plan.data?.name ?? '…')}</Link>
        <IconChevronRight size={14} stroke={1.6} className={datasets.dim} aria-hidden />
        <span className={datasets.current}>{t.title}</span>
        <span className={datasets.space} />
        {step === 'done' ? null : <span className={datasets.note}><IconDeviceFloppy size={15} stroke={1.6} aria-hidden />{t.nothingWritten}</span>}
        <Tooltip label={t.leave}><ActionIcon component={Link} href={routes.data(planId)} aria-label={t.leave}><IconX size={17} stroke={1.6} /></ActionIcon></Tooltip>
      </TopBar>
      <div className={datasets.body}>
        <Stepper steps={steps}>{aside}</Stepper>
        {children}
      </div>
    </div>
  );
}
