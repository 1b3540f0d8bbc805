import { Tooltip } from '@mantine/core';

/** A control that says on hover and focus why it does nothing; without a reason just the control. */
export function Reasoned({ why, children }: { why: string | null; children: React.ReactElement }): React.ReactNode {
  return why === null ? children : <Tooltip label={why} events={{ hover: true, focus: true, touch: true }} multiline w={260}>{children}</Tooltip>;
}
