/** Arrow keys go from row to row of a list of versions and show each, as in a replay. Goes to the button of a row. */
export function stepThrough(event: React.KeyboardEvent<HTMLButtonElement>): void {
  const rows = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLButtonElement>('button[aria-pressed]') ?? [])];
  const at = rows.indexOf(event.currentTarget);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
  row.focus();
  if (row.getAttribute('aria-pressed') !== 'true') row.click();
}
