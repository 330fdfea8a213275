import { expect, inject, test } from 'vitest';
import { FEW_PAGES, posing } from '../../rules/liar-fleet.js';
import { playWorlds } from '../../rules/liars.js';
import { environmentOf } from '../../support/environment.js';
import { ruleGroups } from '../../support/rules.js';

const FIRST_TOKEN = { indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99 };
const environment = environmentOf({
  runtimes: ['vllm', 'sglang', 'dynamo'],
  slos: [
    { ...FIRST_TOKEN, name: 'mine' },
    { ...FIRST_TOKEN, name: 'everybodys', grouping: 'none' },
    { name: 'models', indicator: 'gatewayAvailability', objectivePercent: 99, grouping: 'model' },
  ],
});

test('whatever a tenant shows a thousandfold, as zero, not at all or as a part of the platform, no record and no alert of another changes', async () => {
  const complaints = await playWorlds(inject('prometheus').promtool, {
    groups: ruleGroups(environment),
    pages: FEW_PAGES,
    worlds: {
      boaster: () => 'thousandfold',
      // Names of either parity, so that no record is left without any of what it reads.
      hider: (name) => (name.length % 2 === 0 ? 'zero' : 'absent'),
    },
    posing: { boaster: posing('good'), hider: posing('errors') },
    shared: ['everybodys'],
  });
  expect(complaints).toBe('');
});
