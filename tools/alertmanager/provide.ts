import { type ProgramSource, provideProgram } from '../programs/provide.js';

/** Paths of the two programs. */
export interface AlertmanagerPrograms {
  readonly alertmanager: string;
  readonly amtool: string;
}

const SOURCE: ProgramSource = {
  debianPackage: 'prometheus-alertmanager',
  programs: 'prometheus-alertmanager and amtool',
  instead: 'install Alertmanager 0.25 or later, or name the two programs in ALERTMANAGER_BIN and AMTOOL_BIN',
};

/** Finds or fetches Alertmanager and amtool. Throws, saying what is missing and what would do, where that is not possible. */
export function provideAlertmanager(): AlertmanagerPrograms {
  return {
    alertmanager: provideProgram('prometheus-alertmanager', 'ALERTMANAGER_BIN', SOURCE),
    amtool: provideProgram('amtool', 'AMTOOL_BIN', SOURCE),
  };
}
