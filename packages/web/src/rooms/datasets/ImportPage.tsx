export function ImportPage(_: { datasetId: string | null }): React.ReactNode {
  return null;
}
