import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { readEnvironment } from '../../src/files/load.js';
import { ANSWERS, type Answers } from '../../src/init/answers.js';
import { seenIn } from '../../src/init/cluster.js';
import { firstEnvironment } from '../../src/init/first-environment.js';
import { asked } from '../../src/init/questions.js';
import { knownNames } from '../../src/rules/known-names.js';
import { runCli } from '../support/commands.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const FLAGS: readonly (readonly [string, string, string, unknown])[] = [
  ['--namespace', 'observability', 'monitoring.namespace', 'observability'],
  ['--selector-labels', 'release=kps,team=llm', 'monitoring.selectorLabels', { release: 'kps', team: 'llm' }],
  [
    '--prometheus-service-account',
    'observability/prometheus-k8s',
    'monitoring.prometheusServiceAccount',
    { name: 'prometheus-k8s', namespace: 'observability' },
  ],
  ['--operator-version', '0.82', 'monitoring.operatorVersion', '0.82'],
  ['--cluster', 'eu: "1"'.replaceAll('"', ''), 'cluster.name', 'eu: 1'],
  ['--tenants', 'team-a, team-b', 'tenants.namespaces', ['team-a', 'team-b']],
  ['--arks-namespace', 'arks-system', 'arks.namespace', 'arks-system'],
  ['--gateway-name', 'public-llm', 'gateway.name', 'public-llm'],
  ['--gateway-namespace', 'gateways', 'gateway.namespace', 'gateways'],
  ['--envoy-namespace', 'envoy-system', 'gateway.envoyNamespace', 'envoy-system'],
  ['--grafana-url', 'https://grafana.team.example', 'grafana.url', 'https://grafana.team.example'],
  ['--runtimes', 'vllm', 'runtimes', ['vllm']],
  ['--monitors', 'perNamespace', 'scrape.monitors', 'perNamespace'],
];
const FILE = 'environments/eu-1.yaml';
const at = (value: unknown, path: string) =>
  path.split('.').reduce((inner, key) => Reflect.get(Object(inner), key), value);
const init = (folder: string, ...words: readonly string[]) =>
  runCli(folder, 'init', 'eu-1', '--no-questions', ...words);

