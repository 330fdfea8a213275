import { type Change, say, type Words } from './change.js';
import { type Manifest, titleOf } from './manifests.js';
import { at, listAt, type PathChange, saidOfPath, shown, textAt } from './paths.js';

/** Kinds that say who may do what, or hold what lets them. */
export const PERMISSIONS = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'ServiceAccount', 'Secret'];

/** Fields of other kinds that say what a process may do, or whose secret it holds. */
const PATH =
  /securityContext|serviceAccount|automountServiceAccountToken|host(Network|PID|IPC|Path)|capabilities|privileged|secret|credentials|authorization|arbitraryFSAccess|runAs/i;

/** What Kubernetes lets nobody change of an object that is there. */
const FIXED: Readonly<Record<string, RegExp>> = {
  Deployment: /^spec\.selector\b/,
  RoleBinding: /^roleRef\b/,
  ClusterRoleBinding: /^roleRef\b/,
  Secret: /^type$/,
};

/** Annotations grant nothing, but for one by which an API server mends its own roles. */
const NOTE = /^metadata\.annotations\b(?!.*rbac\.authorization)/;

/** Whether a change is one of permissions. */
export function isPermission({ kind }: Manifest, { path }: PathChange): boolean {
  return (PERMISSIONS.includes(kind) && !NOTE.test(path)) || PATH.test(path);
}

/** Changes of permissions of an object that stays. */
export function permissionChange(manifest: Manifest, changes: readonly PathChange[]): readonly Change[] {
  const says = changes.map(saidOfPath);
  const change = { section: 'permissions', action: 'changed', subject: titleOf(manifest), says } as const;
  const breaking = refused(manifest, changes);
  return says.length === 0 ? [] : [breaking === undefined ? change : { ...change, breaking }];
}

/** Why changes cannot be applied to an object that is there; nothing where they can. */
export function refused({ kind }: Manifest, changes: readonly PathChange[]): Words | undefined {
  const fixed = changes.find(({ path }) => FIXED[kind]?.test(path) === true);
  return fixed === undefined
    ? undefined
    : say`Kubernetes refuses to change ${fixed.path} of an object that is there; it must be deleted before`;
}

/** What an object that came grants, or one that went granted. */
export function permissionWords(manifest: Manifest): readonly Words[] {
  const { namespace, object } = manifest;
  const rules = listAt(object, 'rules').map((rule) => {
    const groups = [...listAt(rule, 'apiGroups'), ...listAt(rule, 'nonResourceURLs')].map(String);
    const verbs = listAt(rule, 'verbs').map(String).join(', ');
    return say`may ${verbs} ${shown(listAt(rule, 'resources'))} of ${groups.map((group) => group || 'core').join(', ')}`;
  });
  const role = textAt(object, 'roleRef', 'name');
  const subjects = listAt(object, 'subjects')
    .map((subject) => [textAt(subject, 'namespace'), textAt(subject, 'name')].filter((part) => part !== '').join('/'))
    .join(', ');
  if (role === '') return rules;
  return [
    ...rules,
    namespace === '' ? say`gives ${role} to ${subjects}` : say`gives ${role} to ${subjects} in ${namespace}`,
  ];
}

/** Whether an object of another kind runs something. */
export function runs({ object }: Manifest): boolean {
  return at(object, 'spec', 'template', 'spec', 'containers') !== undefined;
}
