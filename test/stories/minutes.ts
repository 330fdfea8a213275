import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { rangesOf } from '@arks-monitoring/simulator/prometheus/ranges.js';
import type { SpecialStory } from './special.js';
import type { AlertStories } from './story.js';

const ranges = rangesOf(providePrometheus().promtool);

/** The stories as the Prometheus of this run tells them: `leftOpen` is for one whose ranges are left-open. */
export function withMinutes<Stories extends Pick<AlertStories, 'leftOpen'> | Pick<SpecialStory, 'leftOpen'>>(
  stories: Stories,
): Stories {
  return ranges === 'left-open' ? { ...stories, ...stories.leftOpen } : stories;
}
