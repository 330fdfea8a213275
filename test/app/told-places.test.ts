import { describe, expect, test } from 'vitest';
import { type Told, toldOf } from '../../src/app/told.js';
import { report } from '../../src/cli/report.js';
import { loadFolder } from '../../src/files/load.js';
import { planOf } from '../../src/plan/plan.js';
import { knownNames } from '../../src/rules/known-names.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SAID = 'warning: alerts.severities says "page" for both: no route can tell a page from a ticket';
const written = { folder: 'dist', files: [], verbose: false };

describe('what synth tells of many environments is one line for one sentence', () => {
  test('wherever each of them says it, and then without a place', () => {
    const place = (line: number) => ({ file: `environments/e${line}.yaml`, line, column: 3 });
    expect(summaryOf([7, 11, 13, 17, 19, 23].map((line) => ({ message: SAID, place: place(line) })))).toContain(
      `\n${SAID}, in 6 of 6 environments: e0, `,
    );
  });

  test('with the place in the file that all of them extend', () => {
    const place = { file: 'environments/_all.yaml', line: 31, column: 5 };
    expect(summaryOf(Array.from({ length: 6 }, () => ({ message: SAID, place })))).toContain(
      `\nenvironments/_all.yaml:31:5: ${SAID}, in 6 of 6 environments: e0, `,
    );
  });
});

test('a sentence about a setting has the place in the extended file; one about a prediction has none', () => {
  const folder = temporaryFolder({
    '_all.yaml':
      'alerts:\n  severities: { critical: page, warning: page }\nprometheus: { enforced: { sampleLimit: 997 } }\n',
    'a.yaml': 'extends: _all.yaml\n',
  });
  const { environments, problems } = loadFolder(folder, knownNames);
  expect(problems).toEqual([]);
  const lines = report({ ...written, environments: environments.map((one) => toldOf(planOf(one))) }).split('\n');
  expect(lines).toContain(`${folder}/_all.yaml:2:15: ${SAID}`);
  expect(lines).toContainEqual(expect.stringMatching(/^warning: prometheus\.enforced\.sampleLimit 997 is below/));
});

/** The report of as many environments as there are sentences, one of each. */
function summaryOf(sentences: Told['sentences'][number]): string {
  const environments = sentences.map((one, index) => ({ name: `e${index}`, forecasts: [], sentences: [[one]] }));
  return report({ ...written, environments });
}
