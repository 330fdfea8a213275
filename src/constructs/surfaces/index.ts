import type { Construct } from 'constructs';
import type { SurfaceName } from '../../config/surfaces.js';
import type { PartProps } from '../../plan/part-props.js';
import { surfaces } from '../../scraping/surfaces/index.js';
import { ArksCustomResources } from './custom-resources.js';
import { SurfaceMonitor } from './monitor.js';
import { ArksOperator } from './operator.js';

/** The surfaces that need objects beside their monitor. */
const WITH_OBJECTS: Readonly<
  Partial<Record<SurfaceName, new (scope: Construct, id: string, props: PartProps) => Construct>>
> = { operator: ArksOperator, customResources: ArksCustomResources };

/** Scrapes one surface, with all that it takes. */
export function addSurface(scope: Construct, surface: SurfaceName, props: PartProps): void {
  const { component } = surfaces[surface];
  const Own = WITH_OBJECTS[surface];
  if (Own === undefined) new SurfaceMonitor(scope, component, props, surface);
  else new Own(scope, component, props);
}
