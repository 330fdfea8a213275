import { check, type FindingOf } from '../../check.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';

const PROMETHEUS = 'prometheus';

/** Whether Grafana has the Prometheus that dashboards ask. */
export const dataSource = check('grafana-data-source', ['grafana'], ({ grafana }, { plan }): readonly FindingOf[] => {
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
      page: PAGES.dashboards,
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
