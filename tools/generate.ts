// Everything that is written from the program and its settings, in one go, and the rows of the fault matrix whose faults have changed.
// What takes longer to play has commands of its own: fault-matrix for all of it, truth-table, reality.
import { main } from '../src/cli/main.js';
import './write-environment-schema.js';
import './runbooks/write.js';
import './contract/write.js';
import './dashboards/write.js';
import './runtimes/write.js';
import './pages/write.js';

// One after the other: the example of the library is synthesized into a folder that the environment of the process names.
await import('./examples/write.js');
await main(['synth']);
await import('./proofs/renew-changed-faults.js');
