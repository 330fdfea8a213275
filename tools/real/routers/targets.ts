import { metaLabels, type RealTarget } from '../scraped.js';
import type { MockWorker } from './mock-worker.js';

/** Where an application stands. */
export const NAMESPACE = 'tenant-a';

/** A router as its monitor finds it, at whatever port its pod declares: the monitor puts the metrics port there. */
export function routerTarget(application: string, ip: string): RealTarget {
  return {
    monitor: 'arks-router',
    address: `${ip}:30000`,
    meta: podMeta({ application, role: 'router', pod: `${application}-router`, ip }),
  };
}

/** A worker as the monitor of prefill and decode finds it. */
export function workerTarget(application: string, role: 'prefill' | 'decode', { port }: MockWorker): RealTarget {
  const pod = `${application}-${role}-${port}`;
  return {
    monitor: 'arks-disaggregated',
    address: `127.0.0.1:${port}`,
    meta: podMeta({ application, role, pod, ip: '127.0.0.1' }),
  };
}

interface PodProps {
  readonly application: string;
  readonly role: 'router' | 'prefill' | 'decode';
  readonly pod: string;
  readonly ip: string;
}

function podMeta({ application, role, pod, ip }: PodProps) {
  return {
    namespace: NAMESPACE,
    pod_name: pod,
    pod_ip: ip,
    pod_phase: 'Running',
    // Any: which one differs from one version of RBG to the next.
    pod_controller_kind: 'StatefulSet',
    pod_controller_name: `${application}-${role}`,
    pod_container_name: 'main',
    pod_container_port_number: '8080',
    ...metaLabels('pod', {
      'arks.ai/application': application,
      'arks.ai/disaggregation-role': role,
      ...(role === 'router' ? {} : { 'arks.ai/work-load-role': 'leader' }),
    }),
  };
}
