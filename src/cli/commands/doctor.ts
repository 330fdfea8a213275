import { type Command, Option } from 'commander';
import { DOCTOR_FORMATS } from '../doctor-format.js';
import { commandOf } from '../help.js';
import { addDoctorMetrics } from './doctor-metrics.js';

const EXAMPLES = [
  'arks-monitoring doctor --prometheus http://localhost:9090',
  'arks-monitoring doctor --prometheus http://localhost:9090 --environment eu-1',
  'arks-monitoring doctor --prometheus http://localhost:9090 --kube-context eu-1 --environment eu-1',
  'arks-monitoring doctor --grafana https://grafana.example.com --grafana-token-env GRAFANA_TOKEN',
  'arks-monitoring doctor --prometheus https://prometheus.example.com --prometheus-token-file token --format json',
];

/** `doctor`: finds out why a live cluster shows nothing. */
export function addDoctor(program: Command): void {
  const description =
    'Finds out why a live cluster shows nothing: what is wrong, what hurts most first, with evidence and a remedy; reads only.';
  const doctor = commandOf(program, 'doctor', description, EXAMPLES)
    // What stands behind `metrics` is an option of that, though it is called as one of these.
    .enablePositionalOptions()
    .option('--prometheus <url>', 'where Prometheus answers, or what speaks as it does')
    .option('--prometheus-token-file <file>', 'a file with a bearer token')
    .option('--prometheus-token-env <variable>', 'an environment variable with a bearer token')
    .option('--prometheus-headers-file <file>', 'a file with headers to send, as "X-Scope-OrgID: team" a line')
    .option('--kube-context <name>', 'a context of kubectl, which is asked to get, and what Prometheus may read')
    .option('--alertmanager <url>', 'where Alertmanager answers')
    .option('--alertmanager-token-file <file>', 'a file with a bearer token')
    .option('--alertmanager-token-env <variable>', 'an environment variable with a bearer token')
    .option('--alertmanager-headers-file <file>', 'a file with headers to send')
    .option('--grafana <url>', 'where Grafana answers')
    .option('--grafana-token-file <file>', 'a file with the token of a service account')
    .option('--grafana-token-env <variable>', 'an environment variable with such a token')
    .option('--grafana-headers-file <file>', 'a file with headers to send')
    .option(
      '--environment <name>',
      'the environment that the cluster was delivered from; without it what is there is judged',
    )
    .option('--environments <folder>', 'the folder of environment files', 'environments')
    .addOption(
      new Option('--format <format>', 'text, json, or github for annotations').choices(DOCTOR_FORMATS).default('text'),
    )
    .action(async (options) => {
      const { printFindings } = await import('../doctor.js');
      process.exitCode = await printFindings(options);
    });
  addDoctorMetrics(doctor);
}
