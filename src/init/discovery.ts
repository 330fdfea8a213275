import { z } from 'zod';
import type { Kubectl } from '../lib/kubectl.js';
import { named } from './seen.js';

const VERBS = ['get', 'list', 'watch'];
/** What discovery reads, each by its group. */
const RESOURCES = [
  ['', 'services'],
  ['', 'pods'],
] as const;
/** Either of them, as spec.serviceDiscoveryRole says. */
const ENDPOINTS = [
  ['', 'endpoints'],
  ['discovery.k8s.io', 'endpointslices'],
] as const;

const rule = z.object({
  apiGroups: z.array(z.string()).default([]),
  resources: z.array(z.string()).default([]),
  resourceNames: z.array(z.string()).default([]),
  verbs: z.array(z.string()).default([]),
});
type Rule = z.output<typeof rule>;
const role = named.extend({ rules: z.array(rule).nullish() });
const binding = z.object({
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z.array(z.object({ kind: z.string(), name: z.string(), namespace: z.string().default('') })).nullish(),
});

interface Account {
  readonly name: string;
  readonly namespace: string;
}

/** Whether ClusterRoleBindings let a ServiceAccount find Services, pods and endpoints in every namespace. */
export function discovers(kubectl: Kubectl, account: Account): boolean {
  const bound = z
    .array(binding)
    .parse(kubectl('clusterrolebindings'))
    .filter(({ subjects }) => (subjects ?? []).some((subject) => isAbout(subject, account)))
    .map(({ roleRef }) => roleRef.name);
  const rules = z
    .array(role)
    .parse(kubectl('clusterroles'))
    .filter(({ metadata }) => bound.includes(metadata.name))
    .flatMap((one) => one.rules ?? []);
  const may = ([group, resource]: readonly [string, string]) =>
    VERBS.every((verb) => rules.some((one) => allows(one, group, resource, verb)));
  return RESOURCES.every(may) && ENDPOINTS.some(may);
}

function isAbout(
  { kind, name, namespace }: { readonly kind: string; readonly name: string; readonly namespace: string },
  account: Account,
): boolean {
  if (kind === 'ServiceAccount') return name === account.name && namespace === account.namespace;
  if (kind !== 'Group') return false;
  return ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${account.namespace}`].includes(
    name,
  );
}

function allows({ apiGroups, resources, resourceNames, verbs }: Rule, group: string, resource: string, verb: string) {
  const has = (list: readonly string[], one: string) => list.includes(one) || list.includes('*');
  return resourceNames.length === 0 && has(apiGroups, group) && has(resources, resource) && has(verbs, verb);
}
