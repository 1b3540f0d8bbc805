import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { endpoints, type ResultOf } from '@hexalign/api/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { useText } from '../../text/useText.ts';
import type { Account } from './ApartAsked.ts';

const SHOWN = 30;

/** Finds an account by a part of its name or id. */
export function AccountPicker({ unitsId, slots, error, onChoose }: { unitsId: string; slots: Uint16Array; error: string | null; onChoose(account: Account | null): void }): React.ReactNode {
  const t = useText().exceptions;
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    queryKey: ['accounts', unitsId, 'search', q], placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<ResultOf<typeof endpoints.listAccounts>> => call(endpoints.listAccounts, { params: { unitsId }, query: { ...(q === '' ? {} : { q }), limit: SHOWN }, signal }),
  });
  const rows = found.data?.accounts ?? [];
  return (
    <Select
      label={t.account} placeholder={t.findAccount} searchable openOnFocus={false} searchValue={typed} onSearchChange={setTyped} error={error} mb="sm" data-autofocus nothingFoundMessage={t.noAccount}
      // The server has chosen already.
      filter={({ options }) => options}
      data={rows.map(({ id, name }) => ({ value: id, label: name === id ? name : `${name} (${id})` }))}
      onChange={(id) => {
        const row = rows.find((one) => one.id === id);
        onChoose(row ? { id: row.id, name: row.name, slot: slots[row.unit] ?? -1 } : null);
      }}
    />
  );
}
