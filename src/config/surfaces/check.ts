import { z } from 'zod';
import { isServed, SURFACES, surfaceFacts } from '../surfaces.js';

const checked = z.object({ runtimes: z.array(z.unknown()), surfaces: z.record(z.string(), z.unknown()) });
const surface = z.object({ enabled: z.boolean().optional(), selector: z.unknown().optional() });

/** Reports surfaces that are all off, that have nothing to scrape, and that cannot find what they scrape. */
export function checkSurfaces(settings: unknown, context: z.RefinementCtx): void {
  const { data } = checked.safeParse(settings);
  if (data === undefined) return;
  const { runtimes } = data;
  // Of one that is wrong in itself it is not known whether it is on.
  const own = Object.fromEntries(
    Object.entries(data.surfaces).map(([name, one]) => [name, surface.safeParse(one).data]),
  );
  const issue = (path: readonly string[], message: string) =>
    context.addIssue({ code: 'custom', path: ['surfaces', ...path], message });
  const enabled = SURFACES.filter((name) => own[name] !== undefined).filter(
    (name) => own[name]?.enabled ?? isServed(name, runtimes),
  );
  const areKnown = SURFACES.every((name) => own[name] !== undefined);
  if (areKnown && enabled.length === 0) issue([], 'must leave at least one surface enabled');
  for (const name of SURFACES) {
    const { runtimes: some = [], withoutRuntimes } = surfaceFacts[name];
    if (withoutRuntimes === 'refused' && own[name]?.enabled === true && !isServed(name, runtimes))
      issue([name, 'enabled'], `must not be true where runtimes names none of ${some.join(', ')}`);
  }
  const { runtimes: started = [] } = surfaceFacts.unmanagedRuntime;
  if (enabled.includes('unmanagedRuntime') && own['unmanagedRuntime']?.selector === undefined) {
    const named = runtimes.filter((one) => started.some((name) => name === one));
    if (named.length > 0)
      issue(
        ['unmanagedRuntime', 'selector'],
        `must be set where runtimes names ${named.join(', ')}, which Arks does not start: labels of its pods`,
      );
  }
}
