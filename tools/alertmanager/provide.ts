import { provideProgram } from '@arks-monitoring/simulator/programs/provide.js';
import { goProgram } from '../real/go-program.js';

/** The newest version that `go install` builds: later ones leave their pages out of the module. Debian's starts only where it is installed. */
export const ALERTMANAGER = { version: '0.28.1', module: 'github.com/prometheus/alertmanager' };

/** The path of a running Alertmanager, built once. Throws one sentence where there is no Go. */
export function provideAlertmanager(): Promise<string> {
  return goProgram({ package: `${ALERTMANAGER.module}/cmd/alertmanager`, version: `v${ALERTMANAGER.version}` });
}

/** The path of amtool: that on PATH, or Debian's 0.25. Throws, saying what is missing, where there is neither. */
export function provideAmtool(): string {
  return provideProgram('amtool', 'AMTOOL_BIN', {
    debianPackage: 'prometheus-alertmanager',
    programs: 'amtool',
    instead: 'install amtool 0.25 or later, or name it in AMTOOL_BIN',
  });
}
