import { z } from 'zod';
import type { Plan } from '../../../plan/plan.js';
import { surfaces } from '../../../scraping/surfaces/index.js';
import type { Topic } from '../../finding.js';
import type { OwnObject } from '../../kubernetes/answers.js';

/** The surfaces of monitors, and the rules, about which nothing is there as long as they are not read. */
export function topicsOf(objects: readonly OwnObject[], { scraped }: Plan): readonly Topic[] {
  return objects.flatMap(({ kind, metadata, spec }): readonly Topic[] =>
    kind === 'PrometheusRule'
      ? groupsIn(spec).map((name) => `group:${name}` as const)
      : scraped
          .filter(
            ({ name }) =>
              metadata.name === surfaces[name].object || metadata.name.startsWith(`${surfaces[name].object}-`),
          )
          .map(({ name }) => `surface:${name}` as const),
  );
}

const groups = z.object({ groups: z.array(z.object({ name: z.string() })) });

function groupsIn(spec: unknown): readonly string[] {
  return groups.safeParse(spec).data?.groups.map(({ name }) => name) ?? [];
}
