import { parse } from 'yaml';
import type { z } from 'zod';
import { azureRuleFile, ruleFile } from '../../imports/rule-files.js';
import { isConfigMap } from '../../imports/schemas.js';
import type { Environment } from '../config/environment.js';
import type { Manifest } from './manifest.js';
import { COMPONENT_LABEL } from './metadata.js';

/** What the cloud that evaluates the rules would refuse of their files; nothing where objects are read instead. */
export function ruleFileProblems(
  manifests: readonly Manifest[],
  { rules }: Pick<Environment, 'rules'>,
): readonly string[] {
  switch (rules.target) {
    case 'azure':
      return filesOf(manifests).flatMap(({ title, text }) => wrong(title, azureRuleFile, text));
    case 'aws':
      return filesOf(manifests).flatMap(({ title, text }) => wrong(title, ruleFile, text));
    default:
      return [];
  }
}

function filesOf(manifests: readonly Manifest[]) {
  return manifests.flatMap(({ title, object }) => {
    if (!isConfigMap(object) || object.metadata?.labels?.[COMPONENT_LABEL] !== 'rules') return [];
    return Object.values(object.data ?? {}).map((text) => ({ title, text }));
  });
}

function wrong(title: string, schema: z.ZodType, text: string): readonly string[] {
  const { error } = schema.safeParse(parse(text));
  return (error?.issues ?? []).map(({ path, message }) => `${title}: ${path.map(String).join('.')} ${message}`);
}
