const MOST_LETTERS = 40;

/** A text as a part of a file name or a link that every system takes: small letters, digits and dashes. */
export function plainName(text: string): string {
  const letters = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_LETTERS)
    .replaceAll(/^-|-$/g, '');
  return letters === '' ? 'x' : letters;
}
