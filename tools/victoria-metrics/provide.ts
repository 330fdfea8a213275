import { type ProgramSource, provideProgram } from '@arks-monitoring/simulator/programs/provide.js';

/** Paths of the storage and of what evaluates rules. */
export interface VictoriaMetricsPrograms {
  readonly victoriaMetrics: string;
  readonly vmalert: string;
}

const SOURCE: ProgramSource = {
  debianPackage: 'victoria-metrics',
  programs: 'victoria-metrics and vmalert',
  instead: 'install VictoriaMetrics 1.79 or later, or name the two programs in VICTORIA_METRICS_BIN and VMALERT_BIN',
};

/** Finds or fetches victoria-metrics and vmalert. Throws, saying what is missing and what would do, where that is not possible. */
export function provideVictoriaMetrics(): VictoriaMetricsPrograms {
  return {
    victoriaMetrics: provideProgram('victoria-metrics', 'VICTORIA_METRICS_BIN', SOURCE),
    vmalert: provideProgram('vmalert', 'VMALERT_BIN', SOURCE),
  };
}