/** The flags at up to two places, and all but these. */
const CHOICES = FLAGS.flatMap((_, one) =>
  FLAGS.slice(one)
    .map((_, after) => (index: number) => index === one || index === one + after)
    .flatMap((isOne) => [FLAGS.filter((_, index) => isOne(index)), FLAGS.filter((_, index) => !isOne(index))]),
);
describe('init', () => {
  test('writes, for none of its flags and for all, what synth takes', async () => {
    for (const flags of [[], FLAGS]) {
      const folder = temporaryFolder();
      const made = await init(folder, ...flags.map(([flag, value]) => `${flag}=${value}`));
      expect(made).toMatchObject({ exitCode: 0, stdout: `wrote ${FILE}; next: arks-monitoring synth --only eu-1\n` });
      const written = parse(readFileSync(join(folder, FILE), 'utf8'));
      for (const [, , setting, value] of flags) expect(at(written, setting), setting).toEqual(value);
      const { exitCode, stderr } = await runCli(folder, 'synth', '--only', 'eu-1');
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    }
  });

  test('says what it writes in the words of the schema, with every setting that it asks for', () => {
    const text = firstEnvironment({}, { hasSchema: true, hasDefaults: false });
    expect(text).toContain('  # Namespace of everything that is written.\n  namespace: monitoring\n');
    expect(text).toContain('\n#   name: eu-1\n');
    expect(text).toContain(
      '\n#   # Address of Grafana, for links from alerts.\n#   url: https://grafana.example.com\n',
    );
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./environment.schema.json');
    expect(text.split('\n').filter((line) => line.length > 118)).toEqual([]);
    expect(firstEnvironment({}, { hasSchema: false, hasDefaults: false })).not.toContain('yaml-language-server');
  });

  test('overwrites no file, and leaves nothing behind where something is wrong', async () => {
    const folder = temporaryFolder({ [FILE]: 'mine: true\n' });
    expect(await init(folder)).toMatchObject({
      exitCode: 1,
      stderr: `${FILE}:1:1: is there already, and is not overwritten\n`,
    });
    expect(contentsOf(folder)).toEqual({ [FILE]: 'mine: true\n' });
    const empty = temporaryFolder();
    for (const [words, why] of [
      [['--namespace', 'Not A Name'], /^environments\/eu-1\.yaml:\d+:\d+: monitoring\.namespace must be/],
      [['--runtimes', 'vlm'], /^environments\/eu-1\.yaml:\d+:\d+: runtimes\[0\]/],
      [['--selector-labels', 'release'], /^labels must be written as label=value/],
    ] as const) {
      const { exitCode, stdout, stderr } = await init(empty, ...words);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toMatch(why);
    }
    expect(await runCli(empty, 'init', '../eu-1', '--no-questions')).toMatchObject({ exitCode: 1 });
    expect(existsSync(join(empty, 'environments'))).toBe(false);
  });

  test('says nothing unasked over what a shared file says for all', async () => {
    const folder = temporaryFolder({ 'environments/_defaults.yaml': 'arks: { namespace: shared }\n' });
    expect((await init(folder, '--gateway-name', 'own')).exitCode).toBe(0);
    expect(parse(readFileSync(join(folder, FILE), 'utf8'))).toEqual({ gateway: { name: 'own' } });
    expect((await runCli(folder, 'init', 'us-1', '--no-questions')).exitCode).toBe(0);
    expect(parse(readFileSync(join(folder, 'environments/us-1.yaml'), 'utf8'))).toEqual({});
  });

  test('sees what another environment of the folder has', async () => {
    const folder = temporaryFolder({ 'environments/us-1.yaml': 'rules: { target: thanos }\n' });
    expect((await init(folder, '--cluster', 'two')).exitCode).toBe(0);
  });
});

test('any two flags, and all but any two, are an environment without a problem', () => {
  for (const flags of CHOICES) {
    const answers = Object.fromEntries(flags.map((flag) => [ANSWERS[FLAGS.indexOf(flag)], flag[3]]));
    // A monitor beside its targets needs a list of where these are.
    if (answers['monitors'] !== undefined && answers['tenants'] === undefined) continue;
    for (const hasDefaults of [false, true]) {
      const text = firstEnvironment(answers, { hasSchema: false, hasDefaults });
      expect(readEnvironment('eu-1.yaml', text, knownNames), text).toHaveProperty('environment');
    }
  }
});

describe('questions', () => {
  /** Answers of somebody, in order, and the questions that were asked. */
  const somebody = (...answers: readonly string[]) => {
    const questions: string[] = [];
    return {
      questions,
      ask: (question: string) => {
        questions.push(question);
        return Promise.resolve(answers[questions.length - 1] ?? '');
      },
    };
  };

  test('are asked for what no flag says; an empty answer is what the cluster says, or the default', async () => {
    const { questions, ask } = somebody('', '', 'eu-1');
    const answers = await asked({ namespace: 'a' }, { selectorLabels: { release: 'kps' } }, ask);
    expect(questions).toHaveLength(ANSWERS.length - 4);
    expect(questions[0]).toMatch(/\nmonitoring\.selectorLabels \[release=kps\]: $/);
    expect(answers).toMatchObject({
      namespace: 'a',
      selectorLabels: { release: 'kps' },
      tenants: ['eu-1'],
    });
    expect(answers).not.toHaveProperty('cluster');
    expect(answers).not.toHaveProperty('runtimes');
    expect(questions.at(-1)).toMatch(/\nruntimes \[vllm,sglang\]: $/);
  });

  test('are asked of what only some installs need where the cluster has it, in the words of the flag', async () => {
    const account = { name: 'prometheus-k8s', namespace: 'observability' };
    const { questions, ask } = somebody();
    const answers = await asked({}, { prometheusServiceAccount: account, monitors: 'perNamespace' }, ask);
    expect(questions).toHaveLength(ANSWERS.length - 1);
    expect(questions[2]).toMatch(/\nmonitoring\.prometheusServiceAccount \[observability\/prometheus-k8s\]: $/);
    expect(answers).toMatchObject({ prometheusServiceAccount: account, monitors: 'perNamespace' });
  });

  test('are asked again where the answer cannot be read', async () => {
    const { questions, ask } = somebody('', 'release', 'release=kps');
    expect(await asked({}, {}, ask)).toMatchObject({ selectorLabels: { release: 'kps' } });
    expect(questions[2]).toMatch(/^labels must be written as label=value.*\n/);
  });
});

