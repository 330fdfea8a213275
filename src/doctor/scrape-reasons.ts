import { PAGES } from './pages.js';

/** Why a scrape fails, and what helps. */
export interface ScrapeReason {
  readonly id: string;
  readonly says: RegExp;
  readonly words: string;
  readonly remedy: string;
  readonly page: string;
}

const CHECK_MONITOR = 'Compare port, path and scheme of the monitor with what the pod serves';

/** In the order in which they are tried: what says more is before what says less. */
const REASONS: readonly ScrapeReason[] = [
  {
    id: 'body-limit',
    says: /body size limit exceeded/,
    words: 'the page is larger than the body size limit',
    remedy:
      'Raise scrape.bodySizeLimit, or enforcedBodySizeLimit of the Prometheus object, once it is known what makes the page so large: curl it and count.',
    page: PAGES.limits,
  },
  {
    id: 'sample-limit',
    says: /sample limit exceeded/,
    words: 'the page has more samples than the sample limit',
    remedy:
      'Find what shows so many: arks-monitoring doctor metrics URL. Then correct sizing, or raise surfaces.<surface>.sampleLimit or enforcedSampleLimit of the Prometheus object.',
    page: PAGES.refused,
  },
  {
    id: 'label-limit',
    says: /label(?: name| value)?(?:_name|_value)?[ _](?:length[ _])?limit exceeded/,
    words: 'a series has more labels, or longer ones, than the label limits',
    remedy:
      'Raise enforcedLabelLimit, enforcedLabelNameLengthLimit or enforcedLabelValueLengthLimit of the Prometheus object, or pass fewer labels on (scrape.endpoints).',
    page: PAGES.limits,
  },
  {
    id: 'target-limit',
    says: /target_limit exceeded|target limit exceeded/,
    words: 'the monitor finds more targets than the target limit',
    remedy: 'Raise enforcedTargetLimit of the Prometheus object.',
    page: PAGES.limits,
  },
  {
    id: 'unauthorized',
    says: /HTTP status 401/,
    words: 'it wants other credentials (401)',
    remedy:
      'Compare the Secret that the monitor names with what the target wants: surfaces.operator.bearerTokenSecret, scrape.endpoints, or the scrape class.',
    page: PAGES.access,
  },
  {
    id: 'forbidden',
    says: /HTTP status 403/,
    words: 'it refuses whom it knows (403)',
    remedy:
      'Give the ServiceAccount that scrapes the right to get /metrics (ClusterRole with nonResourceURLs), and look whether a proxy or mesh refuses.',
    page: PAGES.access,
  },
  {
    id: 'not-found',
    says: /HTTP status 404/,
    words: 'it has no such path (404)',
    remedy: `${CHECK_MONITOR}. SGLang has /metrics only with --enable-metrics, TensorRT-LLM under /prometheus/metrics.`,
    page: PAGES.surfaces,
  },
  {
    id: 'tls',
    says: /x509|tls:|HTTP response to HTTPS client|malformed HTTP response|HTTP status 400/i,
    words: 'TLS does not come about',
    remedy: `${CHECK_MONITOR}, and the certificate with caFile and serverName of the monitor. In a mesh Prometheus needs its certificate, or the port must be left out.`,
    page: PAGES.tls,
  },
  {
    id: 'server-error',
    says: /HTTP status \d+/,
    words: 'it answers with an error',
    remedy: 'Ask it yourself: kubectl port-forward and curl; its log says why.',
    page: PAGES.down,
  },
  {
    id: 'content-type',
    says: /Content-Type/i,
    words: 'its answer has a content type that is none of metrics',
    remedy:
      'Something else answers there, or a proxy rewrites the header. Ask it: curl -i. Prometheus 3 wants text/plain or OpenMetrics, or fallbackScrapeProtocol on the monitor.',
    page: PAGES.surfaces,
  },
  {
    id: 'duplicate',
    says: /duplicate/i,
    words: 'it shows one series twice',
    remedy:
      'Two processes write to one page, or labels that tell series apart are dropped: compare the metricRelabelings of the monitor with dist/.',
    page: PAGES.missing,
  },
  {
    id: 'not-metrics',
    says: /expected .+ got|is not a valid start token|invalid metric type|unexpected end|strconv|invalid UTF-8|unsupported|data does not end with/i,
    words: 'its answer is not a page of metrics',
    remedy: `Something else answers there. ${CHECK_MONITOR}, and ask it: curl -i.`,
    page: PAGES.surfaces,
  },
  {
    id: 'timeout',
    says: /deadline exceeded|timeout/i,
    words: 'it does not answer in time',
    remedy:
      'Where all do so, a NetworkPolicy drops the traffic (scrape.networkPolicies). Where one does so, it is busy: raise scrape.timeout, and look at its log.',
    page: PAGES.networkPolicies,
  },
  {
    id: 'refused',
    says: /connection refused/,
    words: 'nothing listens there (connection refused)',
    remedy: `The process is not up yet or has ended, or listens at another port. ${CHECK_MONITOR}: kubectl get pods, kubectl logs.`,
    page: PAGES.down,
  },
  {
    id: 'unreachable',
    says: /no such host|no route to host|unreachable|reset by peer|EOF|broken pipe/,
    words: 'the connection ends before there is an answer',
    remedy:
      'The process hangs or restarts, or a mesh or NetworkPolicy cuts the connection: kubectl get pods, kubectl logs, scrape.networkPolicies.',
    page: PAGES.down,
  },
];

const OTHER: ScrapeReason = {
  id: 'other',
  says: /^/,
  words: 'the scrape fails',
  remedy: 'Ask it yourself: kubectl port-forward and curl.',
  page: PAGES.down,
};

/** Why a scrape failed, by what Prometheus says of it. */
export function reasonOf(lastError: string): ScrapeReason {
  return REASONS.find(({ says }) => says.test(lastError)) ?? OTHER;
}
