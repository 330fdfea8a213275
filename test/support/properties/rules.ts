import { expect } from 'vitest';
import type { Environment } from '../../../src/config/environment.js';
import { alertingGroups } from '../../../src/rules/alerting.js';
import { objectivesOf } from '../../../src/rules/objectives/measured.js';
import { objectiveGroups } from '../../../src/rules/objectives/objective-rules.js';
import { recordingGroups } from '../../../src/rules/recording.js';
import { rulerGroup } from '../../../src/rules/ruler.js';
import { drawn, placeOf } from '../drawn.js';
import { environmentOf } from '../environment.js';
import { exposedOnly } from '../exposed-only.js';
import { OwnedFiles, refusedFiles } from '../refused-files.js';
import { settings } from '../settings-arbitrary.js';

/** Draws so many environments: this promtool must take the rules of each. Of these only the rules are made, which is quicker than all objects. */
export async function expectRulesTaken(promtool: string, numRuns: number, seed: number): Promise<void> {
  const rules = new OwnedFiles();
  for (const { value, ...at } of drawn(settings, seed, numRuns)) {
    for (const file of groupsOf(exposedOnly(environmentOf(value)))) rules.add(file, placeOf(at));
  }
  expect(rules.files.length).toBeGreaterThan(10 * numRuns);
  expect(await refusedFiles(promtool, 'rules', rules)).toEqual([]);
}

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
