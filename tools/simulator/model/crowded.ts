import type { Process } from '../cluster.js';
import type { Sample } from '../exposition/instruments.js';

/** A process that shows these samples beside its own, whatever they are at each scrape; `refresh` is its own. */
export function crowded(process: Process, made: () => readonly Sample[]): Process {
  return {
    ...process,
    store: {
      ...process.store,
      samples: () => [...process.store.samples(), ...made()],
      text: () => [process.store.text().trimEnd(), ...made().map(lineOf), ''].join('\n'),
    },
  };
}

function lineOf({ name, labels, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
  return `${name}{${pairs.join(',')}} ${value}`;
}
