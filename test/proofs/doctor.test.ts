import type { FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import { UNMANAGED_LABELS } from '@arks-monitoring/simulator/model/application/unified.js';
import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import { mixedScenario } from '@arks-monitoring/simulator/scenarios/mixed.js';
import { standardFleet } from '@arks-monitoring/simulator/scenarios/standard.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { lookedAt } from '../../src/doctor/looked-at.js';
import { planned } from '../../src/documented/planned.js';
import { durationSeconds } from '../../src/lib/duration.js';
import { samplesOf } from '../../tools/bench/dashboards/cost.js';
import { loadedBy } from '../../tools/bench/dashboards/loaded.js';
import { recordsOf } from '../../tools/bench/queries/raw-form.js';
import { brokenInstalls } from './doctor/broken.js';
import { examined, type Looked, planAhead, type ServedFleet, servedFleet } from './doctor/install.js';

/** Of the samples that opening arks-runtime once reads. */
const MOST_SHARE = 0.01;
const OF_YOUR_OWN = {
  runtimes: ['tensorrt-llm'],
  surfaces: { unmanagedRuntime: { selector: UNMANAGED_LABELS } },
};
const program = () => inject('prometheus').prometheus;

const { fleet: mixed } = mixedScenario;
/** What of them works in each runtime, and the environment that says so. */
const healthyFleets: readonly (readonly [string, FleetSpec, object])[] = [
  ['vLLM', only(standardFleet, ['chat']), { runtimes: ['vllm'] }],
  ['SGLang, in one piece and in two', only(standardFleet, ['talk', 'reason']), { runtimes: ['sglang'] }],
  ['Dynamo', only(mixed, ['ask']), { runtimes: ['dynamo'] }],
  ['TensorRT-LLM', only(mixed, ['serve']), OF_YOUR_OWN],
];

let standard: ServedFleet;
const served = new Map<string, ServedFleet>();

// Whoever makes a fleet or a plan answers nobody meanwhile, and a target that does not answer is a finding.
beforeAll(async () => {
  standard = await servedFleet(standardFleet);
  for (const [title, fleet, settings] of healthyFleets) served.set(title, await servedFleet(fleet, settings));
  planAhead(brokenInstalls.map(({ install }) => install));
});

afterAll(async () => {
  for (const { server } of [standard, ...served.values()]) await server.close();
});

// Each waits for a Prometheus of its own that waits for its next scrape: several wait at a time.
describe.concurrent('a broken install is found, its cause first', () => {
  test.each(brokenInstalls)('$title', async ({ install, check, says }) => {
    const { told } = await examined(program(), standard, install);
    expect({ check: told[0]?.check, subject: told[0]?.subject }).toEqual({
      check,
      subject: expect.stringContaining(says),
    });
  });
});

describe.concurrent('of a healthy install nothing is found', () => {
  test.each(healthyFleets)('%s', async (title) => {
    const fleet = served.get(title);
    if (fleet === undefined) throw new Error(`${title} must be served`);
    const { told } = await examined(program(), fleet, { evaluated: true });
    expect(told).toEqual([]);
  });

  test('vLLM and SGLang side by side, whose generations are told, for less than a hundredth of the samples of opening arks-runtime once', async () => {
    const { told, examination } = await examined(
      program(),
      standard,
      { evaluated: true },
      async (prometheus, looked) => {
        const { questions, opening } = await costOf(prometheus, looked);
        expect(questions.length).toBeGreaterThan(5);
        expect(opening).toBeGreaterThan(0);
        expect(questions.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(opening * MOST_SHARE);
      },
    );
    expect(told).toEqual([]);
    expect(lookedAt(examination)).toEqual(
      expect.arrayContaining(['vllm v1-0.12: tenant-a/chat', 'sglang g5: tenant-a/reason, tenant-b/talk']),
    );
  });
});

/** Samples that each question of the doctor read, and those of opening arks-runtime once, as Prometheus counts both. */
async function costOf(prometheus: PrometheusServer, { examination }: Looked) {
  const { environment } = standard;
  const dashboard = planned(environment).drawn.find(({ uid }) => uid === 'arks-runtime');
  if (dashboard === undefined) throw new Error('arks-runtime must be drawn');
  let opening = 0;
  for (const query of loadedBy(dashboard, recordsOf(ruleGroups(environment)), durationSeconds('30s'))) {
    opening += (await samplesOf(prometheus, query.recorded)) * query.steps;
  }
  return { opening, questions: Object.values(examination.sources.prometheus?.samples ?? {}) };
}

/** The part of a fleet that these applications are. */
function only(fleet: FleetSpec, names: readonly string[]): FleetSpec {
  const unified = fleet.unified.filter(({ name }) => names.includes(name));
  const disaggregated = fleet.disaggregated.filter(({ name }) => names.includes(name));
  const models = [...unified, ...disaggregated].map(({ model }) => model);
  const tokens = fleet.tokens
    .map((token) => ({ ...token, qos: token.qos.filter(({ model }) => models.includes(model)) }))
    .filter(({ qos }) => qos.length > 0);
  const namespaces = [...unified, ...disaggregated].map(({ namespace }) => namespace);
  return {
    ...fleet,
    unified,
    disaggregated,
    tokens: tokens.filter(({ namespace }) => namespaces.includes(namespace)),
    quotas: (fleet.quotas ?? []).filter(({ namespace }) => namespaces.includes(namespace)),
    workloads: fleet.workloads.filter(({ model }) => models.includes(model)),
  };
}
