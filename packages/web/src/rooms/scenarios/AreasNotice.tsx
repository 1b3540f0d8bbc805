import { Button } from '@mantine/core';
import { endpoints, pathOf } from '@hexalign/api/contract';
import { IconPolygon } from '@tabler/icons-react';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { useText } from '../../text/useText.ts';
import { Message } from '../../ui/Message.tsx';

/** Stands where the map would be for a plan on a boundary layer, whose areas the map does not draw. */
export function AreasNotice({ scenarioId, layer }: { scenarioId: string; layer: string }): React.ReactNode {
  const t = useText().areas;
  const params = { scenarioId };
  return (
    <Message icon={<IconPolygon size={22} stroke={1.6} />} title={t.title(layer)} why={t.why}>
      <Button component="a" href={pathOf(endpoints.exportTerritories, params)} download>{t.territories}</Button>
      <Button component="a" href={pathOf(endpoints.exportAccounts, params)} download>{t.accounts}</Button>
      <Button variant="filled" component={Link} href={routes.plans}>{t.back}</Button>
    </Message>
  );
}
