import { z } from 'zod';
import { type Environment, type Settings, sections } from '../config/environment.js';
import { objective } from '../config/objectives.js';
import { withEnabled } from '../config/surfaces.js';
import { environmentName } from './environment-files.js';
import { writtenIn } from './written.js';
import type { YamlFile } from './yaml-file.js';

/** What is known of an environment that is wrong somewhere: those of its sections that are right in themselves. */
export type Parts = Pick<Environment, 'file' | 'name'> & {
  readonly [Section in Exclude<keyof Settings, 'slos'>]?: Settings[Section] | undefined;
} & {
  /** Objectives that are wrong are undefined, so that the others keep their numbers. */
  readonly slos?: readonly (z.output<typeof objective> | undefined)[] | undefined;
};

const { slos: _, ...others } = sections.shape;
const orNothing = <Section extends z.ZodType>(section: Section) => section.optional().catch(undefined);
/** Each section by itself; nothing comes in the place of one that is wrong. */
const separate = z.object({
  monitoring: orNothing(others.monitoring),
  cluster: orNothing(others.cluster),
  tenants: orNothing(others.tenants),
  arks: orNothing(others.arks),
  gateway: orNothing(others.gateway),
  runtimes: orNothing(others.runtimes),
  scrape: orNothing(others.scrape),
  surfaces: orNothing(others.surfaces),
  sizing: orNothing(others.sizing),
  prometheus: orNothing(others.prometheus),
  rules: orNothing(others.rules),
  alerts: orNothing(others.alerts),
  alertmanager: orNothing(others.alertmanager),
  slos: orNothing(z.array(orNothing(objective))),
  grafana: orNothing(others.grafana),
  argocd: orNothing(others.argocd),
});

/** Those sections of the file of an environment that are right in themselves; none where it is no mapping. */
export function partsOf(yaml: YamlFile): Parts {
  const { surfaces, ...rest } = separate.safeParse(yaml.value).data ?? {};
  const { runtimes } = rest;
  return writtenIn(yaml, {
    ...rest,
    ...(surfaces === undefined || runtimes === undefined ? {} : { surfaces: withEnabled(surfaces, runtimes) }),
    name: environmentName(yaml.file),
    file: yaml.file,
  });
}

/** Whether these sections are known. */
export function hasParts<Section extends Exclude<keyof Settings, 'slos'>>(
  parts: Parts,
  ...names: readonly Section[]
): parts is Parts & Pick<Environment, Section> {
  return names.every((name) => parts[name] !== undefined);
}
