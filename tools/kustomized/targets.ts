import { parsePromql } from '../../src/promql/parse.js';
import { selectorsIn } from '../../src/promql/tree.js';
import { boardsOf } from '../../src/review/dashboards.js';
import { type Manifest, titleOf } from '../../src/review/manifests.js';
import { at, isRecord, listAt, textAt, textsAt } from '../../src/review/paths.js';
import { ruleGroupsOf } from '../../src/review/rule-files.js';
import type { LeftBehind } from './left-behind.js';
import type { Pair } from './pairs.js';

/** What rules and dashboards know a target of ours by, before and after. */
interface Target {
  readonly job: { readonly before: string; readonly after: string };
  /** Of a Service of ours, which goes where its monitor goes; of what is somebody else's there is none. */
  readonly namespace: { readonly before: string; readonly after: string } | undefined;
}

const OF_PODS = ['PodMonitor', 'VMPodScrape'];
const OF_SERVICES = ['ServiceMonitor', 'VMServiceScrape'];
const JOB_MATCHER = /\bjob=~?"([^"]*)"/g;

/** Monitors that look for a Service of ours where it was. */
export function lostServices(pairs: readonly Pair[]): readonly LeftBehind[] {
  return pairs.flatMap(({ before, after }) => {
    const service = ownServiceOf(before, pairs);
    const names = listAt(after.object, 'spec', 'namespaceSelector', 'matchNames');
    const anywhere = at(after.object, 'spec', 'namespaceSelector', 'any') === true;
    const into = names.length === 0 ? [after.namespace] : names;
    if (service === undefined || anywhere || into.includes(service.after.namespace)) return [];
    return [
      {
        object: titleOf(after),
        path: 'spec.namespaceSelector.matchNames',
        found: into.join(', '),
        expected: service.after.namespace,
      },
    ];
  });
}

/** Rules and panels that ask for a job, or for a namespace of it, that no target has any more. */
export function lostTargets(pairs: readonly Pair[]): readonly LeftBehind[] {
  const targets = pairs.flatMap(({ before, after }) => targetOf(before, after, pairs));
  return pairs.flatMap(({ after }) => [
    ...rulesOf(after).flatMap(({ path, expr, namespace }) => [
      ...lostJobs(targets, expr).map((lost) => ({ object: titleOf(after), path: `${path}.expr`, ...lost })),
      ...lostNamespaces(targets, expr).flatMap((lost) => [
        { object: titleOf(after), path: `${path}.expr`, ...lost.matcher },
        ...(namespace.includes(lost.before)
          ? [{ object: titleOf(after), path: `${path}.labels.namespace`, found: namespace, expected: lost.after }]
          : []),
      ]),
    ]),
    ...boardsOf(after).flatMap(({ json, uid }) =>
      expressionsIn(json).flatMap((expr) =>
        lostJobs(targets, expr).map((lost) => ({ object: titleOf(after), path: `dashboard ${uid}`, ...lost })),
      ),
    ),
  ]);
}

function targetOf(before: Manifest, after: Manifest, pairs: readonly Pair[]): readonly Target[] {
  if (OF_PODS.includes(before.kind)) {
    const jobOf = (one: Manifest) => writtenJob(one) ?? `${one.namespace}/${one.name}`;
    return [{ job: { before: jobOf(before), after: jobOf(after) }, namespace: undefined }];
  }
  const service = ownServiceOf(before, pairs);
  if (service === undefined) return [];
  return [
    {
      job: {
        before: writtenJob(before) ?? service.before.name,
        after: writtenJob(after) ?? service.after.name,
      },
      namespace: { before: service.before.namespace, after: service.after.namespace },
    },
  ];
}

/** The Service of ours that a monitor selects. */
function ownServiceOf(monitor: Manifest, pairs: readonly Pair[]): Pair | undefined {
  if (!OF_SERVICES.includes(monitor.kind)) return undefined;
  const wanted = Object.entries(textsAt(monitor.object, 'spec', 'selector', 'matchLabels'));
  return pairs.find(({ before }) => {
    const labels = textsAt(before.object, 'metadata', 'labels');
    return before.kind === 'Service' && wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
  });
}

/** The job that a monitor gives to all of its targets by a rule of its own. */
function writtenJob({ object }: Manifest): string | undefined {
  const endpoints = [...listAt(object, 'spec', 'endpoints'), ...listAt(object, 'spec', 'podMetricsEndpoints')];
  const rules = endpoints.flatMap((one) => [...listAt(one, 'relabelings'), ...listAt(one, 'relabelConfigs')]);
  const last = rules.filter((rule) => textAt(rule, 'targetLabel') === 'job').at(-1);
  return last === undefined || listAt(last, 'sourceLabels').length > 0 ? undefined : textAt(last, 'replacement');
}

function rulesOf({ object }: Manifest) {
  return ruleGroupsOf(object).flatMap((group) =>
    listAt(group, 'rules').map((rule) => ({
      path: `${textAt(group, 'name')}.${textAt(rule, 'alert') || textAt(rule, 'record')}`,
      expr: textAt(rule, 'expr'),
      namespace: textAt(rule, 'labels', 'namespace'),
    })),
  );
}

function lostJobs(targets: readonly Target[], expr: string) {
  const asked = [...expr.matchAll(JOB_MATCHER)].flatMap(([, value = '']) => value.split('|'));
  return targets.flatMap(({ job }) =>
    job.before !== job.after && asked.includes(job.before)
      ? [{ found: `job="${job.before}"`, expected: `job="${job.after}"` }]
      : [],
  );
}

function lostNamespaces(targets: readonly Target[], expr: string) {
  const moved = targets.flatMap(({ job, namespace }) =>
    namespace === undefined || namespace.before === namespace.after ? [] : [{ job, ...namespace }],
  );
  if (moved.length === 0) return [];
  const selectors = selectorsIn(parsePromql(expr));
  return moved
    .filter(({ job, before }) =>
      selectors.some(
        ({ matchers }) =>
          matchers.some(({ label, value }) => label === 'job' && value === job.before) &&
          matchers.some(({ label, value }) => label === 'namespace' && value === before),
      ),
    )
    .map(({ before, after }) => ({
      before,
      after,
      matcher: { found: `namespace="${before}"`, expected: `namespace="${after}"` },
    }));
}

/** Every query of a dashboard, wherever in it. */
function expressionsIn(json: unknown): readonly string[] {
  if (Array.isArray(json)) return json.flatMap(expressionsIn);
  if (!isRecord(json)) return [];
  return Object.entries(json).flatMap(([key, value]) =>
    key === 'expr' && typeof value === 'string' ? [value] : expressionsIn(value),
  );
}
