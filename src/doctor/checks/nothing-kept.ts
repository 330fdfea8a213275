import { catalogue } from '../../metrics/catalogue.js';
import type { Metric } from '../../metrics/metric.js';
import { selectorOf } from '../../promql/inventory.js';
import { check } from '../check.js';
import { expectedOf } from '../expected.js';
import { PAGES } from '../pages.js';
import { isShown } from '../shown-family.js';
import { counted, namesText, unique, whoIs } from '../words.js';

const COLON = ':';
/** What every client shows of the process that it is in. */
const OF_ANY_PROCESS = /^(?:process|go|python)_/;
/** Three and more names that are alike are no accident. */
const LEAST_NAMES = 3;

interface Why {
  readonly words: string;
  readonly remedy: string;
  readonly shown: readonly string[];
}

/** Targets that answer and of which nothing is kept. */
export const nothingKept = check('nothing-kept', ['prometheus'], ({ prometheus }, { plan }) =>
  expectedOf(plan).flatMap((surface) => {
    const up = (prometheus.scraped ?? []).filter((target) => target.surface === surface.name && target.up);
    const bare = up.filter(({ kept }) => kept === 0);
    if (bare.length === 0) return [];
    const pages = (prometheus.pages ?? []).filter(
      (page) =>
        page.surface === surface.name && bare.some(({ labels }) => labels['instance'] === page.labels['instance']),
    );
    const types = Object.assign({}, ...pages.map((page) => page.types));
    const scraped = bare.reduce((sum, target) => sum + target.scraped, 0);
    const why = whyOf(surface.kept, types, scraped);
    return [
      {
        severity: bare.length === up.length ? ('error' as const) : ('warning' as const),
        subject: `nothing is kept of ${counted(bare.length, 'target')} of ${surface.name}: ${why.words}`,
        evidence: [
          {
            query: selectorOf(['scrape_samples_scraped', 'scrape_samples_post_metric_relabeling'], [surface.targets]),
            value: `${namesText(bare.map(({ labels }) => whoIs(labels)))}: ${scraped} samples shown, 0 kept`,
          },
          ...(why.shown.length === 0 ? [] : [{ query: 'GET /api/v1/targets/metadata', value: namesText(why.shown) }]),
        ],
        meaning:
          'The scrape succeeds and leaves no series: the targets look healthy, and every panel about them is empty.',
        remedy: why.remedy,
        page: PAGES.nothingKept,
        ...(bare.length === up.length ? { explains: [`surface:${surface.name}` as const] } : {}),
        mayFollowFrom: [`surface:${surface.name}` as const],
      },
    ];
  }),
);

function whyOf(kept: readonly Metric[], types: Readonly<Record<string, string>>, scraped: number): Why {
  const names = Object.keys(types);
  if (scraped === 0) {
    return {
      words: 'its page is empty',
      remedy:
        'Switch metrics on where the target is started: SGLang wants --enable-metrics; vLLM shows them unless --disable-log-stats.',
      shown: [],
    };
  }
  const native = kept.filter((metric) => isShown(metric, types)).map(({ name }) => name);
  if (native.length > 0) {
    return {
      words: 'relabeling drops what rules read',
      remedy:
        'Compare the metricRelabelings of the monitor with dist/, and look at the scrape class and at additionalScrapeConfigs of the Prometheus object: another rule drops these names, or the monitor is older than the program.',
      shown: native,
    };
  }
  const escaped = names.filter((name) => alike(kept, name, (known) => known.replaceAll(COLON, '_')));
  if (escaped.length >= LEAST_NAMES) {
    return {
      words: 'names came with _ where they have a colon',
      remedy:
        'Something between engine and Prometheus rewrites names: an OpenTelemetry collector, an agent or an old monitor. The monitors of dist/ give Prometheus clients their colon back; scrape the engine itself.',
      shown: escaped,
    };
  }
  const bare = names.filter((name) => alike(kept, name, (known) => known.replace(/^[^:_]+[:_]/, '')));
  if (bare.length >= LEAST_NAMES) {
    return {
      words: 'names came without their prefix',
      remedy:
        'Something between exporter and Prometheus strips the prefix: look for a proxy, an agent or a collector, and scrape the exporter itself.',
      shown: bare,
    };
  }
  const others = catalogue.filter((metric) => isShown(metric, types) && !OF_ANY_PROCESS.test(metric.name));
  const owners = unique(others.map(({ component }) => component));
  const own = unique(kept.map(({ component }) => component));
  const strangers = owners.filter((owner) => !own.includes(owner));
  if (others.some(({ component }) => own.includes(component))) {
    return {
      words: 'its exporter shows none of the metrics that rules read',
      remedy:
        'Look at its version and arguments: an engine with --disable-log-stats, or of a generation older or newer than the catalogue (docs/runtimes.md), shows others.',
      shown: names,
    };
  }
  if (strangers.length > 0) {
    return {
      words: `another program answers, ${strangers.join(' or ')}`,
      remedy: `Name it where it is missing: runtimes, or surfaces, must have ${strangers.join(' or ')}; or the monitor asks at the port of a sidecar.`,
      shown: names,
    };
  }
  return {
    words: 'none of its names is known',
    remedy:
      'Look what answers there: arks-monitoring doctor metrics URL. It may be a sidecar, an engine with --disable-log-stats, or one older or newer than the catalogue.',
    shown: names,
  };
}

/** Whether a name is what becomes of one that is kept. */
function alike(kept: readonly Metric[], name: string, become: (known: string) => string): boolean {
  return kept.some((metric) => {
    const changed = become(metric.name);
    return changed !== metric.name && (changed === name || changed.replace(/_total$/, '') === name);
  });
}
