import { cases } from './cases.js';

const seen = new Set<string>();
for (const c of cases(process.argv.slice(2))) {
  if (!seen.has(c.original)) {
    seen.add(c.original);
    console.log('##', c.rule);
    console.log(c.original);
  }
}
