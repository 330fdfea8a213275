import { type Change, say, type Words } from './change.js';
import { type Manifest, titleOf } from './manifests.js';
import { at, listAt, type PathChange, saidOfPath, shown, textAt } from './paths.js';

/** Kinds that say who may do what. */
export const PERMISSIONS = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'ServiceAccount'];

/** Fields of other kinds that say what a process may do, or whose secret it holds. */
const PATH =
  /securityContext|serviceAccount|automountServiceAccountToken|host(Network|PID|IPC|Path)|capabilities|privileged|secret|credentials|authorization|arbitraryFSAccess|runAs/i;

/** Whether a change is one of permissions. */
export function isPermission({ kind }: Manifest, { path }: PathChange): boolean {
  return PERMISSIONS.includes(kind) || PATH.test(path);
}

/** Changes of permissions of an object that stays. */
export function permissionChange(manifest: Manifest, changes: readonly PathChange[]): readonly Change[] {
  const says = changes.map(saidOfPath);
  return says.length === 0 ? [] : [{ section: 'permissions', action: 'changed', subject: titleOf(manifest), says }];
}

/** What an object that came grants, or one that went granted. */
export function permissionWords(manifest: Manifest): readonly Words[] {
  const { object } = manifest;
  const rules = listAt(object, 'rules').map((rule) => {
    const groups = [...listAt(rule, 'apiGroups'), ...listAt(rule, 'nonResourceURLs')].map(String);
    const verbs = listAt(rule, 'verbs').map(String).join(', ');
    return say`may ${verbs} ${shown(listAt(rule, 'resources'))} of ${groups.map((group) => group || 'core').join(', ')}`;
  });
  const role = textAt(object, 'roleRef', 'name');
  const subjects = listAt(object, 'subjects').map((subject) => textAt(subject, 'name'));
  return [...rules, ...(role === '' ? [] : [say`gives ${role} to ${subjects.join(', ')}`])];
}

/** Whether an object of another kind runs something. */
export function runs({ object }: Manifest): boolean {
  return at(object, 'spec', 'template', 'spec', 'containers') !== undefined;
}
