import type { SurfaceName } from '../../config/surfaces.js';
import type { LabelSelector } from '../../objects/selection.js';
import type { ScrapeSettings } from '../../scraping/settings.js';
import { surfaces } from '../../scraping/surfaces/index.js';

/** The pods that answer at a surface; undefined where it has none that somebody else runs. */
export function podsOf(name: SurfaceName, settings: ScrapeSettings): LabelSelector | undefined {
  const { asPod, answers: behind, finds, selector } = surfaces[name];
  if (finds === 'pods') return selector(settings);
  return asPod?.(settings).selector ?? behind?.(settings).pods;
}

/** A selector as kubectl takes it. */
export function words({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const parts = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
    }),
  ];
  return `--selector=${parts.join(',')}`;
}
