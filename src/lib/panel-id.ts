import { createHash } from 'node:crypto';

/** Ids of panels are whole numbers above 0 that 31 bits hold: Grafana's own database has them as such. */
const BITS_TOO_MANY = 1;

/**
 * The id of a panel, from 1 to 2147483647: it follows from the title alone, so that a link to the panel survives whatever is put before it. A
 * link may be made where nobody knows the dashboard, as that of an alert is.
 */
export function panelId(title: string): number {
  const bits = createHash('sha256').update(title).digest().readUInt32BE(0) >>> BITS_TOO_MANY;
  return Math.max(1, bits);
}

/** The same of titles one after the other, each id once: of a title that stands there again the next that is free. */
export function panelIds(): (title: string) => number {
  const taken = new Set<number>();
  return (title) => {
    let id = panelId(title);
    while (taken.has(id)) id += 1;
    taken.add(id);
    return id;
  };
}
