import { expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

const WRONG = [
  'monitoring: { namespace: A_b, selectorLabels: { "a b": c, release: "-x" }, annotations: { "a/b/c": d, x: 7 } }',
  'monitoring: { labels: { app.kubernetes.io/name: x, release: y, "0o17": "0o17" }, annotations: { y: "\\u0080" } }',
  'cluster: { label: pod, name: "" }',
  'cluster: { label: exported_x, name: 0o17 }',
  'tenants: { namespaces: All }',
  'tenants: { namespaces: [all, 7] }',
  'tenants: { namespaces: [a, a] }',
  'tenants: { namespaces: [a] }\nalerts: { namespaces: [b] }',
  'runtimes: [vLLM, 7]',
  'scrape: { interval: 0s, timeout: 1x, keep: [vllm:x, vllm:num_request_running, 7], labelLimit: 0, bodySizeLimit: 16 }',
  'scrape: { interval: 2m, timeout: 3m, labelLimit: 1.5, bodySizeLimit: 16mb }',
  'surfaces: { router: { port: 0 }, gateway: { enabled: "true", sampleLimit: -1 }, operator: { tokenSecret: {} } }',
  'surfaces: { customResources: { image: ksm:latest, resources: { requests: { cpu: 0 }, limits: { cpu: x } } } }',
  'sizing: { users: .inf, modelsPerUser: 1e300 }',
  'rules: { interval: 5m }',
  'alerts: { thresholds: { errorRatio: 1, modelLoad: 8d, requestP95Seconds: 9000 }, namespaces: all-of-them }',
  'alerts: { off: { Zebra: x, ArksGatewayDwn: "" }, labels: { a-b: c, cluster: d, __y: z, q: "{{" }, runbookUrl: x }',
  'cluster: { label: site }\nalerts: { labels: { site: x } }',
  'slos: [{ name: A, indicator: firstTokn, thresholdSeconds: -1, objectivePercent: 40, window: 31d }, { name: a }, 7]',
  'slos: [{ name: x, indicator: gatewayAvailability, thresholdSeconds: 1, objectivePercent: 99 }, { name: x }]',
  '17',
];

test.each(WRONG)('every problem says where it is, what is allowed and what came: %s', (text) => {
  const odd = problemsIn(text).filter(
    (problem) => !/^\S.* must (not )?.*, got .+ \([^()]+:\d+:\d+\)$/.test(problem) || !problem.includes(FILE),
  );
  expect(problemsIn(text).length).toBeGreaterThan(0);
  expect(odd).toEqual([]);
});

test.each([
  ['runtimes: [vLLM]', 'vllm'],
  ['tenants: { namespaces: ALL }', 'all'],
  ['tenants: { namespaces: [tenant-a, chat] }\nalerts: { namespaces: [tenanta] }', 'tenant-a'],
  ['alerts: { thresholds: { firstTokenP95: 3 } }', 'alerts.thresholds.firstTokenP95Seconds'],
  ['alerts: { off: { ArksSloBudget: x } }', 'ArksSloBudgetBurn'],
  ['scrape: { keep: [vllm:num_requests_run] }', 'vllm:num_requests_running'],
  ['slos: [{ name: a, indicator: gateway, objectivePercent: 99 }]', 'gatewayAvailability'],
])('a name that is nearly right is answered with the right one: %s', (text, meant) => {
  expect(problemsIn(text)).toEqual([expect.stringContaining(`; did you mean ${meant}? (`)]);
});
