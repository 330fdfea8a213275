import { type Command, Option } from 'commander';
import { DOCTOR_FORMATS } from '../doctor-format.js';
import { commandOf } from '../help.js';

const EXAMPLES = [
  'arks-monitoring doctor metrics http://10.0.3.17:8080/metrics',
  'arks-monitoring doctor metrics page.txt --environment eu-1',
  'kubectl get --raw /api/v1/namespaces/team/pods/chat-0:8080/proxy/metrics | arks-monitoring doctor metrics -',
];

/** `doctor metrics`: says what one page of an exporter is, and what Prometheus makes of it. */
export function addDoctorMetrics(doctor: Command): void {
  const description =
    'Reads one page of an exporter: which program and generation shows it, what of it is kept, what is missing, new or refused.';
  commandOf(doctor, 'metrics', description, EXAMPLES)
    .argument('<page>', 'a URL, a file, or - for standard input')
    .option('--token-file <file>', 'a file with a bearer token')
    .option('--token-env <variable>', 'an environment variable with a bearer token')
    .option('--headers-file <file>', 'a file with headers to send, as "Name: value" a line')
    .option('--environment <name>', 'the environment that would scrape it; without it everything is on')
    .option('--environments <folder>', 'the folder of environment files', 'environments')
    .addOption(
      new Option('--format <format>', 'text, json, or github for annotations').choices(DOCTOR_FORMATS).default('text'),
    )
    .action(async (page, options) => {
      const { printPage } = await import('../doctor-metrics.js');
      process.exitCode = await printPage(page, options);
    });
}
