import { join } from 'node:path';
import { type ProgramSource, provideProgram } from '@arks-monitoring/simulator/programs/provide.js';
import { requiredGoPrograms } from '../go-program.js';

/** The Kubernetes that everything is applied to; tools/real/go/kubernetes-1.36.3/go.mod pins it. */
export const KUBERNETES = { version: '1.36.3', module: 'k8s.io/kubernetes' } as const;

const ETCD: ProgramSource = {
  debianPackage: 'etcd-server',
  programs: 'etcd',
  instead: 'install etcd 3.4 or later, or name it in ETCD_BIN',
};

/** Paths of what a cluster without nodes consists of, and of its client. */
export interface KubernetesPrograms {
  readonly etcd: string;
  readonly apiServer: string;
  readonly kubectl: string;
}

/** The programs, built once from their module, which takes up to half an hour; etcd is Debian's. */
export async function kubernetesPrograms(): Promise<KubernetesPrograms> {
  const { version, module } = KUBERNETES;
  const folder = await requiredGoPrograms(
    `kubernetes-${version}`,
    { kubectl: `${module}/cmd/kubectl`, 'kube-apiserver': `${module}/cmd/kube-apiserver` },
    { 'k8s.io/component-base/version.gitVersion': `v${version}` },
  );
  return {
    etcd: provideProgram('etcd', 'ETCD_BIN', ETCD),
    apiServer: join(folder, 'kube-apiserver'),
    kubectl: join(folder, 'kubectl'),
  };
}
