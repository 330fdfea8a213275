import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import { SURFACES } from '../../src/config/surfaces.js';
import { catalogue } from '../../src/metrics/catalogue.js';
import { widestSeries, wrongLabels } from '../../src/scraping/label-checks.js';
import { scrapedOf } from '../../src/scraping/scraped.js';
import { environmentOf } from '../support/environment.js';
import { textOf } from '../support/environment-problems.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const alone = (surface: string) => ({
  ...(surface === 'unmanagedRuntime' ? { runtimes: ['tensorrt-llm'] } : {}),
  surfaces: Object.fromEntries(
    SURFACES.map((name) => [
      name,
      { enabled: name === surface, ...(name === 'unmanagedRuntime' ? { selector: { engine: 'own' } } : {}) },
    ]),
  ),
});

describe('scrape.labelLimit', () => {
  test.each(SURFACES)(
    'one label less than the widest series of %s is refused with its metric, and so is 1',
    (surface) => {
      const { name, labels } = widestSeries(environmentOf(alone(surface)));
      const problems = (labelLimit: number) =>
        wrongLabels(environmentOf({ scrape: { labelLimit }, ...alone(surface) })).map(textOf);
      expect(problems(labels.length)).toEqual([]);
      for (const limit of [labels.length - 1, 1]) {
        expect(problems(limit)).toEqual([
          `scrape.labelLimit must not be below the ${labels.length} labels that ${name} has on the surface ${surface}, ` +
            `got ${limit} (environments/test.yaml:2:15)`,
        ]);
      }
    },
  );

  test('fails synth together with a cluster label that is taken and a budget that is exceeded', () => {
    const environment = environmentOf({
      scrape: { labelLimit: 7 },
      cluster: { label: 'finished_reason' },
      surfaces: { runtime: { seriesBudget: 10, sampleLimit: 10 } },
    });
    const synth = () => createApp([environment], temporaryFolder()).synth();
    for (const path of ['scrape.labelLimit', 'cluster.label', 'surfaces.runtime.seriesBudget']) {
      expect(synth).toThrow(`${path} must not be `);
    }
  });

  test('counts the labels of exporter, target and cluster and the name once each', () => {
    const environment = environmentOf({ ...alone('operator'), cluster: { name: 'eu-1' } });
    const ofTarget = ['cluster', 'container', 'endpoint', 'instance', 'job', 'namespace', 'pod', 'service'];
    const ofExporter = ['controller', 'name', 'priority'];
    expect(widestSeries(environment).labels).toEqual(['__name__', ...ofTarget, ...ofExporter].sort());
  });

  test('12 is too low for what is kept by default, and the default is not', () => {
    expect(wrongLabels(environmentOf({ scrape: { labelLimit: 12 } }))).toHaveLength(1);
    expect(wrongLabels(environmentOf({}))).toEqual([]);
  });
});

describe('cluster.label', () => {
  const labels = [...new Set(catalogue.flatMap((metric) => Object.keys(metric.labels)))];

  test('is refused where any metric of the catalogue has a label of that name', () => {
    const environment = environmentOf({});
    const scraped = scrapedOf(environment);
    const accepted = labels.filter(
      (label) => wrongLabels({ ...environment, cluster: { label } }, scraped).length === 0,
    );
    expect(accepted).toEqual([]);
  });

  test('is refused with a metric that has it', () => {
    expect(wrongLabels(environmentOf({ cluster: { label: 'finished_reason' } })).map(textOf)).toEqual([
      'cluster.label must not be a label of any metric, got "finished_reason", which vllm:request_success_total has ' +
        '(environments/test.yaml:2:10)',
    ]);
  });
});
