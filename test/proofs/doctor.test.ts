import type { FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
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
import { examined, type Looked, type ServedFleet, servedFleet } from './doctor/install.js';

/** Of the samples that opening arks-runtime once reads. */
const MOST_SHARE = 0.01;
const OF_YOUR_OWN = {
  runtimes: ['tensorrt-llm'],
  surfaces: { unmanagedRuntime: { selector: { 'app.kubernetes.io/component': 'trtllm-serve' } } },
};
const program = () => inject('prometheus').prometheus;

let standard: ServedFleet;

beforeAll(async () => {
  standard = await servedFleet(standardFleet);
});

afterAll(async () => {
  await standard.server.close();
});

describe('a broken install is found, its cause first', () => {
  test.each(brokenInstalls)('$title', async ({ install, check, says }) => {
    const { told } = await examined(program(), standard, install);
    expect({ check: told[0]?.check, subject: told[0]?.subject }).toEqual({
      check,
      subject: expect.stringContaining(says),
    });
  });
});

describe('of a healthy install nothing is found', () => {
  const { fleet: mixed } = mixedScenario;
  const fleets: readonly (readonly [string, FleetSpec, object])[] = [
    ['vLLM', only(standardFleet, ['chat']), { runtimes: ['vllm'] }],
    ['SGLang, in one piece and in two', only(standardFleet, ['talk', 'reason']), { runtimes: ['sglang'] }],
    ['Dynamo', only(mixed, ['ask']), { runtimes: ['dynamo'] }],
    ['TensorRT-LLM', only(mixed, ['serve']), OF_YOUR_OWN],
    ['vLLM and SGLang side by side', standardFleet, {}],
  ];

  test.each(fleets)('%s', async (_, fleet, settings) => {
    const served = await servedFleet(fleet, settings);
    try {
      const { told } = await examined(program(), served, { evaluated: true });
      expect(told).toEqual([]);
    } finally {
      await served.server.close();
    }
  });
});

test('no question reads more than a hundredth of the samples of opening arks-runtime once, and the generations are told', async () => {
  const cost = async (prometheus: PrometheusServer, { examination }: Looked) => {
    const { environment } = standard;
    const dashboard = planned(environment).drawn.find(({ uid }) => uid === 'arks-runtime');
    if (dashboard === undefined) throw new Error('arks-runtime must be drawn');
    const queries = loadedBy(dashboard, recordsOf(ruleGroups(environment)), durationSeconds('30s'));
    let recorded = 0;
    for (const query of queries) recorded += (await samplesOf(prometheus, query.recorded)) * query.steps;
    const samples = Object.values(examination.sources.prometheus?.samples ?? {});
    expect(samples.length).toBeGreaterThan(5);
    expect(recorded).toBeGreaterThan(0);
    expect(Math.max(...samples)).toBeLessThanOrEqual(recorded * MOST_SHARE);
    expect(lookedAt(examination)).toEqual(
      expect.arrayContaining(['vllm v1-0.12: tenant-a/chat', 'sglang g5: tenant-b/talk']),
    );
  };
  await examined(program(), standard, { evaluated: true }, cost);
});

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
