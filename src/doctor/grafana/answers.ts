import { z } from 'zod';
import { maskedAddress, maskedText } from '../../lib/masked.js';
import type { Unanswered } from '../examination.js';
import { ask } from '../sources/answer.js';
import { headersFrom } from '../sources/credentials.js';
import type { Access } from '../where-to-look.js';

const target = z.object({ expr: z.string().default('') });
/** A panel of a dashboard; one that is a collapsed row holds others. */
export interface ShownPanel {
  readonly title: string;
  readonly expressions: readonly string[];
}
interface WrittenPanel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string }[];
  readonly panels: readonly WrittenPanel[];
}
const panel: z.ZodType<WrittenPanel> = z.lazy(() =>
  z.object({
    title: z.string().default(''),
    targets: z
      .array(target)
      .nullish()
      .transform((all) => all ?? []),
    panels: z
      .array(panel)
      .nullish()
      .transform((all) => all ?? []),
  }),
);
const dashboard = z.object({
  uid: z.string().default(''),
  title: z.string().default(''),
  tags: z
    .array(z.string())
    .nullish()
    .transform((all) => all ?? []),
  panels: z
    .array(panel)
    .nullish()
    .transform((all) => all ?? []),
});

/** What of a dashboard decides about what it shows. */
export interface ShownDashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly panels: readonly ShownPanel[];
}

/** A data source, as Grafana lists it. */
export interface DataSource {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly isDefault: boolean;
}

/** What a Grafana said. What it did not answer is undefined. */
export interface GrafanaAnswers {
  /** To be shown. */
  readonly address: string;
  readonly version?: string;
  /** By the uids that were asked for; null where there is none. */
  readonly dashboards: Readonly<Record<string, ShownDashboard | null>>;
  /** Dashboards of all folders, by what they are called. */
  readonly found?: readonly { readonly uid: string; readonly title: string }[];
  readonly dataSources?: readonly DataSource[];
}

const SECONDS = 30;
const MOST_BYTES = 64 * 1024 * 1024;
const NOT_FOUND = 404;
const MOST_FOUND = 1_000;

const health = z.object({ version: z.string().optional() });
const search = z.array(z.object({ uid: z.string(), title: z.string() }));
const wrapped = z.object({ dashboard });
const sources = z.array(
  z.object({ uid: z.string(), name: z.string(), type: z.string(), isDefault: z.boolean().default(false) }),
);

/** What a dashboard of classic JSON shows. Throws where it is none. */
export function shownDashboard(json: unknown): ShownDashboard {
  const { panels, ...rest } = dashboard.parse(json);
  return { ...rest, panels: panels.flatMap(shownPanels) };
}

function shownPanels({ title, targets, panels }: WrittenPanel): readonly ShownPanel[] {
  return [{ title, expressions: targets.map(({ expr }) => expr) }, ...panels.flatMap(shownPanels)];
}

/** What a Grafana says of these dashboards. Throws where it does not answer. */
export async function askGrafana({
  address,
  uids,
  ...access
}: Access & { readonly address: string; readonly uids: readonly string[] }): Promise<{
  readonly answers: GrafanaAnswers;
  readonly unanswered: readonly Unanswered[];
}> {
  const unanswered: Unanswered[] = [];
  const base = address.replace(/\/+$/, '');
  const asking = { address: base, headers: headersFrom(access), seconds: SECONDS, mostBytes: MOST_BYTES };
  const said = await ask(asking, '/api/health');
  if ('failed' in said)
    throw new Error(`${maskedAddress(address)} does not answer as Grafana: ${maskedText(said.failed)}`);
  const got = async <Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.output<Shape> | undefined> => {
    const answer = await ask(asking, path);
    const parsed = 'failed' in answer ? undefined : shape.safeParse(answer.data);
    if (parsed?.success) return parsed.data;
    const reason = 'failed' in answer ? maskedText(answer.failed) : 'the answer is not that of Grafana';
    unanswered.push({ source: 'grafana', query: `GET ${path}`, reason });
    return undefined;
  };
  const dashboards: Record<string, ShownDashboard | null> = {};
  for (const uid of uids) {
    const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
    const answer = await ask(asking, path);
    if ('failed' in answer) {
      if (answer.status === NOT_FOUND) dashboards[uid] = null;
      else unanswered.push({ source: 'grafana', query: `GET ${path}`, reason: maskedText(answer.failed) });
      continue;
    }
    const parsed = wrapped.safeParse(answer.data).data;
    if (parsed !== undefined) dashboards[uid] = shownDashboard(parsed.dashboard);
  }
  const found = await got(`/api/search?type=dash-db&limit=${MOST_FOUND}`, search);
  const dataSources = await got('/api/datasources', sources);
  const { version } = health.safeParse(said.data).data ?? {};
  return {
    unanswered,
    answers: {
      address: maskedAddress(address),
      dashboards,
      ...(version === undefined ? {} : { version }),
      ...(found === undefined ? {} : { found }),
      ...(dataSources === undefined ? {} : { dataSources }),
    },
  };
}
