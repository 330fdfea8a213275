import { describe, expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';
import { GOOD_ARGUMENTS } from '../support/state-metrics-arguments.js';

const inCustomResources = (text: string) => `surfaces:\n  customResources:\n    ${text}\n`;

describe('surfaces.customResources.image', () => {
  test('an image tagged latest is refused', () => {
    expect(problemsIn(inCustomResources('image: registry.k8s.io/ksm/ksm:latest'))).toEqual([
      `surfaces.customResources.image must not be tagged latest, got "registry.k8s.io/ksm/ksm:latest" (${FILE}:3:12)`,
    ]);
  });

  test.each([
    ['registry.k8s.io/ksm/ksm:v2.12.1'],
    ['localhost:5000/ksm:1.9.8'],
    [`registry.k8s.io/ksm/ksm:v2.9@sha256:${'7'.repeat(64)}`],
  ])('%s is refused, since so old a release has other paths for the probes', (image) => {
    expect(problemsIn(inCustomResources(`image: "${image}"`))).toEqual([
      `surfaces.customResources.image must be a kube-state-metrics 2.13 or later, got "${image}" (${FILE}:3:12)`,
    ]);
  });

  test.each([
    ['registry.k8s.io/ksm/ksm'],
    ['ksm:v2.17.0'],
    ['registry.k8s.io/ksm/ksm:'],
    ['registry.k8s.io/ksm/ksm@sha256:abc'],
    ['registry.k8s.io/ksm/ksm:v2.17.0@sha256:abc'],
    [`registry.k8s.io/ksm/ksm@sha256:${'7'.repeat(64)}:v2.17.0`],
  ])('%s is refused, since what it names can change or is unknown', (image) => {
    expect(problemsIn(inCustomResources(`image: "${image}"`))).toEqual([
      `surfaces.customResources.image must be an image with a registry and a tag or a digest, got "${image}" (${FILE}:3:12)`,
    ]);
  });

  test.each([
    ['registry.k8s.io/ksm/ksm:v2.17.0'],
    ['registry.k8s.io/ksm/ksm:v2.13.0'],
    ['localhost:5000/ksm:3.0'],
    ['localhost:5000/ksm:latest-1'],
    [`registry.k8s.io/ksm/ksm:v2.17.0@sha256:${'7'.repeat(64)}`],
    [`registry.k8s.io/ksm/ksm:latest@sha256:${'7'.repeat(64)}`],
    [`registry.k8s.io/ksm/ksm@sha256:${'7'.repeat(64)}`],
  ])('%s is accepted', (image) => {
    expect(problemsIn(inCustomResources(`image: "${image}"`))).toEqual([]);
  });
});

describe('surfaces.customResources.securityContext', () => {
  test.each([
    ['privileged: true'],
    ['runAsNonRoot: false'],
    ['readOnlyRootFilesystem: false'],
    ['allowPrivilegeEscalation: true'],
    ['capabilities: { add: [NET_ADMIN] }'],
    ['hostNetwork: true'],
    ['seccompProfile: { type: Unconfined }'],
    ['seccompProfile: { type: Localhost }'],
    ['seccompProfile: { localhostProfile: profiles/a.json }'],
    ['seccompProfile: { type: Localhost, localhostProfile: ../a.json }'],
    ['fsGroup: 0'],
    ['supplementalGroups: [0]'],
  ])('no more rights than it has: %s is refused', (line) => {
    expect(problemsIn(inCustomResources(`securityContext: { ${line} }`))).toEqual([
      expect.stringContaining('surfaces.customResources.securityContext'),
    ]);
  });
});

test('pods that each publish everything and shards are refused together', () => {
  expect(problemsIn(inCustomResources('replicas: 2\n    shards: 2'))).toEqual([
    `surfaces.customResources.shards must be 1 where replicas is above 1, got 2 (${FILE}:4:13)`,
  ]);
  expect(problemsIn(inCustomResources('shards: 17'))).toEqual([expect.stringContaining('must be at most 16')]);
});

describe('surfaces.customResources.resources', () => {
  const resources = 'surfaces.customResources.resources';

  test('limits below requests are reported each at the limit', () => {
    const text = 'resources: { requests: { cpu: 301m, memory: 513Mi }, limits: { cpu: "0.3", memory: 511Mi } }';
    expect(problemsIn(inCustomResources(text))).toEqual([
      `${resources}.limits.cpu must not be below requests.cpu, got "0.3" (${FILE}:3:73)`,
      `${resources}.limits.memory must not be below requests.memory, got "511Mi" (${FILE}:3:88)`,
    ]);
  });

  test('a request above the default limit names that default', () => {
    expect(problemsIn(inCustomResources('resources: { requests: { cpu: 301m } }'))).toEqual([
      expect.stringMatching(
        /^surfaces\.customResources\.resources\.limits\.cpu must not be below requests\.cpu, got .*200m/,
      ),
    ]);
  });

  test.each([
    ['cpu: 1', 'cpu must be text: write it in quotes, got 1'],
    ['cpu: 0m', 'cpu must be a CPU quantity such as "100m" or "0.5", got "0m"'],
    ['cpu: -10m', 'cpu must be a CPU quantity such as "100m" or "0.5", got "-10m"'],
    ['memory: 64MB', 'memory must be a memory quantity such as 64Mi or 1Gi, got "64MB"'],
  ])('a request of %s is the only problem', (line, problem) => {
    expect(problemsIn(inCustomResources(`resources: { requests: { ${line} } }`))).toEqual([
      expect.stringContaining(`${resources}.requests.${problem} (${FILE}:3:`),
    ]);
  });

  test('a quantity that no machine has is refused', () => {
    expect(problemsIn(inCustomResources(`resources: { limits: { cpu: "${'9'.repeat(23)}" } }`))).toEqual([
      expect.stringContaining(`${resources}.limits.cpu must be `),
    ]);
  });
});

describe('where its pod runs', () => {
  test.each([
    ['tolerations: [{ value: x }]', 'tolerations[0].operator must be Exists where no key is named'],
    [
      'tolerations: [{ key: a, operator: Exists, value: x }]',
      'tolerations[0].value must not be given with operator Exists',
    ],
    [
      'tolerations: [{ key: a, effect: NoSchedule, tolerationSeconds: 7 }]',
      'tolerations[0].tolerationSeconds must only be given with effect NoExecute',
    ],
    ['nodeSelector: { "a b": x }', 'nodeSelector["a b"] must have keys of letters'],
    [
      'runAsUser: 0',
      'runAsUser must be a user above 0 and at most 2147483647, or assigned where the platform gives one',
    ],
    ['runAsUser: 2147483648', 'runAsUser must be a user above 0 and at most 2147483647, or assigned'],
    ['extraArgs: ["--help"]', 'extraArgs[0] must not set'],
    ['extraArgs: [use-apiserver-cache]', 'extraArgs[0] must be an argument such as --use-apiserver-cache=true'],
    ['extraArgs: ["--namespaces=a"]', 'extraArgs[0] must not set --apiserver, --auth-filter,'],
    ['extraArgs: ["--host=127.0.0.1"]', 'extraArgs[0] must not set'],
    ['extraArgs: ["--tls-config=/web.yaml"]', 'extraArgs[0] must not set'],
    ['extraArgs: ["--metric-denylist=.*"]', 'extraArgs[0] must not set'],
    ['extraArgs: ["--vmodule=$(HOME)"]', 'extraArgs[0] must not hold $(, after which Kubernetes'],
    ['extraArgs: ["--telemetry-host=127.0.0.1"]', 'extraArgs[0] must not set'],
    ['extraArgs: ["--continue-without-custom-resource-state-config-file"]', 'extraArgs[0] must not set'],
    ['extraArgs: ["--log_file=/tmp/log"]', 'extraArgs[0] must not set'],
    ['extraArgs: ["--kube-api-qps=20"]', 'extraArgs[0] must be a flag of kube-state-metrics 2.20.0, which ends at any'],
    ['extraArgs: ["--useapiservercache"]', 'extraArgs[0] must be a flag of kube-state-metrics'],
    ['extraArgs: ["--constructor=1"]', 'extraArgs[0] must be a flag of kube-state-metrics'],
    ['extraArgs: ["--v"]', 'extraArgs[0] must have = and a whole number behind --v'],
    ['extraArgs: ["--v=debug"]', 'extraArgs[0] must have = and a whole number behind --v'],
    ['extraArgs: ["--use-apiserver-cache=yes"]', 'extraArgs[0] must have =true or =false behind --use-apiserver-cache'],
    ['extraArgs: ["--server-read-timeout=30"]', 'extraArgs[0] must have = and a duration such as 30s behind'],
    ['extraArgs: ["--vmodule=reflector"]', 'extraArgs[0] must have = and modules with their levels'],
    ['extraArgs: ["--log_backtrace_at=main.go"]', 'extraArgs[0] must have = and a line such as main.go:17'],
    ['extraArgs: ["--stderrthreshold=9"]', 'extraArgs[0] must have = and one of INFO'],
    ['extraArgs: ["--v=3", "--skip_headers", "--v=4"]', 'extraArgs[2] must be unique, got "--v=4"'],
    ['extraArgs: ["--skip_headers", "--skip_headers=false"]', 'extraArgs[1] must be unique'],
  ])('%s is refused', (text, message) => {
    const problems = problemsIn(inCustomResources(text));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  test.each(GOOD_ARGUMENTS)('the argument %s is taken', (text) => {
    expect(problemsIn(inCustomResources(`extraArgs: ["${text}"]`))).toEqual([]);
  });
});
