import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../../test/support/environment.js';
import { scrapeJobs } from '../operator/monitors.js';
import { storedLabels } from '../scrape/exposed-labels.js';
import { createScraper } from '../scrape/scraper.js';
import type { Scrape } from '../scrape/series.js';
import { replacePod, sample, toyCluster, toyProcess } from './toy-cluster.js';

const jobs = scrapeJobs(environmentOf({ cluster: { name: 'east-7' } }));

function begun() {
  const cluster = toyCluster();
  const scraper = createScraper(cluster, jobs);
  return { cluster, scraper, first: scraper.scrape(15) };
}

const named = ({ samples }: Scrape, name: string) => samples.filter(({ series }) => series.labels['__name__'] === name);
const pods = ({ samples }: Scrape, name: string) =>
  named({ time: 0, stale: [], samples }, name).map(({ series, value }) => [series.labels['pod'], value]);
const staleNames = ({ stale }: Scrape) => stale.map(({ labels }) => labels['__name__']).sort();
const REPORTS = [
  'scrape_duration_seconds',
  'scrape_samples_post_metric_relabeling',
  'scrape_samples_scraped',
  'scrape_series_added',
  'up',
];

test('finds each target once, none without an address and none outside of the namespaces of its monitor', () => {
  expect(pods(begun().first, 'up')).toEqual([
    ['chat-0', 1],
    ['reason-router', 1],
    ['gateway-7', 1],
    ['resources-6d', 1],
  ]);
});

test('a series has the labels of its target and its own', () => {
  const [running] = named(begun().first, 'vllm:num_requests_running');
  expect(running?.value).toBe(3);
  expect(running?.series.labels).toEqual({
    __name__: 'vllm:num_requests_running',
    application: 'chat',
    cluster: 'east-7',
    container: 'leader',
    engine: '0',
    instance: expect.stringMatching(/^10\.\d+\.\d+\.\d+:8080$/),
    job: 'arks-application-chat',
    model_name: 'qwen-7b',
    namespace: 'tenant-a',
    pod: 'chat-0',
    role: 'unified',
    service: 'arks-application-chat',
  });
});

test('drops what the monitor drops, and counts what came and what is left', () => {
  const { first } = begun();
  expect(named(first, 'python_info')).toEqual([]);
  expect(pods(first, 'scrape_samples_scraped')[0]).toEqual(['chat-0', 7]);
  expect(pods(first, 'scrape_samples_post_metric_relabeling')[0]).toEqual(['chat-0', 5]);
});

test("a label that the exposition and the target have is the target's, but for the tenant's namespace", () => {
  const collide = [
    sample('vllm:num_requests_running', { pod: 'mine', exported_pod: 'older', job: '', model_name: 'm' }, 1),
  ];
  const cluster = toyCluster();
  replacePod(cluster, 'chat-0', (pod) => ({ ...pod, process: toyProcess(collide) }));
  const scrape = createScraper(cluster, jobs).scrape(0);
  expect(named(scrape, 'vllm:num_requests_running')[0]?.series.labels).toMatchObject({
    pod: 'chat-0',
    exported_pod: 'older',
    exported_exported_pod: 'mine',
    job: 'arks-application-chat',
  });
  const [limit] = named(scrape, 'arks_quota_spec_limit');
  expect(limit?.series.labels).toMatchObject({ namespace: 'tenant-a', job: 'arks-custom-resources' });
});

test('a label of the exposition that is honored hides that of the target, though it be empty', () => {
  const exposed = sample('arks_quota_spec_limit', { namespace: 'tenant-a', endpoint: '' }, 1);
  const target = { namespace: 'monitoring', endpoint: 'http-metrics', job: 'arks-custom-resources' };
  const labels = storedLabels(exposed, target, { honorLabels: true, metricRelabeling: (one) => one });
  expect(labels).toMatchObject({ namespace: 'tenant-a', endpoint: '', job: 'arks-custom-resources' });
});

test('a process is brought up to date at each scrape, and its series stay the same objects', () => {
  const { cluster, scraper, first } = begun();
  cluster.chat.samples.forEach((each) => {
    each.value += 2;
  });
  const second = scraper.scrape(30);
  expect(cluster.chat.refreshes).toBe(2);
  expect(second.samples.map(({ series }) => series)).toEqual(first.samples.map(({ series }) => series));
  expect(named(second, 'vllm:num_requests_running')[0]?.series).toBe(
    named(first, 'vllm:num_requests_running')[0]?.series,
  );
  expect(named(second, 'vllm:num_requests_running')[0]?.value).toBe(5);
  expect(second.stale).toEqual([]);
});

