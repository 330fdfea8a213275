import { expositionText } from '../../support/exposition.js';
import type { Answering, Install, Job } from './install.js';

/** A broken install, and the first thing that the doctor must say of it. */
export interface Broken {
  readonly title: string;
  readonly install: Install;
  readonly check: string;
  readonly says: string;
}

const RUNTIME = 'arks-runtime';

const only = (name: string, change: (job: Job) => Job) => (jobs: readonly Job[]) =>
  jobs.map((job) => (job.job_name.includes(name) ? change(job) : job));

const relabeled = (name: string, rule: object, list = 'metric_relabel_configs') =>
  only(name, (job) => {
    const before = job[list];
    return { ...job, [list]: [...(Array.isArray(before) ? before : []), rule] };
  });

/** The page with its text changed. */
const rewritten =
  (change: (page: string) => string): Answering =>
  (page, response) =>
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(change(page));

const status =
  (code: number, body = ''): Answering =>
  (_, response) =>
    response.writeHead(code).end(body);

/** Without what keeps names as they are: an old monitor. */
const keepingOnly = (regex: string) =>
  only(RUNTIME, (job) => ({
    ...job,
    metric_relabel_configs: [{ source_labels: ['__name__'], regex, action: 'keep' }],
  }));

export const brokenInstalls: readonly Broken[] = [
  {
    title: 'no monitor is selected',
    install: { jobs: () => [] },
    check: 'monitor-unknown',
    says: 'Prometheus knows none of our monitors',
  },
  {
    title: 'the monitor of engines is not selected',
    install: { jobs: (jobs) => jobs.filter((job) => !job.job_name.includes(RUNTIME)) },
    check: 'monitor-unknown',
    says: 'monitoring/arks-runtime',
  },
  {
    title: 'PodMonitors are not selected',
    install: { jobs: (jobs) => jobs.filter((job) => !job.job_name.startsWith('podMonitor')) },
    check: 'monitor-unknown',
    says: '3 monitors',
  },
  {
    title: 'the monitor of the gateway finds nothing',
    install: { jobs: only('arks-gateway', (job) => ({ ...job, file_sd_configs: [] })) },
    check: 'targets-none',
    says: 'the monitor of gateway finds no target',
  },
  {
    title: 'relabeling leaves no engine',
    install: {
      jobs: only(RUNTIME, (job) => {
        const before = job['relabel_configs'];
        const first = { source_labels: ['__meta_kubernetes_pod_label_team'], regex: 'mine', action: 'keep' };
        return { ...job, relabel_configs: [first, ...(Array.isArray(before) ? before : [])] };
      }),
    },
    check: 'targets-none',
    says: 'relabeling leaves out',
  },
  {
    title: 'nothing listens at the port of engines',
    install: {
      jobs: relabeled(RUNTIME, { target_label: '__address__', replacement: '127.0.0.1:9' }, 'relabel_configs'),
    },
    check: 'targets-down',
    says: 'connection refused',
  },
  {
    title: 'the traffic to engines is dropped',
    install: { answering: { [RUNTIME]: () => {} } },
    check: 'targets-down',
    says: 'does not answer in time',
  },
  {
    title: 'the operator answers without TLS where TLS is asked for',
    install: {
      jobs: relabeled('arks-operator', { target_label: '__scheme__', replacement: 'https' }, 'relabel_configs'),
    },
    check: 'targets-down',
    says: 'TLS does not come about',
  },
  {
    title: 'the operator wants other credentials',
    install: { answering: { 'arks-operator': status(401) } },
    check: 'targets-down',
    says: '401',
  },
  {
    title: 'the operator refuses whom it knows',
    install: { answering: { 'arks-operator': status(403) } },
    check: 'targets-down',
    says: '403',
  },
  {
    title: 'engines have no path for metrics',
    install: { answering: { [RUNTIME]: status(404, 'Not Found') } },
    check: 'targets-down',
    says: '404',
  },
  {
    title: 'an engine fails over its page',
    install: { answering: { [RUNTIME]: status(500) } },
    check: 'targets-down',
    says: 'answers with an error',
  },
  {
    title: 'a page of HTML is at the port',
    install: {
      answering: {
        'arks-gateway': (_, response) =>
          response.writeHead(200, { 'content-type': 'text/plain' }).end('<html><body>hello</body></html>'),
      },
    },
    check: 'targets-down',
    says: 'not a page of metrics',
  },
  {
    title: 'the page of engines is above the limit of its size',
    install: { jobs: only(RUNTIME, (job) => ({ ...job, body_size_limit: '1KB' })) },
    check: 'targets-down',
    says: 'larger than the body size limit',
  },
  {
    title: 'the page of engines is above the limit of samples',
    install: { jobs: only(RUNTIME, (job) => ({ ...job, sample_limit: 5 })) },
    check: 'targets-down',
    says: 'more samples than the sample limit',
  },
  {
    title: 'series of engines have more labels than the limit',
    install: { jobs: only(RUNTIME, (job) => ({ ...job, label_limit: 4 })) },
    check: 'targets-down',
    says: 'more labels',
  },
  {
    title: 'label values are longer than the limit',
    install: { jobs: only(RUNTIME, (job) => ({ ...job, label_value_length_limit: 6 })) },
    check: 'targets-down',
    says: 'more labels, or longer ones',
  },
  {
    title: 'something writes another job',
    install: { jobs: relabeled(RUNTIME, { target_label: 'job', replacement: 'engines' }, 'relabel_configs') },
    check: 'targets-renamed',
    says: 'another job than rules read',
  },
  {
    title: 'a proxy strips the prefixes of names',
    install: { answering: { [RUNTIME]: rewritten((page) => page.replaceAll(/\b(?:vllm|sglang):/g, '')) } },
    check: 'nothing-kept',
    says: 'without their prefix',
  },
  {
    title: 'a collector writes _ for colons, and the monitor is an old one',
    install: {
      jobs: keepingOnly('(vllm|sglang):.+'),
      answering: { [RUNTIME]: rewritten((page) => page.replaceAll(/\b(vllm|sglang):/g, '$1_')) },
    },
    check: 'nothing-kept',
    says: '_ where they have a colon',
  },
  {
    title: 'another rule drops what engines show',
    install: { jobs: relabeled(RUNTIME, { source_labels: ['__name__'], regex: '(vllm|sglang):.+', action: 'drop' }) },
    check: 'nothing-kept',
    says: 'relabeling drops what rules read',
  },
  {
    title: 'engines show statistics of their process alone',
    install: {
      answering: {
        [RUNTIME]: rewritten(() => '# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total 5\n'),
      },
    },
    check: 'nothing-kept',
    says: 'none of its names is known',
  },
  {
    title: 'the page of engines is empty',
    install: { answering: { [RUNTIME]: rewritten(() => '') } },
    check: 'nothing-kept',
    says: 'its page is empty',
  },
  {
    title: 'classic histograms are not stored',
    install: {
      jobs: relabeled(RUNTIME, { source_labels: ['__name__'], regex: '.+_(bucket|sum|count)', action: 'drop' }),
    },
    check: 'metrics-dropped',
    says: 'histograms of',
  },
  {
    title: 'one gauge is dropped',
    install: {
      jobs: relabeled(RUNTIME, { source_labels: ['__name__'], regex: 'vllm:num_requests_running', action: 'drop' }),
    },
    check: 'metrics-dropped',
    says: 'vllm:num_requests_running',
  },
  {
    title: 'the label of applications is taken away',
    install: { jobs: relabeled(RUNTIME, { regex: 'application', action: 'labeldrop' }) },
    check: 'labels-missing',
    says: 'lack the label application',
  },
  {
    title: 'the monitors of another cluster were applied',
    install: { told: { cluster: { label: 'cluster', name: 'other' } } },
    check: 'labels-missing',
    says: 'cluster is not other',
  },
  {
    title: 'no rules are loaded',
    install: { rules: () => [] },
    check: 'rules-unloaded',
    says: 'none of our rules is loaded',
  },
  {
    title: 'one group of rules is not loaded',
    install: { rules: (groups) => groups.filter(({ name }) => name !== groups[0]?.name) },
    check: 'rules-unloaded',
    says: '1 group of rules is not loaded',
  },
  {
    title: 'engines are scraped by two monitors',
    install: {
      jobs: (jobs) => [
        ...jobs,
        ...jobs
          .filter((job) => job.job_name.includes(RUNTIME))
          .map((job) => {
            const relabeling = Array.isArray(job['relabel_configs']) ? job['relabel_configs'] : [];
            const moved = [
              ...relabeling,
              { source_labels: ['instance'], target_label: 'instance', replacement: 'again-$1' },
            ];
            return { ...job, job_name: job.job_name.replace('monitoring/', 'old/'), relabel_configs: moved };
          }),
      ],
    },
    check: 'scraped-twice',
    says: 'scraped twice',
  },
  {
    title: 'a rule fails',
    install: {
      evaluated: true,
      rules: (groups) =>
        groups.map((group, index) =>
          index === 0
            ? {
                ...group,
                rules: group.rules.map((rule, position) =>
                  position === 0 && 'record' in rule ? { ...rule, expr: 'up * on (cluster) up' } : rule,
                ),
              }
            : group,
        ),
    },
    check: 'rules-failing',
    says: '1 rule fails',
  },
  {
    title: 'rules of an older release are loaded',
    install: {
      rules: (groups) =>
        groups.map((group) => ({
          ...group,
          rules: group.rules.map((rule) =>
            'alert' in rule && rule.alert === 'ArksRuntimeQueueBacklog' ? { ...rule, expr: `${rule.expr} > 1` } : rule,
          ),
        })),
    },
    check: 'rules-differ',
    says: 'ArksRuntimeQueueBacklog',
  },
  {
    title: 'samples are kept for two hours',
    install: { retention: '2h' },
    check: 'retention',
    says: 'samples are kept for 2h',
  },
  {
    title: 'the environment was changed to a shorter interval, and not applied',
    install: {
      jobs: (jobs) => jobs.map((job) => ({ ...job, scrape_interval: '7s' })),
    },
    check: 'interval',
    says: 'scraped every 7 s',
  },
  {
    title: 'engines do not show a metric any more',
    install: {
      answering: {
        [RUNTIME]: rewritten((page) => page.replaceAll(/^.*(?:vllm:num_requests|sglang:num_running).*\n/gm, '')),
      },
    },
    check: 'metrics-missing',
    says: 'that rules read: vllm:num_requests_',
  },
  {
    title: 'engines of an old generation, whose buckets end below a limit',
    install: { answering: { [RUNTIME]: rewritten(() => expositionText('vllm-v0.txt')) } },
    check: 'limits-unreachable',
    says: 'vllm v0 can not reach alerts.thresholds.requestP95Seconds of 120',
  },
  {
    title: 'an engine of a newer release',
    install: {
      answering: {
        [RUNTIME]: rewritten(
          (page) => `${page.replace(/# EOF\n$/, '')}# TYPE vllm:wholly_new gauge\nvllm:wholly_new{model_name="m"} 1\n`,
        ),
      },
    },
    check: 'metrics-unknown',
    says: 'vllm:wholly_new',
  },
];
