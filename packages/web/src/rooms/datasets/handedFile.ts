let handed: File | null = null;
const waiting = new Set<(file: File) => void>();

/** Gives a dropped file to the import page: at once when it is open, else as soon as it opens. */
export function handOver(file: File): void {
  if (waiting.size === 0) handed = file;
  for (const take of waiting) take(file);
}

/** Takes files as they are handed over, one that waits first. */
export function onHandedFile(take: (file: File) => void): () => void {
  waiting.add(take);
  if (handed) {
    const file = handed;
    handed = null;
    take(file);
  }
  return () => void waiting.delete(take);
}
