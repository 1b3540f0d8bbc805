import { Menu } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconCalendarEvent, IconCheck, IconChevronDown, IconDatabase, IconGitBranch, IconGitCompare, IconHistory, IconListCheck, IconLockOpen, IconRosetteDiscountCheck, IconSend, IconUpload } from '@tabler/icons-react';
import type { Plan, StatusAction } from '@hexalign/api/contract';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { routes } from '../../routes.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import styles from './ScenarioMenu.module.css';
import { StatusChip } from './StatusChip.tsx';
import { StepDialog } from './StepDialog.tsx';
import { actionFor, stepsFrom } from './steps.ts';

const statusOf = (state: EditorState): EditorState['status'] => state.status;
const icons = { submit: IconSend, approve: IconRosetteDiscountCheck, return: IconArrowBackUp, activate: IconCalendarEvent, reopen: IconLockOpen, archive: IconArchive } as const;

export interface ScenarioMenuProps {
  readonly plan: Plan;
  readonly scenarioId: string;
  readonly scenarioName: string;
  readonly editor: Editor;
  /** A design runs: no step can be taken. */
  readonly designing: boolean;
  onBranch(): void;
  onVersions(): void;
  onForce(): void;
}

/** Which scenario this is and how it stands, in words; behind it the steps that lead on, its versions, and the plan's other scenarios. */
export function ScenarioMenu({ plan, scenarioId, scenarioName, editor, designing, onBranch, onVersions, onForce }: ScenarioMenuProps): React.ReactNode {
  const { workflow: t, data, changes, publish } = useText();
  const [, go] = useLocation();
  const may = useMay();
  const status = useEditor(editor, statusOf);
  const [step, setStep] = useState<StatusAction | null>(null);
  const icon = { size: 14, stroke: 1.6 } as const;
  const others = plan.scenarios.filter(({ id }) => id !== scenarioId);
  const otherBase = others.find(({ status: s }) => s === 'active')?.id ?? others[0]?.id;
  return (
    <>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <button type="button" className={styles.button} title={scenarioName}>
            <IconGitBranch {...icon} aria-hidden />
            <span className={styles.name}>{scenarioName}</span>
            <StatusChip status={status} />
            <span className="visually-hidden">{t.menu}</span>
            <IconChevronDown {...icon} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown mah="80vh" style={{ overflowY: 'auto' }}>
          <div className={styles.meaning}><b>{t.status[status]}.</b> {t.meaning[status]}</div>
          <Menu.Label>{t.steps}</Menu.Label>
          {stepsFrom(status).map((name) => {
            const Icon = icons[name];
            const allowed = may(actionFor(name));
            return (
              <Menu.Item key={name} leftSection={<Icon {...icon} />} disabled={!allowed || designing} onClick={() => setStep(name)}>
                {t.step[name].label}
                {allowed && !designing ? null : <span className={styles.why}>{designing ? t.waitDesign : t.notAllowed}</span>}
              </Menu.Item>
            );
          })}
          <Menu.Item leftSection={<IconGitBranch {...icon} />} disabled={!may('scenario.write')} onClick={onBranch}>{t.branch}</Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconHistory {...icon} />} onClick={onVersions}>{t.versions}</Menu.Item>
          <Menu.Item leftSection={<IconGitCompare {...icon} />} onClick={() => go(routes.compare(plan.id, { a: otherBase ?? null, b: scenarioId }))}>{t.compare}</Menu.Item>
          <Menu.Item leftSection={<IconListCheck {...icon} />} onClick={() => go(routes.changes(plan.id, scenarioId))}>{changes.title}</Menu.Item>
          <Menu.Item leftSection={<IconCalendarEvent {...icon} />} onClick={onForce}>{t.force}</Menu.Item>
          {may('publish.read') ? <Menu.Item leftSection={<IconUpload {...icon} />} onClick={() => go(routes.publish(plan.id))}>{publish.title}</Menu.Item> : null}
          {may('import.read') ? <Menu.Item leftSection={<IconDatabase {...icon} />} onClick={() => go(routes.data(plan.id))}>{data.title}</Menu.Item> : null}
          <Menu.Divider />
          <Menu.Label>{t.scenarios}</Menu.Label>
          {plan.scenarios.map(({ id, name, status: of }) => (
            <Menu.Item key={id} leftSection={id === scenarioId ? <IconCheck {...icon} /> : <span className={styles.blank} />} onClick={() => id !== scenarioId && go(routes.scenario(plan.id, id))}>
              <span className={styles.row}><span className={styles.rowName}>{name}</span><StatusChip status={id === scenarioId ? status : of} /></span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {step === null ? null : <StepDialog step={step} editor={editor} planId={plan.id} scenarioId={scenarioId} onClose={() => setStep(null)} />}
    </>
  );
}
