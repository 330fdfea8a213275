import { SURFACES, type SurfaceName } from '../../config/surfaces.js';
import { catalogue } from '../../metrics/catalogue.js';
import type { Metric } from '../../metrics/metric.js';
import type { Plan } from '../../plan/plan.js';
import { monitorOf } from '../../scraping/monitors.js';
import { metricsOf } from '../../scraping/surface-metrics.js';
import { surfaces } from '../../scraping/surfaces/index.js';
import { type Exposing, exposing } from '../recognition.js';
import { type Exposition, exposition } from './exposition.js';
import { type NamedFamily, namedFamilies } from './named-family.js';
import { relabeled } from './relabeled.js';
import type { PageSample } from './sample-line.js';

/** A page as it was got. */
export interface GotPage {
  /** The address or file, to be shown. */
  readonly where: string;
  /** Of the answer, where it was asked for by URL. */
  readonly answer?: { readonly status: number; readonly contentType: string };
  /** Of the page as Prometheus counts them: uncompressed. More than were read, where there were too many. */
  readonly bytes: number;
  readonly text: string;
}

/** A series as the monitor leaves it, with the line that it comes from. */
export interface KeptSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly line: number;
}

/** A family with its entry in the catalogue, of the generation that was recognized. */
export interface KnownFamily {
  readonly family: NamedFamily;
  readonly metric: Metric;
}

/** A page, read and held against the catalogue and the monitor that would scrape it. */
export interface Page extends GotPage {
  readonly exposition: Exposition;
  readonly samples: number;
  readonly families: readonly NamedFamily[];
  /** Undefined where no exporter of the catalogue shows such a page. */
  readonly of?: RecognizedPage;
}

/** What is known of a page whose exporter is. */
export interface RecognizedPage extends Exposing {
  /** The newest of those that show such a page. */
  readonly generation: string;
  /** Everything that the generation may show. */
  readonly entries: readonly Metric[];
  readonly known: readonly KnownFamily[];
  /** Families that the exporter has under no such name and type in this generation. */
  readonly others: readonly NamedFamily[];
  /** What the monitor of the surface leaves; nothing where no surface scrapes the exporter in this environment. */
  readonly scraped?: {
    readonly surface: SurfaceName;
    readonly wanted: readonly Metric[];
    readonly kept: readonly KeptSeries[];
  };
}

/** Reads a page, and holds it against the catalogue and an environment. */
export function pageOf(got: GotPage, plan: Plan): Page {
  const read = exposition(got.text, got.answer?.contentType);
  const families = namedFamilies(read.families);
  const samples = read.families.flatMap((family) => family.samples);
  const exporter = exposing(families);
  const base = { ...got, exposition: read, families, samples: samples.length };
  return exporter === undefined ? base : { ...base, of: heldAgainst(exporter, families, samples, plan) };
}

function heldAgainst(
  exporter: Exposing,
  families: readonly NamedFamily[],
  samples: readonly PageSample[],
  { environment }: Plan,
): RecognizedPage {
  const { components, generations } = exporter;
  const generation = generations.at(-1) ?? generations[0];
  const entries = catalogue.filter(
    (metric) => components.includes(metric.component) && metric.generations.includes(generation),
  );
  const entryOf = ({ name, type }: NamedFamily) =>
    entries.find((one) => one.name === name && one.kind === type) ?? entries.find((one) => one.name === name);
  const known = families.flatMap((family) => {
    const metric = entryOf(family);
    return metric === undefined ? [] : [{ family, metric }];
  });
  const surface = SURFACES.filter((name) => environment.surfaces[name].enabled).find((name) =>
    surfaces[name]
      .exporters(environment)
      .flat()
      .some((one) => one === exporter.component),
  );
  return {
    ...exporter,
    generation,
    entries,
    known,
    others: families.filter((family) => entryOf(family) === undefined),
    ...(surface === undefined
      ? {}
      : {
          scraped: {
            surface,
            wanted: metricsOf(surface, environment).filter(({ component }) => components.includes(component)),
            kept: keptOf(samples, monitorOf(surface, environment)),
          },
        }),
  };
}

function keptOf(samples: readonly PageSample[], { finds, spec }: ReturnType<typeof monitorOf>): readonly KeptSeries[] {
  const [endpoint] = finds === 'pods' ? spec.podMetricsEndpoints : spec.endpoints;
  const rules = endpoint?.metricRelabelings ?? [];
  return samples.flatMap(({ name, labels, line }) => {
    const left = relabeled({ ...labels, __name__: name }, rules);
    return left === undefined ? [] : [{ labels: left, line }];
  });
}
