/** A relabel rule as the Prometheus Operator takes it, with the one field it would default written out. */
export interface RelabelRule {
  readonly action: 'replace' | 'lowercase' | 'uppercase' | 'keep' | 'keepequal' | 'drop' | 'labeldrop' | 'labelmap';
  readonly sourceLabels?: string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
}

/** Sets a label to a fixed text. */
export function setLabel(targetLabel: string, replacement: string): RelabelRule {
  return { action: 'replace', targetLabel, replacement: replacement.replaceAll('$', '$$$$') };
}

/** Copies what is not empty in one label to another. */
export function copyLabel(sourceLabel: string, targetLabel: string): RelabelRule {
  return replaceMatch({ sourceLabels: [sourceLabel], regex: '(.+)', targetLabel, replacement: '$1' });
}

/** Sets a label from what a regex finds in others; where it does not match, nothing changes. */
export function replaceMatch(rule: {
  readonly sourceLabels: string[];
  readonly regex: string;
  readonly targetLabel: string;
  readonly replacement: string;
}): RelabelRule {
  return { action: 'replace', ...(rule.sourceLabels.length > 1 ? { separator: ';' } : {}), ...rule };
}

/** Keeps what matches. */
export function keep(sourceLabel: string, regex: string): RelabelRule {
  return { action: 'keep', sourceLabels: [sourceLabel], regex };
}

/** Keeps what has the same text in two labels. */
export function keepEqual(sourceLabel: string, targetLabel: string): RelabelRule {
  return { action: 'keepequal', sourceLabels: [sourceLabel], targetLabel };
}

/** Drops what matches. */
export function drop(sourceLabel: string, regex: string): RelabelRule {
  return { action: 'drop', sourceLabels: [sourceLabel], regex };
}

/** Drops what matches in several labels, joined by semicolons. */
export function dropMatch(sourceLabels: string[], regex: string): RelabelRule {
  return { action: 'drop', sourceLabels, separator: ';', regex };
}

/** Removes labels by name. */
export function dropLabels(regex: string): RelabelRule {
  return { action: 'labeldrop', regex };
}
