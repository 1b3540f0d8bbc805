const KEY = 'hexalign.homes';

/** Whether this browser shows people on the map; it does until told otherwise. */
export function homesShown(): boolean {
  return localStorage.getItem(KEY) !== 'off';
}

export function keepHomesShown(shown: boolean): void {
  localStorage.setItem(KEY, shown ? 'on' : 'off');
}
