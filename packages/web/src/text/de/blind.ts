/** Personen, die ausgeblendet sind, damit für Stellen eingeteilt wird. */
export const blind = {
  chip: 'Ohne Personen',
  label: 'Personen sind ausgeblendet',
  why: {
    own: 'Sie blenden Personen für sich aus: Namen, Wohnorte und was allein Personen angeht stehen in keiner Liste, Karte oder Datei. Drücken blendet sie wieder ein.',
    plan: 'Personen sind für alle ausgeblendet, die diesen Plan ansehen. Inhaber oder Verwaltung können sie im Menü des Plans wieder einblenden.',
    organisation: 'Personen sind für alle in der Organisation ausgeblendet. Inhaber oder Verwaltung können sie auf der Seite der Mitglieder wieder einblenden.',
  },
  hide: 'Personen ausblenden',
  show: 'Personen einblenden',
  fixed: 'Personen bleiben ausgeblendet: der Plan oder die Organisation blendet sie für alle aus.',
  hideFromAll: 'Personen für alle ausblenden',
  showToAll: 'Personen wieder einblenden',
  hiddenFromAll: (plan: string) => `Personen sind für alle ausgeblendet, die ${plan} ansehen.`,
  shownToAll: (plan: string) => `${plan} zeigt Personen wieder.`,
  organisation: {
    title: 'Personen',
    label: 'Personen für alle in der Organisation ausblenden',
    why: 'Pläne, Listen, Dateien und Antworten an Programme nennen dann Stellen statt Personen. Besetzungen und das Veröffentlichen ruhen so lange.',
  },
  leftOut: (homes: number, relationships: boolean) =>
    `Für Stellen eingeteilt, nicht für Personen; weggelassen: ${[...(homes > 0 ? [homes === 1 ? 'eine Grenze um einen Wohnort' : `${homes} Grenzen um Wohnorte`] : []), ...(relationships ? ['der Wunsch, Beziehungen zu erhalten'] : [])].join(' und ') || 'Wohnorte und Beziehungen'}.`,
  publishing: { title: 'Solange Personen ausgeblendet sind, ruht das Veröffentlichen', why: 'Ein Kundensystem kennt Stellen nach denen, die sie innehaben. Blenden Sie Personen wieder ein, oder nehmen Sie Dateien mit Stellen aus dem Arbeitsbereich.' },
} as const;
