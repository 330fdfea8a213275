/** Mutants of these rules that no story can tell from them. */
interface Equivalent {
  readonly rule: RegExp;
  readonly what: RegExp;
  /** What the mutant says, where the same slip of the pen is told elsewhere in the rule. */
  readonly mutated?: RegExp;
  readonly reason: string;
}

const EQUIVALENT: readonly Equivalent[] = [
  {
    rule: /^ArksEndpointWithoutBackends$/,
    what: / loses backend(_namespace|_port)?$/,
    reason: 'any backend will do: the right side of unless is matched by namespace and model only',
  },
  {
    rule: /^ArksRuntimeTargetDown$/,
    what: /^scrape_samples_scraped\{.*\} loses (application|role)!=""$/,
    reason: 'what samples were read of only vouches for itself, and only replicas are asked whether they answer',
  },
  {
    rule: /^Arks(GatewayDown|OperatorDown|CustomResourcesDown)$/,
    what: /^scrape_samples_scraped\{.*\} loses job=/,
    reason: 'what samples were read of only vouches for its own job, and no other job is asked whether it answers',
  },
  {
    rule: /^ArksCustomResourcesDown$/,
    what: /^by \(cluster, namespace, application\) loses application$/,
    reason: 'any application will do: the right side of unless is matched by cluster and namespace only',
  },
  {
    rule: /^Arks(GatewayDown|OperatorDown|CustomResourcesDown)$/,
    what: /^by \(cluster, job\) loses cluster$/,
    mutated: /max by \(job\) \(\s*absent\(/,
    reason: 'of what is absent: it has the labels of its matchers, of which none is of a cluster',
  },
  {
    rule: /^ArksCustomResourcesDown$/,
    what: /^by \(cluster, job\) loses job$/,
    mutated: /max by \(cluster\) \(\s*up\{/,
    reason: 'of the right side of and, which is matched by cluster only and has one job',
  },
  {
    rule: /^Arks(Runtime)?ScrapeRefused$/,
    what: /^(scrape_samples_scraped|up)\{.*\} loses (job|namespace|application|role)/,
    reason: 'both sides are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^ArksScrapeNothingKept$/,
    what: /^(scrape_samples_(scraped|post_metric_relabeling)|up)\{job=.*\} loses job/,
    reason: 'all three are matched by that label, and the others ask for it, too',
  },
  {
    rule: /^ArksScrapeNothingKept$/,
    what: /^(scrape_samples_scraped|up)\{.*role=~"prefill\|decode"\} loses role!=""$/,
    reason: 'the other matcher of that label leaves out as much',
  },
  {
    rule: /^ArksScrapeNothingKept$/,
    what: /^(scrape_samples_scraped|up)\{.*role=~"prefill\|decode"\} loses application!=""$/,
    reason: 'workers are matched by that label with routers, which all have it',
  },
  {
    rule: /^ArksRuntimeBucketsTooCoarse$/,
    what: / loses latency="inter-token"$/,
    reason: 'what ends below the limit between tokens ends below those of the other latencies, which are longer',
  },
  {
    rule: /^ArksModelLoadStuck$/,
    what: / loses phase$/,
    reason: 'a model is in one phase at a time, so the largest of the two phases is their sum',
  },
  {
    rule: /^ArksRuntimeMetricsAbsent$/,
    what: /^vllm:num_requests_running is renamed$/,
    reason: 'every vLLM shows its counters from its start on; the gauge is named for people who read the rule',
  },
  {
    rule: /^ArksRulesStale$/,
    what: /^vllm:(num_requests_running|prompt_tokens_total) is renamed$/,
    reason: 'by default every vLLM is recorded; the story of an environment without vLLM holds it',
  },
  {
    rule: /^ArksRulesStale$/,
    what: /^dynamo_frontend_model_ready\{.*\} loses (application|role)!=""$/,
    reason: 'of what stands after unless: it is matched by that label, and what stands before it asks for it, too',
  },
  {
    rule: /^Arks(RuntimeMetricsAbsent|ApplicationReplicasUnavailable)$/,
    what: / loses role=~"unified\|prefill\|decode\|router"$/,
    reason: 'by default every role is scraped; the story of a router that nothing scrapes holds it',
  },
  {
    rule: /^ArksRuntimeMetricsAbsent$/,
    what: /^\[2m\] becomes \[(60|480)s\]$/,
    mutated: /max_over_time\(scrape_samples_scraped\{[^}]*\}\[(60|480)s\]\)/,
    reason: 'where the last scrape has read no sample, what does not answer is taken away already',
  },
  {
    rule: /^ArksRuntimeMetricsAbsent$/,
    what: /^(> becomes <|scrape_samples_scraped is renamed)$/,
    mutated: /scrape_samples_scraped(\{[^}]*role="router"\} <|_renamed\{[^}]*role="router"\})/,
    reason: 'of a router of which samples are read there is up as well, whose value makes no difference',
  },
  {
    rule: /^ArksRuntimeMetricsAbsent$/,
    what: / loses (application|role)!=""$/,
    reason: 'what is wanted has both labels, so that a series without one of them takes nothing away',
  },
  {
    rule: /^application:arks_prefix_cache_hits:rate5m \(sglang\)/,
    what: /^sglang:cached_tokens_total\{.*\} loses (role|application)!=""$/,
    reason: 'a name of a pod in its namespace is one replica, which has both labels',
  },
  {
    rule: /^pod:arks_requests_stalled:sum |^application:arks_prefix_cache_(hits|queries):rate5m /,
    what: / loses (role|application)!=""$/,
    reason: 'both sides are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^application:arks_requests_abandoned:rate(5|30)m \(vllm\)|^pod:arks_requests_running:sum \(dynamo\)/,
    what: / loses (role|application)!=""$/,
    reason: 'what is taken from one another is matched by that label, and the other one asks for it, too',
  },
  {
    rule: /^pod:arks_requests_stalled:sum \(tensorrt-llm\)$/,
    what: /^\[30m\] becomes \[450s\]$/,
    reason:
      'of the fewest requests held: a batch that has changed within half an hour is progress, so that it was the same',
  },
  {
    rule: /^application:arks_router_(errors:rate5m|workers)/,
    what: /^(sgl_router_worker_health|smg_worker_health|up|scrape_samples_scraped)\{.*\} loses application!=""$/,
    reason: 'both sides are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^application:arks_router_errors:rate5m$/,
    what: /^sgl_router_worker_health\{.*\} loses role!=""$/,
    reason: 'both sides are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^application:arks_router_workers/,
    what: /role=~?"[^"]+"\} loses role!=""$/,
    reason: 'the other matcher of that label leaves out as much',
  },
  {
    rule: /^application:arks_router_workers_unhealthy:max$/,
    what: /^scrape_samples_scraped\{.*\} loses role=~"prefill\|decode"$/,
    reason: 'what samples were read of is none of those that do not answer, whatever its role',
  },
  {
    rule: /^application:arks_replicas_up:sum$/,
    what: /^(dynamo_frontend_model_ready|up)\{.*\} loses (application|role)!=""$/,
    reason: 'both sides are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^gateway:arks_upstream_(timeouts:ratio_rate5m|broken:rate5m)$/,
    what: / loses model!=""$/,
    reason: 'both sides are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^gateway:arks_upstream_broken:rate5m$/,
    what: /^envoy_cluster_upstream_(rq_timeout|cx_destroy_remote_with_active_rq)\{.*\} loses job=/,
    reason: 'of the second one only 0 is read, for the routes that the first one has',
  },
  {
    rule: /^tenant:arks_input_tokens_computed:rate5m$/,
    what: /^by \(cluster, namespace, model\) loses model$/,
    mutated: /label_replace\(\s*application:arks_prompt_tokens:rate5m\{role!="decode"\},/,
    reason:
      'without Dynamo only an alert is played to it, which sums over models; the case of the rule with Dynamo holds it',
  },
  {
    rule: /^tenant:arks_input_tokens_computed:rate5m$/,
    what: / loses (application|role)$/,
    reason:
      'what it is joined with has a runtime besides, so that neither hides the other, and both are summed by model',
  },
  {
    rule: /^application:arks_latency_bucket_end:seconds /,
    what: / loses le="\+Inf"$/,
    reason: 'what stands before the or has every finite bound already',
  },
  {
    rule: /^application:arks_kv_transfer_(latency|speed)_|^pod:arks_host_cache_usage:max /,
    what: /_(sum|count|tokens)\{.*\} loses (role|application)!=""$/,
    reason: 'numerator and denominator are matched by that label, and the other one asks for it, too',
  },
  {
    rule: /_bucket:rate5m /,
    what: /,le=[^{]*\} loses (role|application)!=""$/,
    reason:
      'bounds beyond an end and what is added to them are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^slo:arks_error(:ratio_rate|_budget_(exhaustion|remaining|coverage):)|^ArksSloBudgetBurn$/,
    what: / loses (slo="objective"|namespace=~?"[^"]+")$/,
    reason: 'both sides are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^slo:arks_(bad|total):rate5m \(objective\)$/,
    what: / loses slo="objective"$/,
    mutated: /or sum by \([^)]*\) \(\s*application:arks_slo_events:rate5m\s*\)\s*\* 0/,
    reason: 'of zeros, which are added to what is matched by every label and asks for it, too',
  },
  {
    rule: /^slo:arks_(bad|total):rate5m \(objective\)$/,
    what: /^application:arks_requests_rejected:rate5m\{.*\} loses role!="prefill"$/,
    mutated: /application:arks_requests_rejected:rate5m\s*\)\s*unless/,
    reason: 'of zeros, to which the rejected requests that are added ask for it, too',
  },
  {
    rule: /^slo:arks_bad:rate5m \(objective\)$/,
    what: /^acme_\w+\{.*\} loses application!=""$/,
    mutated: /^clamp_min\(/,
    reason: 'what is good is taken from what there is by that label, and the other one asks for it, too',
  },
  {
    rule: /^slo:arks_bad:rate5m \(objective\)$/,
    what: /^acme_\w+\{.*\} loses role!=""$/,
    mutated: /^clamp_min\([\s\S]*\bor sum by \([^)]*\) \(\s*rate\(acme_\w+\{application!=""\}\[5m\]\)\s*\)\s*\* 0/,
    reason: 'of zeros, which are taken from what is matched by every label and asks for it, too',
  },
  {
    rule: /^slo:arks_bad:rate5m \(objective, .*\)$/,
    what: /^gateway:arks_upstream_\w+:rate5m\{.*\} loses (namespace|model)=/,
    reason: 'both sides of what is added are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^slo:arks_total:rate5m \(objective, .*\)$/,
    what: /^by \(cluster, namespace, model\) loses (namespace|model)$/,
    reason: 'of the one model that is selected, whose labels the rule itself has',
  },
  {
    rule: /^application:arks_slo_(events|late):rate5m /,
    what: / loses (role!="(prefill)?"|application!=""|(namespace|application|model_name)="[^"]+")$/,
    reason: 'both sides are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^application:arks_slo_unjudged_replicas:count |^slo:arks_(bad|total):rate5m /,
    what: /application="[^"]+".*\} loses application!=""$/,
    reason: 'the other matcher of that label leaves out as much',
  },
  {
    rule: /^application:arks_slo_unjudged_replicas:count /,
    what: /_bucket\{.*\} loses (role!="(prefill)?"|application!=""|(namespace|application|model_name)="[^"]+")$/,
    reason: 'what stands after unless is matched by that label, and what stands before it asks for it, too',
  },
  {
    rule: /^gateway:arks_upstream_hosts_healthy:ratio$/,
    what: / loses model!=""$/,
    reason: 'both sides are matched by that label, and the other side asks for it, too',
  },
  {
    rule: /^pod:arks_(prefill|decode)_|^application:arks_kv_transfer_(latency|speed)_/,
    what: / loses role!=""$/,
    reason: 'the other matcher of that label leaves out as much',
  },
];

/** A mutant, and what it says. */
interface Mutated {
  readonly rule: string;
  readonly what: string;
  readonly expression: string;
}

/** Why a surviving mutant is no other rule; undefined where nobody knows. */
export function equivalentReason({ rule, what, expression }: Mutated): string | undefined {
  return EQUIVALENT.find(
    (entry) => entry.rule.test(rule) && entry.what.test(what) && (entry.mutated?.test(expression) ?? true),
  )?.reason;
}
