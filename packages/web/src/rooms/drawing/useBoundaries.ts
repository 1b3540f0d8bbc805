import { useCallback, useState } from 'react';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { BoundaryError, readBoundaries, type Boundary } from './readBoundaries.ts';

export interface BoundaryFile {
  readonly filename: string;
  readonly boundaries: readonly Boundary[];
}

/** The boundary file that is open beside the map, if any. */
export function useBoundaries(): { file: BoundaryFile | null; open(file: File): void; close(): void } {
  const t = useText().drawing.boundary.fault;
  const toast = useToast();
  const [file, setFile] = useState<BoundaryFile | null>(null);
  const open = useCallback((chosen: File) => {
    readBoundaries(chosen).then(
      (boundaries) => setFile({ filename: chosen.name, boundaries }),
      (error: unknown) => toast({ text: t[error instanceof BoundaryError ? error.code : 'broken'](chosen.name), tone: 'danger' }),
    );
  }, [toast, t]);
  return { file, open, close: useCallback(() => setFile(null), []) };
}
