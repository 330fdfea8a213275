import type { Plan } from '../../../plan/plan.js';
import { check, type FindingOf } from '../../check.js';
import { firstDifference } from '../../difference.js';
import { type GrafanaAnswers, type ShownDashboard, shownDashboard } from '../../grafana/answers.js';
import { deliveredTo } from '../../grafana/delivered.js';
import { PAGES } from '../../pages.js';
import { counted, namesText } from '../../words.js';

/** The tag of every dashboard of ours. */
const OURS = 'arks';

/** Dashboards and runbooks that are not there. */
export const missing = check(
  'grafana-missing',
  ['grafana'],
  ({ grafana }, { plan, isOfEnvironment }): readonly FindingOf[] => {
    const all = deliveredTo(plan);
    const gone = all.filter(({ uid }) => grafana.dashboards[uid] === null);
    const [first] = gone;
    if (first === undefined) return [];
    const isAll = gone.length === all.length;
    if (!isOfEnvironment && !isAll) return [];
    const same = gone.flatMap(({ title }) => (grafana.found ?? []).filter((one) => one.title === title));
    const { delivery, format, sidecar } = plan.environment.grafana.dashboards;
    return [
      {
        severity: 'error',
        subject: isAll
          ? 'none of our dashboards is in Grafana'
          : `${gone.length} of ${all.length} dashboards are not in Grafana`,
        evidence: [
          { query: `GET ${grafana.address}/api/dashboards/uid/${first.uid}`, value: '404' },
          { query: 'not there', value: namesText(gone.map(({ uid }) => uid)) },
          ...(same.length === 0
            ? []
            : [
                {
                  query: 'dashboards of the same title',
                  value: namesText(same.map(({ uid, title }) => `${title} (${uid})`)),
                },
              ]),
        ],
        meaning: 'Links from alerts and from the other dashboards lead nowhere.',
        remedy:
          delivery === 'sidecar'
            ? `Check that the sidecar looks for the labels ${JSON.stringify(sidecar.labels)} in the namespace of the ConfigMaps, and that the token may see their folder.`
            : `Look at the status of the ${format === 'classic' ? 'GrafanaDashboards' : 'GrafanaManifests'}: instanceSelector must select the Grafana, allowCrossNamespaceImport let it in from elsewhere.`,
        page: PAGES.dashboards,
      },
    ];
  },
);

/** Uids of ours that dashboards of others have. */
export const taken = check('grafana-uid-taken', ['grafana'], ({ grafana }, { plan }): readonly FindingOf[] =>
  there(grafana, plan).flatMap(({ uid, written, shown }) =>
    isOurs(shown, written)
      ? []
      : [
          {
            severity: 'error',
            subject: `the uid ${uid} is that of another dashboard`,
            evidence: [
              {
                query: `GET ${grafana.address}/api/dashboards/uid/${uid}`,
                value: `title ${JSON.stringify(shown.title)}, tags ${JSON.stringify(shown.tags)}`,
              },
            ],
            meaning: `"${written.title}" cannot be loaded, and links to it open that one.`,
            remedy:
              'Give the other dashboard another uid: the uids of ours are a contract that links and alerts rely on.',
            page: PAGES.dashboards,
          },
        ],
  ),
);

/** Dashboards and runbooks that say something else than the environment does. */
export const old = check('grafana-old', ['grafana'], ({ grafana }, { plan, isOfEnvironment }): readonly FindingOf[] => {
  // Of another format Grafana answers what it has made of it, which is no change of anybody's.
  if (!isOfEnvironment || plan.environment.grafana.dashboards.format !== 'classic') return [];
  const changed = there(grafana, plan).flatMap(({ uid, written, shown }) => {
    if (!isOurs(shown, written)) return [];
    const difference = firstDifference(written.panels, shown.panels, 'panels');
    return difference === undefined ? [] : [{ uid, difference }];
  });
  const [first] = changed;
  if (first === undefined) return [];
  return [
    {
      severity: 'warning',
      subject: `${counted(changed.length, 'dashboard')} ${changed.length === 1 ? 'differs' : 'differ'} from what the environment writes`,
      evidence: [
        {
          query: `GET ${grafana.address}/api/dashboards/uid/${first.uid}`,
          value: `${first.difference.path}: ${first.difference.found}, written: ${first.difference.expected}`,
        },
        { query: 'dashboards that differ', value: namesText(changed.map(({ uid }) => uid)) },
      ],
      meaning: 'They are of an older output, or somebody has saved a change by hand.',
      remedy: `Synthesize and apply dist/${plan.environment.name}; a change by hand belongs into grafana.dashboards.extraDashboards under a uid of its own.`,
      page: PAGES.dashboards,
    },
  ];
});

/** Dashboards of ours whose uid something in Grafana has. */
function there({ dashboards }: GrafanaAnswers, plan: Plan) {
  return deliveredTo(plan).flatMap(({ uid, json }) => {
    const shown = dashboards[uid];
    return shown === undefined || shown === null ? [] : [{ uid, shown, written: shownDashboard(JSON.parse(json)) }];
  });
}

/** Whether a dashboard is an older or a changed one of ours. */
function isOurs(shown: ShownDashboard, written: ShownDashboard): boolean {
  return shown.title === written.title || shown.tags.includes(OURS);
}
