import { asAreas } from './asAreas.ts';
import { TextContext, useText } from './useText.ts';

/** Lets everything below speak of the units of a plan as what they are: cells, or areas of a boundary layer. */
export function UnitWords({ areas, children }: { areas: boolean; children: React.ReactNode }): React.ReactNode {
  const text = useText();
  return <TextContext value={areas ? asAreas(text) : text}>{children}</TextContext>;
}
