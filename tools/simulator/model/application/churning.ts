import type { Process } from '../../cluster.js';
import type { Sample } from '../../exposition/instruments.js';

/** A name that is kept, and of which a series that stays 0 changes no number. */
const NAME = 'vllm:num_preemptions_total';

/** A process that shows at each scrape so many series beside its own as it never showed before; at 0 it is the process itself. */
export function churning(process: Process, seriesPerScrape: number): Process {
  if (seriesPerScrape === 0) return process;
  let made: readonly Sample[] = [];
  let scrapes = 0;
  return {
    ...process,
    refresh: () => {
      process.refresh();
      scrapes += 1;
      made = Array.from({ length: seriesPerScrape }, (_, index) => ({
        name: NAME,
        labels: { engine: `${scrapes}-${index}`, model_name: 'made-up' },
        value: 0,
      }));
    },
    store: {
      ...process.store,
      samples: () => [...process.store.samples(), ...made],
      text: () => [process.store.text().trimEnd(), ...made.map(lineOf), ''].join('\n'),
    },
  };
}

function lineOf({ name, labels }: Sample): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${name}{${pairs.join(',')}} 0`;
}
