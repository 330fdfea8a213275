import { truthTable } from '/tmp/w/operator/tools/simulator/proofs/truth/table.js';
const t = await truthTable({ prometheus: process.env.PROMETHEUS_BIN!, promtool: process.env.PROMTOOL_BIN! });
const f = [...t.records, ...t.signals, ...t.percentiles].flatMap((v: any) => v.failures);
console.log(t.ranges, f.length, f.slice(0, 10));
