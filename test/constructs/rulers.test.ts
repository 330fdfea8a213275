import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isServiceMonitor, schemaErrors, vmPodScrapeSpec } from '../../imports/schemas.js';
import { environmentOf } from '../support/environment.js';
import { manifestsOf } from '../support/manifests.js';

const TOKENS = 'arks-records-tokens';

const CLUSTER = { name: 'eu-1' };

/** One object of an environment, by `<Kind>.<name>`. */
function objectOf(settings: object, title: string): unknown {
  return new Map(manifestsOf(environmentOf(settings, 'eu'))).get(title);
}

/** How many objects of each kind an environment has that rulers and scrapers read. */
function kindsOf(settings: object): Readonly<Record<string, number>> {
  const kinds: Record<string, number> = {};
  for (const title of new Map(manifestsOf(environmentOf(settings))).keys()) {
    const [kind = ''] = title.split('.');
    if (/Rule$|Monitor$|Scrape$/.test(kind)) kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}

describe('thanos', () => {
  const rules = { target: 'thanos' };

  test('gets PrometheusRules that a ThanosRuler selects and no Prometheus does, without partial answers', () => {
    expect(objectOf({ cluster: CLUSTER, rules }, `PrometheusRule.${TOKENS}`)).toMatchObject({
      metadata: { namespace: 'monitoring', labels: { 'arks.ai/ruler': 'thanos' } },
      spec: { groups: [{ name: TOKENS, partial_response_strategy: 'abort' }] },
    });
    expect(objectOf({ cluster: CLUSTER, rules }, `PrometheusRule.${TOKENS}`)).not.toHaveProperty(
      'metadata.labels.release',
    );
  });

  test('gets labels, namespace and partial answers as the environment says', () => {
    const own = {
      ...rules,
      selectorLabels: { ruler: 'main' },
      namespace: 'rules-eu',
      thanos: { partialResponse: 'warn' },
    };
    const object = objectOf({ cluster: CLUSTER, rules: own }, `PrometheusRule.${TOKENS}`);
    expect(object).toMatchObject({
      metadata: { namespace: 'rules-eu', labels: { ruler: 'main' } },
      spec: { groups: [{ partial_response_strategy: 'warn' }] },
    });
    expect(object).not.toHaveProperty(['metadata', 'labels', 'arks.ai/ruler']);
  });

  test('leaves scraping to the Prometheus of the cluster', () => {
    expect(kindsOf({ cluster: CLUSTER, rules })).toEqual(kindsOf({}));
  });
});

describe('mimir', () => {
  const rules = { target: 'mimir', mimir: { tenant: 'team-a' } };

  test('gets PrometheusRules with the tenant as a label, by which Alloy can select them', () => {
    const object = objectOf({ cluster: CLUSTER, rules }, `PrometheusRule.${TOKENS}`);
    expect(object).toHaveProperty(['metadata', 'labels', 'arks.ai/mimir-tenant'], 'team-a');
    expect(object).toHaveProperty(['metadata', 'labels', 'arks.ai/ruler'], 'mimir');
    expect(object).not.toHaveProperty('spec.groups.0.partial_response_strategy');
  });

  test('gets rule files in ConfigMaps, each a namespace that no other environment has', () => {
    const files = { ...rules, mimir: { ...rules.mimir, delivery: 'files' } };
    const object = objectOf({ cluster: CLUSTER, rules: files }, `ConfigMap.${TOKENS}`);
    expect(object).toHaveProperty(['metadata', 'labels', 'arks.ai/mimir-tenant'], 'team-a');
    const data: unknown = Reflect.get(Object(object), 'data');
    const file: unknown = parse(String(Reflect.get(Object(data), `eu-${TOKENS}.yaml`)));
    expect(file).toMatchObject({ namespace: `eu-${TOKENS}`, groups: [{ name: TOKENS, interval: '30s' }] });
    expect(kindsOf({ cluster: CLUSTER, rules: files })).toEqual({ PodMonitor: 3, ServiceMonitor: 4 });
  });
});

describe('victoriametrics', () => {
  const rules = { target: 'victoriametrics' };

  test('gets a VMRule, a VMServiceScrape and a VMPodScrape for each object that Prometheus would get', () => {
    const { PrometheusRule, ServiceMonitor, PodMonitor } = kindsOf({});
    expect(kindsOf({ rules })).toEqual({
      VMRule: PrometheusRule,
      VMServiceScrape: ServiceMonitor,
      VMPodScrape: PodMonitor,
    });
  });

  test('scrapes with the same limits, relabeling and credentials, under the names that its operator has for them', () => {
    const monitor = objectOf({ cluster: CLUSTER }, 'ServiceMonitor.arks-operator');
    if (!isServiceMonitor(monitor)) throw new Error('there is no such monitor');
    const { sampleLimit, selector, namespaceSelector, endpoints } = monitor.spec;
    const [{ relabelings, metricRelabelings, authorization, tlsConfig } = {}] = endpoints;
    const scrape = objectOf({ cluster: CLUSTER, rules }, 'VMServiceScrape.arks-operator');
    expect(scrape).toMatchObject({
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      spec: {
        sampleLimit,
        seriesLimit: 2 * Number(sampleLimit),
        selector,
        namespaceSelector,
        endpoints: [
          {
            port: 'https',
            scheme: 'https',
            follow_redirects: false,
            max_scrape_size: '16MiB',
            relabelConfigs: relabelings,
            metricRelabelConfigs: metricRelabelings,
            authorization,
            tlsConfig,
          },
        ],
      },
    });
  });

  test('takes a port by its number with a rule, which every release of its operator understands', () => {
    const spec = vmPodScrapeSpec(objectOf({ rules }, 'VMPodScrape.arks-disaggregated'));
    const [first] = spec?.podMetricsEndpoints ?? [];
    expect(first?.relabelConfigs?.[0]).toEqual({
      action: 'keep',
      sourceLabels: ['__meta_kubernetes_pod_container_port_number'],
      regex: '8080',
    });
    expect(first).not.toHaveProperty('port');
    expect(first).toHaveProperty('filterRunning', true);
  });

  test('is refused a field that its operator does not know, with the place', () => {
    const group = { name: 'a', interval: '30s', rules: [{ record: 'a:b', expr: 'c' }] };
    const metadata = { name: 'a', namespace: 'monitoring' };
    const rule = { apiVersion: 'operator.victoriametrics.com/v1beta1', kind: 'VMRule', metadata };
    expect(schemaErrors({ ...rule, spec: { groups: [group] } })).toEqual([]);
    const wrong = { ...rule, spec: { groups: [{ ...group, query_offset: '1m' }] } };
    expect(schemaErrors(wrong)).toEqual(['spec.groups.0: Unrecognized key: "query_offset"']);
  });
});
