import { expect, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { monitorsOf } from '../support/monitors.js';

/** Every series that dashboards, alerts and objectives are promised, by the monitor that brings it. */
const promised: Readonly<Record<string, string>> = {
  'ServiceMonitor.arks-runtime': `
    dynamo_frontend_inflight_requests dynamo_frontend_input_sequence_tokens_bucket
    dynamo_frontend_inter_token_latency_seconds_bucket dynamo_frontend_output_sequence_tokens_bucket
    dynamo_frontend_output_tokens_total dynamo_frontend_queued_requests
    dynamo_frontend_request_duration_seconds_bucket dynamo_frontend_requests_total
    dynamo_frontend_time_to_first_token_seconds_bucket nv_llm_http_service_inflight_requests
    nv_llm_http_service_request_duration_seconds_bucket sglang:avg_request_queue_latency sglang:cache_hit_rate
    sglang:cached_tokens_total sglang:e2e_request_latency_seconds_bucket sglang:generation_tokens_histogram_bucket
    sglang:generation_tokens_total sglang:hicache_host_total_tokens sglang:hicache_host_used_tokens
    sglang:inter_token_latency_seconds_bucket sglang:kv_transfer_latency_ms sglang:kv_transfer_latency_ms_bucket
    sglang:kv_transfer_speed_gb_s sglang:kv_transfer_speed_gb_s_bucket sglang:num_aborted_requests_total
    sglang:num_bootstrap_failed_reqs_total sglang:num_decode_prealloc_queue_reqs sglang:num_decode_transfer_queue_reqs
    sglang:num_prefill_bootstrap_queue_reqs sglang:num_prefill_infight_queue_reqs
    sglang:num_prefill_inflight_queue_reqs sglang:num_prefill_prealloc_queue_reqs sglang:num_queue_reqs
    sglang:num_requests_total sglang:num_retracted_requests_total sglang:num_running_reqs
    sglang:num_transfer_failed_reqs_total sglang:per_stage_req_latency_seconds_bucket
    sglang:prompt_tokens_histogram_bucket sglang:prompt_tokens_total sglang:queue_time_seconds_bucket
    sglang:time_per_output_token_seconds_bucket sglang:time_to_first_token_seconds_bucket sglang:token_usage
    vllm:cpu_cache_usage_perc vllm:cpu_prefix_cache_hit_rate vllm:e2e_request_latency_seconds_bucket
    vllm:generation_tokens_total vllm:gpu_cache_usage_perc vllm:gpu_prefix_cache_hit_rate
    vllm:gpu_prefix_cache_hits_total vllm:gpu_prefix_cache_queries_total vllm:inter_token_latency_seconds_bucket
    vllm:kv_cache_usage_perc vllm:num_preemptions_total vllm:num_requests_running vllm:num_requests_swapped
    vllm:num_requests_waiting vllm:prefix_cache_hits_total vllm:prefix_cache_queries_total vllm:prompt_tokens_total
    vllm:request_decode_time_seconds_bucket vllm:request_generation_tokens_bucket
    vllm:request_prefill_time_seconds_bucket vllm:request_prompt_tokens_bucket vllm:request_queue_time_seconds_bucket
    vllm:request_success_total vllm:time_per_output_token_seconds_bucket vllm:time_to_first_token_seconds_bucket`,
  'PodMonitor.arks-disaggregated': `
    sglang:avg_request_queue_latency sglang:cache_hit_rate sglang:cached_tokens_total
    sglang:e2e_request_latency_seconds_bucket sglang:generation_tokens_histogram_bucket sglang:generation_tokens_total
    sglang:hicache_host_total_tokens sglang:hicache_host_used_tokens sglang:inter_token_latency_seconds_bucket
    sglang:kv_transfer_latency_ms sglang:kv_transfer_latency_ms_bucket sglang:kv_transfer_speed_gb_s
    sglang:kv_transfer_speed_gb_s_bucket sglang:num_aborted_requests_total sglang:num_bootstrap_failed_reqs_total
    sglang:num_decode_prealloc_queue_reqs sglang:num_decode_transfer_queue_reqs
    sglang:num_prefill_bootstrap_queue_reqs sglang:num_prefill_infight_queue_reqs
    sglang:num_prefill_inflight_queue_reqs sglang:num_prefill_prealloc_queue_reqs sglang:num_queue_reqs
    sglang:num_requests_total sglang:num_retracted_requests_total sglang:num_running_reqs
    sglang:num_transfer_failed_reqs_total sglang:per_stage_req_latency_seconds_bucket
    sglang:prompt_tokens_histogram_bucket sglang:prompt_tokens_total sglang:queue_time_seconds_bucket
    sglang:time_per_output_token_seconds_bucket sglang:time_to_first_token_seconds_bucket sglang:token_usage`,
  'PodMonitor.arks-router': `
    sgl_router_active_workers sgl_router_cb_state sgl_router_pd_decode_errors_total sgl_router_pd_errors_total
    sgl_router_pd_prefill_errors_total sgl_router_pd_request_duration_seconds_bucket sgl_router_pd_requests_total
    sgl_router_pd_stream_errors_total sgl_router_request_duration_seconds_bucket sgl_router_request_errors_total
    sgl_router_requests_total sgl_router_retries_exhausted_total sgl_router_retries_total sgl_router_running_requests
    sgl_router_worker_health smg_http_responses_total smg_router_request_duration_seconds_bucket smg_router_request_errors_total smg_router_requests_total
    smg_worker_cb_state smg_worker_errors_total smg_worker_health smg_worker_pool_size smg_worker_requests_active
    smg_worker_retries_total`,
  'ServiceMonitor.arks-gateway': `
    gateway_errors_total gateway_quota_limit gateway_quota_usage gateway_rate_limit_hits_total
    gateway_rate_limit_tokens gateway_request_duration_seconds_bucket gateway_requests_total
    gateway_response_process_duration_milliseconds_bucket gateway_token_distribution_bucket gateway_token_usage
    go_goroutines process_cpu_seconds_total process_resident_memory_bytes process_start_time_seconds`,
  'PodMonitor.arks-envoy': `
    envoy_cluster_lb_healthy_panic envoy_cluster_membership_healthy envoy_cluster_membership_total
    envoy_cluster_outlier_detection_ejections_active envoy_cluster_upstream_cx_connect_fail
    envoy_cluster_upstream_cx_destroy_remote_with_active_rq envoy_cluster_upstream_cx_none_healthy
    envoy_cluster_upstream_rq envoy_cluster_upstream_rq_active
    envoy_cluster_upstream_rq_pending_overflow envoy_cluster_upstream_rq_time_bucket envoy_cluster_upstream_rq_timeout
    envoy_cluster_upstream_rq_total envoy_cluster_upstream_rq_xx envoy_http_downstream_rq_active
    envoy_http_downstream_rq_rx_reset envoy_http_downstream_rq_time_bucket
    envoy_http_downstream_rq_too_large envoy_http_downstream_rq_total envoy_http_downstream_rq_tx_reset
    envoy_http_downstream_rq_xx
    envoy_http_ext_proc_failure_mode_allowed envoy_http_ext_proc_message_timeouts envoy_http_ext_proc_streams_failed
    envoy_server_live envoy_server_memory_allocated`,
  'ServiceMonitor.arks-operator': `
    controller_runtime_reconcile_errors_total controller_runtime_reconcile_panics_total
    controller_runtime_reconcile_time_seconds_bucket controller_runtime_reconcile_total go_goroutines
    leader_election_master_status process_resident_memory_bytes workqueue_depth
    workqueue_longest_running_processor_seconds workqueue_retries_total`,
  'ServiceMonitor.arks-custom-resources': `
    arks_application_info arks_application_spec_replicas arks_application_status_condition
    arks_application_status_phase arks_application_status_replicas arks_application_status_replicas_ready
    arks_application_status_replicas_updated arks_disaggregated_application_info
    arks_disaggregated_application_spec_replicas arks_disaggregated_application_status_condition
    arks_disaggregated_application_status_phase arks_disaggregated_application_status_replicas
    arks_disaggregated_application_status_replicas_ready arks_disaggregated_application_status_replicas_updated
    arks_endpoint_info arks_endpoint_status_route_weight arks_model_created_timestamp_seconds
    arks_model_status_condition arks_model_status_phase arks_quota_spec_limit arks_quota_status_used
    arks_token_quota_info arks_token_spec_rate_limit`,
};

const monitors = monitorsOf(
  environmentOf({
    runtimes: ['vllm', 'sglang', 'dynamo'],
    surfaces: { customResources: { tokenLimits: true } },
  }),
);

function keepsOf(monitor: string): readonly RegExp[] {
  return monitors
    .filter(({ name }) => name === monitor)
    .flatMap(({ endpoints }) => endpoints.flatMap(({ metricRelabelings = [] }) => metricRelabelings))
    .filter(({ action }) => action === 'keep')
    .map(({ regex }) => new RegExp(`^(?:${regex})$`));
}

test.each(Object.entries(promised))('%s keeps every series that is promised', (monitor, names) => {
  const keeps = keepsOf(monitor);
  expect(keeps).toHaveLength(1);
  expect(
    names
      .trim()
      .split(/\s+/)
      .filter((name) => !keeps.every((keep) => keep.test(name))),
  ).toEqual([]);
});

test.each(Object.keys(promised))(
  '%s keeps neither what no measurement reads nor a name that only begins alike',
  (monitor) => {
    const others = [
      'vllm:cache_config_info',
      'go_info',
      'up_created',
      'vllm:num_requests_running_x',
      'envoy_server_live_x',
    ];
    expect(others.filter((name) => keepsOf(monitor).every((keep) => keep.test(name)))).toEqual([]);
  },
);
