import { TENANT_LABEL } from '../config/own-keys.js';
import { say, sayList, type Words } from './change.js';
import { boardsOf } from './dashboards.js';
import type { Manifest } from './manifests.js';
import { MONITORS } from './monitor-kinds.js';
import { type PathChange, shown } from './paths.js';
import { ruleGroupsOf } from './rule-files.js';

const LABEL = /^metadata\.labels(?:\.|\[")([^"\]]+)/;

/** Why an object that operators, rulers and sidecars find by its labels may be found no more; nothing where it keeps them. */
export function unselected(manifest: Manifest, changes: readonly PathChange[]): Words | undefined {
  const found =
    MONITORS.includes(manifest.kind) || ruleGroupsOf(manifest.object).length > 0 || boardsOf(manifest).length > 0;
  const tenant = changes.find(({ path }) => path === `metadata.labels[${JSON.stringify(TENANT_LABEL)}]`);
  if (tenant?.before !== undefined) {
    const old = shown(tenant.before);
    return say`the tenant ${old} of Mimir keeps its rules, and they go on firing, until what loads them, or somebody, deletes them there`;
  }
  const lost = changes.flatMap(({ path, before }) => {
    const label = LABEL.exec(path)?.[1];
    return label === undefined || before === undefined ? [] : [`${label}=${shown(before)}`];
  });
  return found && lost.length > 0 ? sayList('who selects it by this label finds it no more:', lost) : undefined;
}
