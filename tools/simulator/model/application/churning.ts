import type { Process } from '../../cluster.js';
import type { Sample } from '../../exposition/instruments.js';
import { crowded } from '../crowded.js';

/** A name that is kept, and of which a series that stays 0 changes no number. */
const NAME = 'vllm:num_preemptions_total';

/** A process that shows at each scrape so many series beside its own as it never showed before; at 0 it is the process itself. */
export function churning(process: Process, seriesPerScrape: number): Process {
  if (seriesPerScrape === 0) return process;
  let made: readonly Sample[] = [];
  let scrapes = 0;
  const churned = crowded(process, () => made);
  return {
    ...churned,
    refresh: () => {
      process.refresh();
      scrapes += 1;
      made = Array.from({ length: seriesPerScrape }, (_, index) => ({
        name: NAME,
        labels: { engine: `${scrapes}-${index}`, model_name: 'made-up' },
        value: 0,
      }));
    },
  };
}
