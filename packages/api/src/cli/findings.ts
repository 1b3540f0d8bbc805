/** What a check disagrees with, place by place; many of a kind are counted, not listed. */
export class Findings {
  private readonly found: { readonly where: string; readonly what: string }[] = [];
  private readonly counts = new Map<string, number>();

  /**
   * @param kind findings of one kind are listed up to ten times
   * @param where file, line, unit, territory or key
   */
  add(kind: string, where: string, what: string): void {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count <= 10) this.found.push({ where, what });
  }

  get none(): boolean {
    return this.found.length === 0;
  }

  /** One line each, and a line for each kind that goes on. */
  lines(): string[] {
    const more = [...this.counts].filter(([, count]) => count > 10).map(([kind, count]) => `... and ${count - 10} more of the kind "${kind}".`);
    return [...this.found.map(({ where, what }) => `${where}: ${what}`), ...more];
  }

  toJSON(): { where: string; what: string }[] {
    return this.found;
  }
}
