import { planOf } from '../../src/plan/plan.js';
import { dataSets, UNTIL_SECONDS } from './data/data-sets.js';
import { recorded } from './data/recorded.js';
import { collected } from './data/collect.js';
import { writeFileSync } from 'node:fs';
const set = dataSets().find(({ name }) => name === process.argv[2])!;
let t = Date.now(); const lap = (w: string) => { console.log(w, Date.now() - t); t = Date.now(); };
const r = await recorded(set); lap('recorded');
const shown = { from: UNTIL_SECONDS - 6 * 3600, to: UNTIL_SECONDS, scrapeSeconds: 60 };
const out: any = {};
for (const d of planOf(r.environment).drawn) { const dashboard = JSON.parse(d.json); const c = await collected(dashboard, r.address, shown); out[d.uid] = { dashboard, ...c };
 lap(d.uid + ' ' + Object.keys(c.answers).length + ' selections ' + c.selections.length + ' errors ' + JSON.stringify(Object.entries(c.answers).filter(([,a]) => a.error).slice(0,2)) + ' size ' + JSON.stringify(c.answers).length); }
writeFileSync('/tmp/w/tmp/preview/' + set.name + '.data.json', JSON.stringify({ shown, out }));
await r.stop();
