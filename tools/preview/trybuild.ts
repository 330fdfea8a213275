import { bundled } from './build/bundle.js'; import { html } from './build/html.js'; import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
let t = Date.now(); const b = await bundled(); console.log(b.script.length, b.style.length, Date.now() - t);
mkdirSync('/tmp/w/tmp/preview/out', { recursive: true });
const sets = process.argv.slice(2).map((name) => ({ name, ...JSON.parse(readFileSync(`/tmp/w/tmp/preview/${name}.data.json`, 'utf8')) }));
const uids = Object.keys(sets[0]?.out ?? {}); const pages = Object.fromEntries(uids.map((u) => [u, u + '.html']));
for (const uid of uids) { const h = html(b, { dashboard: sets[0].out[uid].dashboard, pages, sets: sets.map((s) => ({ name: s.name, title: s.name, shown: s.shown, answers: s.out[uid].answers, selections: s.out[uid].selections })) }); writeFileSync(`/tmp/w/tmp/preview/out/${uid}.html`, h); console.log(uid, h.length); }
