import type { Sample } from '../exposition/instruments.js';
import type { Labels, Relabeling } from '../operator/relabel.js';

/** What decides how the labels of an exposition meet those of its target. */
export interface LabelSettings {
  readonly honorLabels: boolean;
  readonly metricRelabeling: Relabeling;
}

/**
 * The labels that a sample of a target is stored under, or undefined where relabeling drops it. Unless the exposition's labels are
 * honored, those that the target has, too, are kept as `exported_<name>` (scrape/scrape.go: mutateSampleLabels).
 */
export function storedLabels(
  sample: Sample,
  target: Labels,
  { honorLabels, metricRelabeling }: LabelSettings,
): Labels | undefined {
  const exposed = { ...sample.labels, __name__: sample.name };
  // An empty label that is honored hides the target's, and is then no label.
  return metricRelabeling(
    honorLabels ? { ...target, ...exposed } : { ...exposed, ...exported(exposed, target), ...target },
  );
}

function exported(exposed: Labels, target: Labels): Labels {
  const moved: Record<string, string> = {};
  for (const [name, value] of Object.entries(exposed).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value === '' || target[name] === undefined) continue;
    let free = `exported_${name}`;
    while (exposed[free] || target[free] || moved[free]) free = `exported_${free}`;
    moved[free] = value;
  }
  return moved;
}
