import { expect, inject, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { alertingGroups } from '../../src/rules/alerting.js';
import { objectivesOf } from '../../src/rules/objectives/measured.js';
import { objectiveGroups } from '../../src/rules/objectives/objective-rules.js';
import { recordingGroups } from '../../src/rules/recording.js';
import { rulerGroup } from '../../src/rules/ruler.js';
import { drawn, placeOf } from '../support/drawn.js';
import { environmentOf } from '../support/environment.js';
import { exposedOnly } from '../support/exposed-only.js';
import { OwnedFiles, refusedFiles } from '../support/refused-files.js';
import { settings } from '../support/settings-arbitrary.js';

/** The same ones each time: `npm run test:fuzz` draws others, and many more. */
const SEED = 2;
/** Of these only the rules are made, which is quicker than all objects. */
const RULES_ONLY = 120;
const PATIENCE_MILLISECONDS = 300_000;

test(
  'the rules of any environment are taken by Prometheus, whoever evaluates them',
  async () => {
    const rules = new OwnedFiles();
    for (const { value, ...at } of drawn(settings, SEED, RULES_ONLY)) {
      for (const file of groupsOf(exposedOnly(environmentOf(value)))) rules.add(file, placeOf(at));
    }
    expect(rules.files.length).toBeGreaterThan(10 * RULES_ONLY);
    expect(await refusedFiles(inject('prometheus').promtool, 'rules', rules)).toEqual([]);
  },
  PATIENCE_MILLISECONDS,
);

/** The groups of rules that an environment has, a file each, as the ruler of the environment would read them. */
function groupsOf(environment: Environment): readonly string[] {
  const groups = [
    ...recordingGroups(environment),
    ...alertingGroups(environment).map(({ group }) => group),
    ...objectivesOf(environment).flatMap((objective) => objectiveGroups(objective, environment)),
  ];
  return groups
    .filter((group) => group.rules.length > 0)
    .map((group) => JSON.stringify({ groups: [rulerGroup(group, environment)] }));
}
