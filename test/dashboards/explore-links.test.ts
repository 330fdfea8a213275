import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { asGrafana, exploreLinksOf, opened } from '../support/explore.js';

const REPLICA = { cluster: 'eu-1', namespace: 'tenant-a', application: 'chat', pod: 'chat-0', runtime: 'vllm' };
const LOKI = { grafana: { logs: { uid: 'loki-1' } } };
const BOTH = { grafana: { logs: { uid: 'loki-1' }, traces: { uid: 'tempo-1' } } };

const both = exploreLinksOf(environmentOf(BOTH));

/** What the links of one panel open, by their titles. */
function openedBy(settings: object, uid: string, panel: string) {
  const all = settings === BOTH ? both : exploreLinksOf(environmentOf(settings));
  const links = all.filter((one) => one.uid === uid && one.panel === panel);
  return Object.fromEntries(links.map(({ title, url }) => [title, opened(asGrafana(url, REPLICA))]));
}

test('without data sources for logs and traces no dashboard links to any', () => {
  expect(exploreLinksOf(environmentOf({}))).toEqual([]);
});

test('every link opens Explore with one query over the time shown, and with nothing left to fill in', () => {
  expect(both.length).toBeGreaterThan(100);
  for (const { url } of both) {
    const { from, to, query } = opened(asGrafana(url, REPLICA));
    expect([from, to]).toEqual(['1700000000000', '1700003600000']);
    expect(query).not.toMatch(/[$<>]/);
  }
});

describe('a line of a panel leads', () => {
  test('to the logs and traces of its pod where it is one', () => {
    expect(openedBy(BOTH, 'arks-runtime', 'Generation tokens per replica')).toMatchObject({
      'Logs of this pod': { type: 'loki', datasource: 'loki-1', query: '{namespace="tenant-a"} | pod="chat-0"' },
      'Traces of this pod': {
        type: 'tempo',
        datasource: 'tempo-1',
        query: '{resource.k8s.namespace.name="tenant-a" && resource.k8s.pod.name="chat-0"}',
      },
    });
  });

  test('to those of its namespace where it is about more than one pod', () => {
    expect(openedBy(BOTH, 'arks-runtime', 'Time to first token, p95')).toMatchObject({
      'Logs of this namespace': { query: '{namespace="tenant-a"}' },
      'Traces of this namespace': { query: '{resource.k8s.namespace.name="tenant-a"}' },
    });
  });

  test('to logs alone where only they are named, or where it is not about requests', () => {
    expect(Object.keys(openedBy(LOKI, 'arks-runtime', 'Time to first token, p95'))).toEqual(['Logs of this namespace']);
    expect(Object.keys(openedBy(BOTH, 'arks-gateway', 'Plugin restarts'))).toEqual(['Logs of this pod']);
  });

  test('nowhere where it names no namespace, such as one number of all', () => {
    expect(openedBy(BOTH, 'arks-overview', 'Requests')).toEqual({});
    expect(openedBy(BOTH, 'arks-gateway', 'Requests by status class')).toEqual({});
  });
});

test('a row of a table leads by its columns', () => {
  const tables = both.filter(({ url }) => url.includes('__data.fields'));
  expect(tables.length).toBeGreaterThan(5);
  for (const { url } of tables) expect(opened(asGrafana(url, REPLICA)).query).toMatch(/="tenant-a"/);
});

test('labels and attributes are asked by the names that Loki and Tempo have for them', () => {
  const settings = {
    cluster: { name: 'eu-1' },
    grafana: {
      logs: { uid: 'a', labels: { namespace: 'k8s_namespace_name', pod: 'k8s_pod_name', cluster: 'k8s_cluster_name' } },
      traces: { uid: 'b', attributes: { namespace: 'ns', pod: 'service.instance.id', cluster: 'k8s.cluster.name' } },
    },
  };
  expect(openedBy(settings, 'arks-runtime', 'Generation tokens per replica')).toMatchObject({
    'Logs of this pod': { query: '{k8s_cluster_name="eu-1", k8s_namespace_name="tenant-a"} | k8s_pod_name="chat-0"' },
    'Traces of this pod': {
      query: '{resource.k8s.cluster.name="eu-1" && resource.ns="tenant-a" && resource.service.instance.id="chat-0"}',
    },
  });
});

test('a value with signs of an address stays one value, and opens no other query', () => {
  const [link] = both.filter(({ title }) => title === 'Logs of this pod');
  const odd = { ...REPLICA, pod: 'a&panes=b#c%22 +d' };
  expect(opened(asGrafana(link?.url ?? '', odd)).query).toBe('{namespace="tenant-a"} | pod="a&panes=b#c%22 +d"');
});

describe('a dashboard with a variable for namespaces leads', () => {
  const links = both.filter(({ panel }) => panel === undefined);
  const query = (title: string, chosen: Readonly<Record<string, string>>) =>
    links
      .filter((one) => one.uid === 'arks-runtime' && one.title === title)
      .map(({ url }) => opened(asGrafana(url, {}, chosen)).query);

  test('to logs and traces of all of them while none is chosen, in a query that Loki takes', () => {
    expect(query('Logs', {})).toEqual(['{namespace=~".+", namespace=~".*"}']);
    expect(query('Traces', {})).toEqual(['{resource.k8s.namespace.name=~".*"}']);
  });

  test('to those of the chosen ones', () => {
    expect(query('Logs', { namespace: 'tenant-a|tenant-b' })).toEqual([
      '{namespace=~".+", namespace=~"tenant-a|tenant-b"}',
    ]);
  });
});

test('no page of a real exporter has an exemplar, for which panels would have to ask', () => {
  const folder = 'test/fixtures/expositions';
  const pages = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  expect(pages.length).toBeGreaterThan(20);
  expect(pages.filter((name) => /^[^#\n].* # \{/m.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
});
