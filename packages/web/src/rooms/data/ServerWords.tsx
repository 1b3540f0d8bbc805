import { IconAlertCircle } from '@tabler/icons-react';
import { ApiError } from '../../server/ApiError.ts';
import { useText } from '../../text/useText.ts';
import datasets from '../datasets/Import.module.css';

/** Why the server refused, in its own words: what, where, expected, found, and the way out. */
export function ServerWords({ error }: { error: unknown }): React.ReactNode {
  const text = useText();
  const t = text.data;
  const problem = error instanceof ApiError ? error.problem : null;
  const network = error instanceof ApiError && error.code === 'network';
  const title = network ? text.shell.network.title : (problem?.title ?? (error instanceof Error ? error.message : String(error)));
  const details = problem === null ? [] : [problem.detail, problem.where && t.where(problem.where), problem.expected && t.expected(problem.expected), problem.found && t.found(problem.found), problem.repair];
  return (
    <div className={datasets.problem} role="alert">
      <IconAlertCircle size={18} stroke={1.6} aria-hidden />
      <div>
        <b>{title}</b>
        {[...new Set(details)].filter((detail): detail is string => Boolean(detail) && detail !== title).map((detail) => <p key={detail}>{detail}</p>)}
      </div>
    </div>
  );
}
