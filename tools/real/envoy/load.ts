import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvoyBench } from './bench.js';
import { type Asked, type Client, type Ended, http1Client } from './client.js';
import { recordedSeries, scrapeEnvoy } from './scraped.js';

/** Rules look back over 5m; so many times faster, over 20 s. */
const SPEED = 15;
const WINDOW_SECONDS = 300 / SPEED;
const LOAD_SECONDS = WINDOW_SECONDS + 12;
const PAUSE_MILLISECONDS = 100;
const ANSWER = { model: 'lasting', stream: true, parts: 2, pauseMilliseconds: 20 };

const RAN =
  'behind it engines and a plugin of the bench; each way in which a request can end, then requests for half a minute, ten a second at most: ' +
  'six of ten whole, one left by its client, one broken off by its engine, one cut by a route timeout of 1 s, one answered with 500';

/** Ten requests, one after the other and again: six whole, and one of each way to end early. */
const TURNS: readonly Asked[] = [
  { order: ANSWER },
  { order: ANSWER },
  { order: { ...ANSWER, stream: false } },
  { order: ANSWER },
  { order: { ...ANSWER, parts: 5 }, leavesAfter: 2 },
  { order: { ...ANSWER, parts: 5, closesAfter: 2 } },
  { order: ANSWER },
  { order: { ...ANSWER, model: 'short', parts: 30, pauseMilliseconds: 50 } },
  { order: { ...ANSWER, stream: false, status: 500 } },
  { order: ANSWER },
];

/** What a load of requests left in the log of its client and in the records. */
export interface PlayedLoad {
  readonly ran: string;
  readonly records: readonly { readonly record: string; readonly true: number; readonly recorded: number }[];
  /** Names and labels of all recorded series, by the way in which Prometheus asked for the page. */
  readonly fromText: readonly string[];
  readonly fromProtobuf: readonly string[];
  /** Whether Envoy answers in protobuf where it is asked to. */
  readonly protobufAnswered: boolean;
  /** Samples of a scrape: all, those that the monitor keeps, and what the catalogue predicts. */
  readonly shown: number;
  readonly kept: number;
  readonly predicted: number;
}

/** Asks in ten ways in turn for half a minute while two Prometheus look on, and holds what they recorded beside the log. */
export async function playLoad({ ports }: EnvoyBench): Promise<PlayedLoad> {
  const scraped = await scrapeEnvoy(ports.metrics, SPEED);
  try {
    const log = await ask(http1Client(ports.traffic));
    const until = Date.now() / 1_000;
    const of = async (expression: string) => (await scraped.text.query(expression))[0]?.value ?? Number.NaN;
    const perSecond = (is: (one: Logged) => boolean) =>
      log.filter((one) => one.at > until - WINDOW_SECONDS && is(one)).length / WINDOW_SECONDS;
    const all = perSecond(() => true);
    const cut = perSecond(isCut);
    const failed = perSecond(({ ended }) => ended.status >= 500);
    const happened: readonly (readonly [record: string, value: number])[] = [
      ['sum(gateway:arks_requests:rate5m)', all],
      ['gateway:arks_streams_cut:rate5m', cut],
      ['gateway:arks_requests_error:ratio_rate5m', (cut + failed) / all],
      ['gateway:arks_request_latency_milliseconds_count:rate5m', perSecond(({ ended }) => ended.end === 'whole')],
      ['sum(gateway:arks_upstream_requests:rate5m)', all],
      ['sum(gateway:arks_upstream_broken:rate5m)', cut],
      ['gateway:arks_upstream_timeouts:ratio_rate5m{model="short"}', 1],
      ['gateway:arks_upstream_timeouts:ratio_rate5m{model="lasting"}', 0],
    ];
    const records = await Promise.all(
      happened.map(async ([record, value]) => ({ record, true: value, recorded: await of(record) })),
    );
    return {
      ran: RAN,
      records,
      fromText: await recordedSeries(scraped.text),
      fromProtobuf: await recordedSeries(scraped.protobuf),
      protobufAnswered: await answersProtobuf(ports.metrics),
      shown: await of('scrape_samples_scraped{pod="envoy-arks-eg-0"}'),
      kept: await of('scrape_samples_post_metric_relabeling{pod="envoy-arks-eg-0"}'),
      predicted: scraped.predicted,
    };
  } finally {
    await scraped.stop();
  }
}

/** One request of the log, and the second at which it was over. */
interface Logged {
  readonly at: number;
  readonly ended: Ended;
}

const isCut = ({ ended }: Logged) => ended.end === 'cut' && ended.status === 200;

async function ask(client: Client): Promise<readonly Logged[]> {
  const log: Logged[] = [];
  const underway: Promise<unknown>[] = [];
  for (let turn = 0; turn < (LOAD_SECONDS * 1_000) / PAUSE_MILLISECONDS; turn += 1) {
    const asked = TURNS[turn % TURNS.length];
    if (asked !== undefined) underway.push(client(asked).then((ended) => log.push({ at: Date.now() / 1_000, ended })));
    await sleep(PAUSE_MILLISECONDS);
  }
  const seen = [...log];
  await Promise.all(underway);
  return seen;
}

async function answersProtobuf(port: number): Promise<boolean> {
  const accept = 'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited';
  const response = await fetch(`http://127.0.0.1:${port}/stats/prometheus`, { headers: { accept } });
  return (response.headers.get('content-type') ?? '').includes('protobuf');
}
