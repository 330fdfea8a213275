import type { Construct } from 'constructs';
import { memoize } from '../../lib/memoize.js';
import { stateConfig } from '../../objects/state-config.js';
import type { PartProps } from '../../plan/part-props.js';
import { publishedResources } from '../../scraping/surfaces/custom-resources.js';
import { surfaces } from '../../scraping/surfaces/index.js';
import { CustomResourcesAccess } from '../custom-resources/access.js';
import { CustomResourcesServer } from '../custom-resources/server.js';
import { SurfaceMonitor } from './monitor.js';

const configOf = memoize(stateConfig);

/** Publishes the custom resources of Arks through a kube-state-metrics of our own, and scrapes it. */
export class ArksCustomResources extends SurfaceMonitor {
  constructor(scope: Construct, id: string, props: PartProps) {
    super(scope, id, props, 'customResources');
    const { environment } = props;
    const name = surfaces.customResources.object;
    const resources = publishedResources(environment);
    new CustomResourcesAccess(this, 'access', { environment, name, resources });
    new CustomResourcesServer(this, 'server', { environment, name, config: configOf(resources) });
  }
}
