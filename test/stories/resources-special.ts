import { model, pluginQuota, quota } from './scenes-resources.js';
import type { SpecialStory } from './special.js';
import type { Scene } from './timeline.js';

const TEAM = { namespace: 'tenant-a', quota_name: 'team', quota_type: 'total', severity: 'warning' };
const LOADING = { namespace: 'tenant-a', arks_model: 'qwen-7b-files', severity: 'warning' };
/** As an exporter that was restarted publishes it. */
const restarted = (scene: Scene): Scene =>
  scene.map((sample) => ({ ...sample, labels: { ...sample.labels, instance: '10.3.5.11:8080' } }));

export const quotaSpecialStories: readonly SpecialStory[] = [
  {
    alert: 'ArksQuotaNearlyExhausted',
    title: 'leaves to the other alert what is used up',
    phases: [{ scene: quota({ limit: 70_000, used: 71_000 }), minutes: 60 }],
  },
  {
    alert: 'ArksQuotaNearlyExhausted',
    title: 'still fires for the last token',
    phases: [{ scene: quota({ limit: 70_000, used: 70_000 }), minutes: 15 }],
    told: [{ labels: TEAM, summary: 'quota tenant-a/team (total) is 100% used, limit 90%' }],
  },
  {
    alert: 'ArksQuotaExhausted',
    title: 'believes the gauges of a later plugin, which say there is enough left',
    phases: [
      {
        scene: [...quota({ limit: 70_000, used: 71_000 }), ...pluginQuota('plugin-3', { limit: 70_000, used: 31_000 })],
        minutes: 60,
      },
    ],
  },
  {
    alert: 'ArksQuotaExhausted',
    title: 'believes the gauges of a later plugin, the furthest of its replicas',
    phases: [
      {
        scene: [
          ...quota({ limit: 70_000, used: 31_000 }),
          ...pluginQuota('plugin-3', { limit: 50_000, used: 57_000 }),
          ...pluginQuota('plugin-5', { limit: 50_000, used: 53_000 }),
        ],
        minutes: 5,
      },
    ],
    told: [
      {
        labels: TEAM,
        summary: 'quota tenant-a/team (total) is used up (114%), so requests that draw on it are rejected',
      },
    ],
  },
  {
    alert: 'ArksQuotaExhausted',
    title: 'believes the custom resource where the plugin says nothing of that quota',
    phases: [
      {
        scene: [
          ...quota({ limit: 70_000, used: 77_000 }),
          ...pluginQuota('plugin-3', { name: 'others', limit: 70_000, used: 31_000 }),
        ],
        minutes: 5,
      },
    ],
    told: [
      {
        labels: TEAM,
        summary: 'quota tenant-a/team (total) is used up (110%), so requests that draw on it are rejected',
      },
    ],
  },
  {
    alert: 'ArksQuotaRunwayShort',
    title: 'is silent after what was used falls to 0, since all of it is left',
    phases: [
      { scene: quota({ limit: 500_000, usedPerSecond: 3 }), minutes: 600 },
      { scene: quota({ limit: 500_000, usedPerSecond: 3 }), minutes: 900, reset: true },
    ],
  },
  {
    alert: 'ArksQuotaRunwayShort',
    title: 'tells the runway again once what was used has fallen to 0 and rises fast',
    phases: [
      { scene: quota({ limit: 500_000, usedPerSecond: 3 }), minutes: 600 },
      { scene: quota({ limit: 500_000, usedPerSecond: 11 }), minutes: 481, reset: true },
    ],
    // 500000 - 8 h of 11/s are left, at 11/s.
    told: [
      {
        labels: TEAM,
        summary: 'quota tenant-a/team (total) lasts 4h 37m 34s at the rate of the last 6h, limit 24h',
      },
    ],
  },
  {
    alert: 'ArksQuotaRunwayShort',
    title: 'is silent for a quota that is used up',
    phases: [{ scene: quota({ limit: 900, usedPerSecond: 0.7 }), minutes: 600 }],
  },
];

export const modelSpecialStories: readonly SpecialStory[] = [
  {
    alert: 'ArksModelLoadStuck',
    title: 'is silent where the model is ready after 59 minutes',
    phases: [
      { scene: model('qwen-7b-files', 'ModelLoading'), minutes: 60 },
      { scene: model('qwen-7b-files', 'Ready'), minutes: 30 },
    ],
  },
  {
    alert: 'ArksModelLoadStuck',
    title: 'counts on when the model goes from one phase of loading to the next',
    phases: [
      { scene: model('qwen-7b-files', 'StorageCreating'), minutes: 31 },
      { scene: model('qwen-7b-files', 'ModelLoading'), minutes: 31 },
    ],
    told: [
      {
        labels: LOADING,
        summary: 'model tenant-a/qwen-7b-files has been loading for more than 1h',
      },
    ],
  },
  {
    alert: 'ArksModelLoadStuck',
    title: 'counts on when the exporter is restarted',
    phases: [
      { scene: model('qwen-7b-files', 'ModelLoading'), minutes: 37 },
      { scene: restarted(model('qwen-7b-files', 'ModelLoading')), minutes: 25 },
    ],
    told: [
      {
        labels: LOADING,
        summary: 'model tenant-a/qwen-7b-files has been loading for more than 1h',
      },
    ],
  },
];
