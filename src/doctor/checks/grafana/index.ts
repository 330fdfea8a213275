import type { Plan } from '../../../plan/plan.js';
import { type Check, check, type FindingOf } from '../../check.js';
import { firstDifference } from '../../difference.js';
import { type GrafanaAnswers, type ShownDashboard, shownDashboard } from '../../grafana/answers.js';
import { namesText } from '../../words.js';

const PAGE = 'docs/dashboards.md';
/** The tag of every dashboard of ours. */
const OURS = 'arks';
const PROMETHEUS = 'prometheus';

const missing = check(
  'grafana-missing',
  ['grafana'],
  ({ grafana }, { plan, isOfEnvironment }): readonly FindingOf[] => {
    const gone = plan.drawn.filter(({ uid }) => grafana.dashboards[uid] === null);
    const [first] = gone;
    if (first === undefined) return [];
    const isAll = gone.length === plan.drawn.length;
    if (!isOfEnvironment && !isAll) return [];
    const same = gone.flatMap(({ title }) => (grafana.found ?? []).filter((one) => one.title === title));
    const { delivery, sidecar } = plan.environment.grafana.dashboards;
    return [
      {
        severity: 'error',
        subject: isAll
          ? 'none of our dashboards is in Grafana'
          : `${gone.length} of ${plan.drawn.length} dashboards are not in Grafana`,
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
            : 'Look at the status of the GrafanaDashboards: instanceSelector must select the Grafana, allowCrossNamespaceImport let it in from elsewhere.',
        page: PAGE,
      },
    ];
  },
);

const taken = check('grafana-uid-taken', ['grafana'], ({ grafana }, { plan }): readonly FindingOf[] =>
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
            page: PAGE,
          },
        ],
  ),
);

const old = check('grafana-old', ['grafana'], ({ grafana }, { plan, isOfEnvironment }): readonly FindingOf[] => {
  if (!isOfEnvironment) return [];
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
      subject: `${changed.length} dashboards differ from what the environment writes`,
      evidence: [
        {
          query: `GET ${grafana.address}/api/dashboards/uid/${first.uid}`,
          value: `${first.difference.path}: ${first.difference.found}, written: ${first.difference.expected}`,
        },
        { query: 'dashboards that differ', value: namesText(changed.map(({ uid }) => uid)) },
      ],
      meaning: 'They are of an older output, or somebody has saved a change by hand.',
      remedy: `Synthesize and apply dist/${plan.environment.name}; a change by hand belongs into grafana.dashboards.extraDashboards under a uid of its own.`,
      page: PAGE,
    },
  ];
});

const dataSource = check('grafana-data-source', ['grafana'], ({ grafana }, { plan }): readonly FindingOf[] => {
  const { dataSources } = grafana;
  if (dataSources === undefined) return [];
  const { uid, names } = plan.environment.grafana.dashboards.datasource;
  const prometheus = dataSources.filter(({ type }) => type.includes(PROMETHEUS));
  const query = `GET ${grafana.address}/api/datasources`;
  const listed = prometheus.map((one) => `${one.name} (${one.uid})`);
  const finding = (subject: string, value: string, remedy: string): readonly FindingOf[] => [
    {
      severity: 'error',
      subject,
      evidence: [{ query, value }],
      meaning: 'Every panel asks nobody, and shows an error or nothing.',
      remedy,
      page: PAGE,
    },
  ];
  if (prometheus.length === 0) {
    const others = namesText(dataSources.map(({ name, type }) => `${name} (${type})`));
    return finding(
      'Grafana has no data source that is a Prometheus',
      others === '' ? 'none' : others,
      'Add one that leads to the Prometheus that scrapes Arks.',
    );
  }
  if (uid !== undefined && !prometheus.some((one) => one.uid === uid)) {
    return finding(
      `the data source ${uid} that dashboards open with is not there`,
      namesText(listed),
      'Set grafana.dashboards.datasource.uid to the uid of one that is there, or leave it out.',
    );
  }
  const gone = names.filter((name) => !prometheus.some((one) => one.name === name));
  if (names.length > 0 && gone.length === names.length) {
    return finding(
      `no data source is called ${namesText(names)}`,
      namesText(listed),
      'Set grafana.dashboards.datasource.names to names that are there, or leave them out.',
    );
  }
  return [];
});

/** Dashboards of ours whose uid something in Grafana has. */
function there({ dashboards }: GrafanaAnswers, { drawn }: Plan) {
  return drawn.flatMap(({ uid, json }) => {
    const shown = dashboards[uid];
    return shown === undefined || shown === null ? [] : [{ uid, shown, written: shownDashboard(JSON.parse(json)) }];
  });
}

/** Whether a dashboard is an older or a changed one of ours. */
function isOurs(shown: ShownDashboard, written: ShownDashboard): boolean {
  return shown.title === written.title || shown.tags.includes(OURS);
}

/** Every check of a Grafana. */
export const grafanaChecks: readonly Check[] = [taken, missing, dataSource, old];
