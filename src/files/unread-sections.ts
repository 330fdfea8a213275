import { RULE_TARGETS } from '../config/rules.js';
import type { Problem } from '../lib/problem.js';
import { shown, valueAt } from './shown.js';
import type { YamlFile } from './yaml-file.js';

/** Sections that only one target reads. */
const READ_BY = ['mimir', 'thanos'] as const;
const BY_DEFAULT = 'prometheus';

/** Sections that are written and that nothing reads, since rules.target is another: who wrote them expects an effect. */
export function unreadSections(yaml: YamlFile): readonly Problem[] {
  const target = valueAt(yaml.value, ['rules', 'target']) ?? BY_DEFAULT;
  // Which one is meant is not known of a word that is none.
  if (!RULE_TARGETS.some((known) => known === target)) return [];
  return READ_BY.flatMap((section) => {
    const path = ['rules', section];
    const value = valueAt(yaml.value, path) ?? undefined;
    if (value === undefined || target === section) return [];
    const message = `rules.${section} must not be set unless rules.target is ${section}, which is ${shown(target)}, got ${shown(value)}`;
    return [{ ...yaml.position(path), message }];
  });
}
