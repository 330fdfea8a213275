import { family } from './metric.js';

const shared = {
  component: 'kubernetes',
  generations: ['current'],
  source: 'kubernetes/kube-state-metrics:docs/metrics/workload/pod-metrics.md',
  since: 'stable',
} as const;
const podInfo = family({
  ...shared,
  labels: {
    namespace: 1,
    pod: 1,
    uid: 1,
    host_ip: 1,
    pod_ip: 1,
    node: 1,
    created_by_kind: 1,
    created_by_name: 1,
    priority_class: 1,
    host_network: 1,
  },
});
const podLabels = family({
  ...shared,
  labels: { namespace: 1, pod: 1, uid: 1 },
  openLabels: 'label_<name> for every allowed pod label',
});
const podOwner = family({
  ...shared,
  labels: { namespace: 1, pod: 1, uid: 1, owner_kind: 1, owner_name: 1, owner_is_controller: 1 },
});
const podByPhase = family({ ...shared, labels: { namespace: 1, pod: 1, uid: 1, phase: 1 } });
const podByCondition = family({ ...shared, labels: { namespace: 1, pod: 1, uid: 1, condition: 1 } });
const container = family({ ...shared, labels: { namespace: 1, pod: 1, uid: 1, container: 1 } });
const containerByReason = family({ ...shared, labels: { namespace: 1, pod: 1, uid: 1, container: 1, reason: 1 } });
const pod = family({ ...shared, labels: { namespace: 1, pod: 1, uid: 1 } });
const containerByResource = family({
  ...shared,
  labels: { namespace: 1, pod: 1, uid: 1, container: 1, node: 1, resource: 1, unit: 1 },
});
const usageByCpu = family({
  ...shared,
  labels: { namespace: 1, pod: 1, container: 1, image: 1, name: 1, id: 1, cpu: 1 },
});
const usage = family({ ...shared, labels: { namespace: 1, pod: 1, container: 1, image: 1, name: 1, id: 1 } });
const network = family({ ...shared, labels: { namespace: 1, pod: 1, interface: 1, image: 1, name: 1, id: 1 } });
const usageByDevice = family({
  ...shared,
  labels: { namespace: 1, pod: 1, container: 1, image: 1, name: 1, id: 1, device: 1 },
});

/** What of kube-state-metrics and cAdvisor this project reads. Neither is scraped by it. */
export const kubernetes = [
  podInfo.gauge('kube_pod_info', 'info', 'Pod identity as labels'),
  podLabels.gauge('kube_pod_labels', 'info', 'Pod labels as metric labels', {
    note: 'needs --metric-labels-allowlist, e.g. pods=[arks.ai/application,arks.ai/model,arks.ai/disaggregation-role,arks.ai/work-load-role]; exposed as label_arks_ai_application and so on',
  }),
  podOwner.gauge('kube_pod_owner', 'info', 'Pod owner'),
  podByPhase.gauge('kube_pod_status_phase', 'bool', 'Pod phase, one-hot', {
    note: 'phase=Pending|Running|Succeeded|Failed|Unknown',
  }),
  podByCondition.gauge('kube_pod_status_ready', 'bool', 'Pod readiness, one-hot', {
    note: 'condition=true|false|unknown',
  }),
  container.gauge('kube_pod_container_status_ready', 'bool', 'Container readiness'),
  container.counter('kube_pod_container_status_restarts_total', 'restarts', 'Container restarts'),
  containerByReason.gauge('kube_pod_container_status_waiting_reason', 'bool', 'Container waiting reason'),
  containerByReason.gauge('kube_pod_container_status_last_terminated_reason', 'bool', 'Last termination reason', {
    note: 'reason=OOMKilled and so on; experimental stability',
  }),
  pod.gauge('kube_pod_status_unschedulable', 'bool', 'Pod cannot be scheduled', {
    note: 'present only while unschedulable',
  }),
  containerByResource.gauge('kube_pod_container_resource_requests', 'per resource', 'Container resource requests', {
    note: 'GPUs appear as resource="nvidia_com_gpu", unit="integer"',
  }),
  containerByResource.gauge('kube_pod_container_resource_limits', 'per resource', 'Container resource limits'),
  usageByCpu.counter('container_cpu_usage_seconds_total', 'seconds', 'CPU time used', {
    source: 'google/cadvisor:docs/storage/prometheus.md',
    evidence: 'docs and kubelet convention',
  }),
  usage.counter('container_cpu_cfs_throttled_periods_total', 'periods', 'Throttled CFS periods', {
    source: 'google/cadvisor:docs/storage/prometheus.md',
    evidence: 'docs and kubelet convention',
  }),
  usage.gauge('container_memory_working_set_bytes', 'bytes', 'Memory working set', {
    source: 'google/cadvisor:docs/storage/prometheus.md',
    evidence: 'docs and kubelet convention',
  }),
  usage.gauge('container_memory_rss', 'bytes', 'Resident memory', {
    source: 'google/cadvisor:docs/storage/prometheus.md',
    evidence: 'docs and kubelet convention',
  }),
  network.counter('container_network_receive_bytes_total', 'bytes', 'Bytes received (pod level)', {
    source: 'google/cadvisor:docs/storage/prometheus.md',
    evidence: 'docs and kubelet convention',
  }),
  network.counter('container_network_transmit_bytes_total', 'bytes', 'Bytes sent (pod level)', {
    source: 'google/cadvisor:docs/storage/prometheus.md',
    evidence: 'docs and kubelet convention',
  }),
  usageByDevice.gauge('container_fs_usage_bytes', 'bytes', 'Filesystem bytes used', {
    source: 'google/cadvisor:docs/storage/prometheus.md',
    evidence: 'docs and kubelet convention',
  }),
] as const;
