import { useQuery } from '@tanstack/react-query';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';

/** Tells of an action why the person here may not do it, in a sentence for a tooltip; null where they may. */
export function useMayNot(): (action: string) => string | null {
  const t = useText().auth;
  const session = useQuery(queries.session());
  const { scope, may = [] } = session.data ?? {};
  return (action) => (!scope || may.includes(action) ? null : t.mayNot(t.roles[scope.role]));
}