describe('a cluster', () => {
  const meta = (name: string, namespace?: string) => ({
    metadata: namespace === undefined ? { name } : { name, namespace },
  });
  const prometheusOf = (spec: Readonly<Record<string, unknown>>) => ({
    ...meta('k8s', 'observability'),
    spec: {
      serviceAccountName: 'kps',
      serviceMonitorSelector: { matchLabels: { release: 'kps' } },
      podMonitorSelector: {},
      ruleSelector: {},
      serviceMonitorNamespaceSelector: {},
      podMonitorNamespaceSelector: {},
      ruleNamespaceSelector: {},
      ...spec,
    },
  });
  const binding = (kind: string, name: string, namespace = 'observability') => ({
    kind,
    roleRef: { kind: 'ClusterRole', name: 'discovery' },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
  const role = (verbs: readonly string[]) => ({
    ...meta('discovery'),
    rules: [
      { apiGroups: [''], resources: ['services', 'pods'], verbs },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
    ],
  });
  const CLUSTER: Readonly<Record<string, readonly unknown[]>> = {
    customresourcedefinitions: [
      meta('arksapplications.arks.ai'),
      meta('prometheuses.monitoring.coreos.com'),
      meta('gateways.gateway.networking.k8s.io'),
    ],
    'arksapplications.arks.ai': [
      { ...meta('chat', 'team-b'), spec: { runtime: 'sglang' } },
      { ...meta('code', 'team-a'), spec: { runtime: 'vllm' } },
    ],
    services: [meta('metrics', 'arks-system'), meta('webhook', 'arks-system')],
    'gateways.gateway.networking.k8s.io': [meta('public-llm', 'gateways')],
    pods: [meta('envoy-1', 'envoy-system')],
    'prometheuses.monitoring.coreos.com': [prometheusOf({})],
    clusterrolebindings: [binding('ClusterRoleBinding', 'kps')],
    clusterroles: [role(['get', 'list', 'watch'])],
    namespaces: [meta('observability'), { metadata: { name: 'llm', labels: { team: 'llm' } } }, meta('team-a')],
  };
  const EXPECTED: Answers = {
    namespace: 'observability',
    selectorLabels: { release: 'kps' },
    arksNamespace: 'arks-system',
    gatewayName: 'public-llm',
    gatewayNamespace: 'gateways',
    envoyNamespace: 'envoy-system',
    runtimes: ['vllm', 'sglang'],
  };
  const answering = (objects: Readonly<Record<string, readonly unknown[]>>) => (kind: string) => objects[kind] ?? [];

  test('answers where everything is there once', () => {
    const { answers, notes } = seenIn((kind = '') => answering(CLUSTER)(kind));
    expect(answers).toEqual(EXPECTED);
    expect(notes).toContain('2 ArksApplications in team-a, team-b; --tenants team-a,team-b watches only these');
  });

  const withPrometheus = (
    spec: Readonly<Record<string, unknown>>,
    others: Readonly<Record<string, readonly unknown[]>> = {},
  ) =>
    seenIn((kind = '') =>
      answering({ ...CLUSTER, 'prometheuses.monitoring.coreos.com': [prometheusOf(spec)], ...others })(kind),
    );

  test('whose Prometheus may not discover targets everywhere gets a role for its ServiceAccount, and no other', () => {
    const account = { name: 'kps', namespace: 'observability' };
    for (const others of [
      { clusterrolebindings: [] },
      { clusterrolebindings: [binding('ClusterRoleBinding', 'other')] },
      { clusterrolebindings: [binding('ClusterRoleBinding', 'kps', 'elsewhere')] },
      { clusterroles: [role(['get', 'list'])] },
      { clusterroles: [{ ...meta('discovery'), rules: null }] },
    ]) {
      expect(withPrometheus({}, others).answers).toMatchObject({ prometheusServiceAccount: account });
    }
    const all = { ...binding('ClusterRoleBinding', ''), subjects: [{ kind: 'Group', name: 'system:serviceaccounts' }] };
    expect(withPrometheus({}, { clusterrolebindings: [all] }).answers).not.toHaveProperty('prometheusServiceAccount');
    const star = { ...meta('discovery'), rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] };
    expect(withPrometheus({}, { clusterroles: [star] }).answers).toEqual(EXPECTED);
  });

  test('whose Prometheus ignores selectors of namespaces gets its monitors beside their targets, in a list', () => {
    expect(withPrometheus({ ignoreNamespaceSelectors: true }).answers).toEqual({
      ...EXPECTED,
      monitors: 'perNamespace',
      tenants: ['team-a', 'team-b'],
    });
    const none = withPrometheus({ ignoreNamespaceSelectors: true }, { 'arksapplications.arks.ai': [] });
    expect(none.answers).not.toHaveProperty('monitors');
    expect(none.notes.join()).toContain('--monitors perNamespace, with a list for --tenants');
    const own = withPrometheus({ ignoreNamespaceSelectors: true, podMonitorNamespaceSelector: undefined });
    expect(own.notes.join()).toContain('Prometheus selects no PodMonitors outside of observability');
  });

  test('is written where Prometheus selects everything: its own namespace, another one, or none that is chosen', () => {
    const team = { matchLabels: { team: 'llm' } };
    expect(withPrometheus({ ruleNamespaceSelector: undefined }).answers).toMatchObject({ namespace: 'observability' });
    expect(withPrometheus({ serviceMonitorNamespaceSelector: team }).answers).toMatchObject({ namespace: 'llm' });
    const neither = withPrometheus({ serviceMonitorNamespaceSelector: team, ruleNamespaceSelector: undefined });
    expect(neither.answers).not.toHaveProperty('namespace');
    expect(neither.notes.join()).toContain('nor in another: label a namespace for it');
    const two = [CLUSTER['namespaces'] ?? [], { metadata: { name: 'llm-2', labels: { team: 'llm' } } }].flat();
    const several = withPrometheus({ serviceMonitorNamespaceSelector: team }, { namespaces: two });
    expect(several.answers).not.toHaveProperty('namespace');
    expect(several.notes.join()).toContain('--namespace may be llm, llm-2; none was chosen');
  });

  test('whose selectors no labels satisfy together, or that select nothing, has a note', () => {
    const other = withPrometheus({ ruleSelector: { matchLabels: { release: 'rules' } } });
    expect(other.answers).not.toHaveProperty('selectorLabels');
    expect(other.notes).toContain('Prometheus selects PrometheusRules by release=rules, and others by release=kps');
    expect(withPrometheus({ podMonitorSelector: undefined }).notes).toContain(
      'Prometheus selects no PodMonitors: spec.podMonitorSelector is not set',
    );
    const expressions = { matchExpressions: [{ key: 'team', operator: 'Exists' }] };
    expect(withPrometheus({ ruleSelector: expressions }).notes.join()).toContain(
      'spec.ruleSelector has matchExpressions',
    );
    expect(withPrometheus({ enforcedNamespaceLabel: 'namespace' }).notes.join()).toContain('docs/openshift.md');
  });

  test('says the release of the operator that its definitions of monitors are of, where that is supported', () => {
    const monitors = (annotations: object | undefined) => ({
      metadata: {
        name: 'servicemonitors.monitoring.coreos.com',
        ...(annotations === undefined ? {} : { annotations }),
      },
    });
    const release = (version: string) => monitors({ 'operator.prometheus.io/version': version });
    const saidBy = (definition: unknown) =>
      withPrometheus({}, { customresourcedefinitions: [...(CLUSTER['customresourcedefinitions'] ?? []), definition] });
    expect(saidBy(release('0.82.2'))).toMatchObject({
      answers: { ...EXPECTED, operatorVersion: '0.82.2' },
      notes: expect.arrayContaining(['the definitions of monitors are those of Prometheus Operator 0.82.2']),
    });
    for (const none of [monitors(undefined), monitors({}), release('0.64.0'), release('main')])
      expect(saidBy(none).answers).toEqual(EXPECTED);
  });

  test('has no answer, and a note, where there are several, none, or no kind of it', () => {
    const two = { ...CLUSTER, 'gateways.gateway.networking.k8s.io': [meta('a', 'x'), meta('b', 'y')], pods: [] };
    const several = seenIn((kind = '') => answering(two)(kind));
    for (const name of ['gatewayName', 'gatewayNamespace', 'envoyNamespace'])
      expect(several.answers).not.toHaveProperty(name);
    expect(several.notes).toContain('there are several: Gateway x/a, y/b; none was chosen');
    const nothing = seenIn(() => []);
    expect(nothing.answers).toEqual({});
    expect(nothing.notes).toContain('there is no arksapplications.arks.ai: Arks is not installed there');
  });

  test('that refuses one look is looked at further, and one that refuses all is an error', () => {
    const { answers, notes } = seenIn((kind = '') => {
      if (kind === 'pods') throw new Error('Command failed\nError from server (Forbidden): pods is forbidden');
      return answering(CLUSTER)(kind);
    });
    expect(answers).toMatchObject({ namespace: 'observability' });
    expect(notes).toContain('the Gateway could not be seen: Error from server (Forbidden): pods is forbidden');
    expect(() =>
      seenIn(() => {
        throw new Error('no answer');
      }),
    ).toThrow('no answer');
  });

  test('that nobody can ask is no environment, and exits with 2', async () => {
    const folder = temporaryFolder();
    vi.stubEnv('PATH', folder);
    expect(await init(folder, '--kube-context', 'blue')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^the cluster could not be looked at: .*kubectl/),
    });
    expect(contentsOf(folder)).toEqual({});
  });

  test('is asked through kubectl, to get and for nothing else, and fills the file', async () => {
    const lists = Object.entries(CLUSTER).map(
      ([kind, items]) => `  *" get ${kind} "*) echo '${JSON.stringify({ items })}' ;;`,
    );
    const stub = ['#!/bin/sh', 'echo "$*" >> "$0.asked"', 'case " $* " in', ...lists, '  *) exit 1 ;;', 'esac'].join(
      '\n',
    );
    const folder = temporaryFolder({ 'bin/kubectl': stub });
    const kubectl = join(folder, 'bin/kubectl');
    chmodSync(kubectl, 0o755);
    vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`);
    expect(await init(folder, '--kube-context', 'blue', '--namespace', 'own')).toMatchObject({ exitCode: 0 });
    const written = parse(readFileSync(join(folder, FILE), 'utf8'));
    expect(written).toMatchObject({
      monitoring: { namespace: 'own', selectorLabels: { release: 'kps' } },
      gateway: { name: 'public-llm', namespace: 'gateways', envoyNamespace: 'envoy-system' },
    });
    const questions = readFileSync(`${kubectl}.asked`, 'utf8').trim().split('\n');
    // Namespaces are asked for only where some are selected by labels.
    expect(questions).toHaveLength(Object.keys(CLUSTER).length);
    for (const question of questions) expect(question).toMatch(/^--context=blue get /);
  });
});
