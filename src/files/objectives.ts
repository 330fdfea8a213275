import { stringify } from 'yaml';
import { z } from 'zod';
import type { Environment } from '../config/environment.js';
import { checkTenantsNamed } from '../config/named-namespaces.js';
import type { ObjectiveSettings } from '../config/objective-settings.js';
import { type Objective, objectives } from '../config/objectives.js';
import { checkRetention } from '../config/retention.js';
import { InvalidEnvironments } from '../lib/problem.js';
import { schemaProblems } from './schema-problems.js';
import { parseYamlFile } from './yaml-file.js';

/** Where objectives that no file holds are said to come from. */
const GIVEN = 'the objectives given';

/**
 * Objectives that a program gives, defaults filled in, as they would be in `slos` of this environment. Throws InvalidEnvironments with all
 * that is wrong with them in themselves, and beside what the environment says of retention and tenants.
 */
export function objectivesGiven(
  given: readonly ObjectiveSettings[],
  environment: Pick<Environment, 'prometheus' | 'rules' | 'tenants'>,
): readonly Objective[] {
  const yaml = parseYamlFile(GIVEN, stringify({ slos: given }));
  const { data, error } = z
    .object({ slos: objectives })
    .superRefine(({ slos }, context) => {
      checkRetention({ ...environment, slos }, context);
      checkTenantsNamed({ ...environment, slos }, context);
    })
    .safeParse(yaml.value);
  if (data !== undefined) return data.slos ?? [];
  const problems = schemaProblems(yaml, error.issues);
  throw new InvalidEnvironments(problems.map(({ message }) => ({ file: GIVEN, message })));
}
