const MOST_NAMED = 8;

/** Names in a sentence: the first of many, and how many are left. */
export function namesText(names: readonly string[], most: number = MOST_NAMED): string {
  const shown = names.slice(0, most);
  const left = names.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}
