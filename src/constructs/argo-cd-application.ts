import { Construct } from 'constructs';
import { Application, type ApplicationSpec } from '../../imports/argo-cd.js';
import type { ArgoCd } from '../config/argocd.js';
import { DIFFERENCES_ANNOTATION, ENVIRONMENT_LABEL } from '../config/own-keys.js';
import { applicationOf } from '../files/applications.js';
import { clusterMetadata } from '../objects/metadata.js';
import type { SurfaceProps } from '../plan/part-props.js';

/**
 * The Application by which Argo CD brings an environment's folder into its cluster. The folder holds a kustomization.yaml,
 * so Argo CD takes it for Kustomize; the source says nothing of it, since any option of either would change objects.
 * Throws where the environment has no section `argocd`.
 */
export class ArgoCdApplication extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    const application = applicationOf(environment);
    if (application === undefined) {
      throw new Error(
        `argocd must be set for an Application of ${environment.name}, got nothing (${environment.file})`,
      );
    }
    const { name, path, settings } = application;
    const metadata = clusterMetadata({ environment, component: 'argocd', name });
    const reasons = settings.ignoreDifferences.map(
      ({ kind, name: only, jsonPointers, reason }) =>
        `${only === undefined ? kind : `${kind} ${only}`} ${jsonPointers.join(', ')}: ${reason}`,
    );
    new Application(this, name, {
      metadata: {
        ...metadata,
        labels: { ...metadata.labels, [ENVIRONMENT_LABEL]: environment.name },
        namespace: settings.namespace,
        ...(reasons.length === 0
          ? {}
          : { annotations: { ...metadata.annotations, [DIFFERENCES_ANNOTATION]: reasons.join('\n') } }),
      },
      spec: {
        project: settings.project,
        source: { repoURL: settings.repoUrl, targetRevision: settings.revision, path },
        destination: { ...cluster(settings.destination), namespace: environment.monitoring.namespace },
        syncPolicy: syncPolicy(settings),
        ...(reasons.length === 0 ? {} : { ignoreDifferences: settings.ignoreDifferences.map(ignored) }),
      },
    });
  }
}

function cluster(destination: string): { readonly server: string } | { readonly name: string } {
  return destination.startsWith('https://') ? { server: destination } : { name: destination };
}

function syncPolicy({ prune, selfHeal, createNamespace, retry, ignoreDifferences, syncOptions }: ArgoCd) {
  const { limit, firstPause, factor, longestPause } = retry;
  return {
    // An empty folder is a mistake, never a wish to delete everything.
    automated: { prune, selfHeal, allowEmpty: false },
    retry: { limit, backoff: { duration: firstPause, factor, maxDuration: longestPause } },
    syncOptions: [
      'ServerSideApply=true',
      `CreateNamespace=${createNamespace}`,
      // Two environments of one cluster would undo each other's objects for ever; this stops the second.
      'FailOnSharedResource=true',
      // In a fresh cluster the definitions of our kinds may come with the same sync; where one never comes, the sync fails all the same.
      'SkipDryRunOnMissingResource=true',
      // What replaces a rule is there before the rule goes.
      ...(prune ? ['PruneLast=true'] : []),
      // Otherwise the next sync writes what nobody compares.
      ...(ignoreDifferences.length === 0 ? [] : ['RespectIgnoreDifferences=true']),
      ...syncOptions,
    ],
  } satisfies ApplicationSpec['syncPolicy'];
}

function ignored({ group, kind, name, jsonPointers }: ArgoCd['ignoreDifferences'][number]) {
  // Argo CD leaves an empty group out.
  return { ...(group === '' ? {} : { group }), kind, ...(name === undefined ? {} : { name }), jsonPointers };
}