describe('marks series stale once', () => {
  test('those of an exposition that no longer shows them', () => {
    const { cluster, scraper } = begun();
    cluster.chat.samples.splice(0, 1);
    expect(staleNames(scraper.scrape(30))).toEqual(['vllm:num_requests_running']);
    expect(staleNames(scraper.scrape(45))).toEqual([]);
  });

  test('those of a target that does not answer, while what is said about the target goes on', () => {
    const { cluster, scraper } = begun();
    cluster.gateway.answering = false;
    const scrape = scraper.scrape(30);
    expect(staleNames(scrape)).toEqual(['gateway_token_usage', 'go_goroutines']);
    expect(pods(scrape, 'up')).toContainEqual(['gateway-7', 0]);
    expect(pods(scrape, 'scrape_samples_scraped')).toContainEqual(['gateway-7', 0]);
    expect(cluster.gateway.refreshes).toBe(1);
  });

  test('all of a target that is gone', () => {
    const { cluster, scraper } = begun();
    replacePod(cluster, 'reason-router');
    expect(staleNames(scraper.scrape(30))).toEqual([...REPORTS, 'smg_worker_health'].sort());
  });

  test('all of a target whose pod is finished', () => {
    const { cluster, scraper } = begun();
    replacePod(cluster, 'reason-router', (pod) => ({ ...pod, phase: 'Succeeded' }));
    expect(staleNames(scraper.scrape(30))).toEqual([...REPORTS, 'smg_worker_health'].sort());
  });
});

test('a process that takes the place of another goes on with the same series', () => {
  const { cluster, scraper, first } = begun();
  replacePod(cluster, 'reason-router', (pod) => ({
    ...pod,
    process: toyProcess([sample('smg_worker_health', { worker: 'http://10.0.0.7:8080' }, 0)]),
  }));
  const second = scraper.scrape(30);
  expect(second.stale).toEqual([]);
  expect(named(second, 'smg_worker_health')[0]?.series).toBe(named(first, 'smg_worker_health')[0]?.series);
  expect(named(second, 'smg_worker_health')[0]?.value).toBe(0);
});

test('a pod that gets its address later is found then', () => {
  const { cluster, scraper } = begun();
  replacePod(cluster, 'chat-1', (pod) => ({ ...pod, phase: 'Running' }));
  expect(pods(scraper.scrape(30), 'up')).toContainEqual(['chat-1', 0]);
});

describe('a scrape that brings more than a limit fails whole and says how much it was', () => {
  test.each([
    ['samples', { sample_limit: 4 }, 7, 5],
    ['labels', { label_limit: 12 }, 3, 2],
  ])('%s', (_, limit, scraped, left) => {
    const limited = jobs.map((job) => ({ ...job, config: { ...job.config, ...limit } }));
    const scrape = createScraper(toyCluster(), limited).scrape(0);
    expect(pods(scrape, 'up')).toContainEqual(['chat-0', 0]);
    expect(pods(scrape, 'scrape_samples_scraped')).toContainEqual(['chat-0', scraped]);
    expect(pods(scrape, 'scrape_samples_post_metric_relabeling')).toContainEqual(['chat-0', left]);
    expect(named(scrape, 'vllm:num_requests_running')).toEqual([]);
  });
});

describe('counts the series that are new, as Prometheus does', () => {
  const added = (scrape: Scrape) => pods(scrape, 'scrape_series_added');

  test('all of them at the first scrape, none later, and one that came', () => {
    const { cluster, scraper, first } = begun();
    expect(added(first)).toContainEqual(['chat-0', 5]);
    expect(added(scraper.scrape(30))).toContainEqual(['chat-0', 0]);
    cluster.chat.samples.push(sample('vllm:num_requests_running', { model_name: 'qwen-7b', engine: '1' }, 3));
    expect(added(scraper.scrape(45))).toContainEqual(['chat-0', 1]);
    expect(added(scraper.scrape(60))).toContainEqual(['chat-0', 0]);
  });

  test('up to its limit those of a target that is refused, once while its page stays as it is', () => {
    const limited = jobs.map((job) => ({ ...job, config: { ...job.config, sample_limit: 4 } }));
    const scraper = createScraper(toyCluster(), limited);
    expect(added(scraper.scrape(0))).toContainEqual(['chat-0', 4]);
    expect(added(scraper.scrape(30))).toContainEqual(['chat-0', 0]);
  });

  test('none of a target that answers again, and all of one that was gone', () => {
    const { cluster, scraper } = begun();
    cluster.chat.answering = false;
    expect(added(scraper.scrape(30))).toContainEqual(['chat-0', 0]);
    cluster.chat.answering = true;
    expect(added(scraper.scrape(45))).toContainEqual(['chat-0', 0]);
    const [chat] = cluster.toyPods;
    replacePod(cluster, 'chat-0');
    scraper.scrape(60);
    if (chat !== undefined) cluster.toyPods = [chat, ...cluster.toyPods];
    expect(added(scraper.scrape(75))).toContainEqual(['chat-0', 5]);
  });
});

test('two samples that would be stored as one series are an error', () => {
  const cluster = toyCluster();
  cluster.gateway.samples.push(sample('go_goroutines', {}, 34));
  expect(() => createScraper(cluster, jobs).scrape(0)).toThrow(/two samples .*go_goroutines\{/);
});
