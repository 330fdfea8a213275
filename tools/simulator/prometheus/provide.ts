import { type ProgramSource, provideProgram } from '../programs/provide.js';

/** Paths of the two programs. */
export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
}

const SOURCE: ProgramSource = {
  debianPackage: 'prometheus',
  programs: 'prometheus and promtool',
  instead: 'install Prometheus 2.42 or later, or name the two programs in PROMETHEUS_BIN and PROMTOOL_BIN',
};

/** Finds or fetches prometheus and promtool. Throws, saying what is missing and what would do, where that is not possible. */
export function providePrometheus(): PrometheusPrograms {
  return {
    prometheus: provideProgram('prometheus', 'PROMETHEUS_BIN', SOURCE),
    promtool: provideProgram('promtool', 'PROMTOOL_BIN', SOURCE),
  };
}
