import { z } from 'zod';

const rules = z.looseObject({ kind: z.enum(['PrometheusRule', 'VMRule', 'ClusterRules']) });
const configMap = z.looseObject({ kind: z.literal('ConfigMap'), data: z.record(z.string(), z.string()) });
/** Where the groups of a PrometheusRule, a VMRule or ClusterRules begin, which nothing follows. */
const SPEC = /^spec:\n(?= {2}groups:)/m;
const INDENT = /^ {2}/gm;
/** A file of rules for Mimir names its namespace, and nothing before it; those for Azure and Amazon begin with their groups. */
const NAMESPACE = /^(?:namespace: .*\n)?(?=groups:)/;
/** What only Thanos knows, and which of its two names a rule of VictoriaMetrics does not have. */
const OF_OTHERS = /^ *(partial_response_strategy: \w+|(alert|record): "")\n/gm;
const OF_OTHERS_FIRST = /^( *)- (alert|record): ""\n *(?=\w)/gm;

/** The rules of an object as Prometheus may read them, letter for letter as they were written, for each file that they are in. */
export function ruleTexts(object: unknown, text: string): readonly string[] {
  if (rules.safeParse(object).success) return [plain(text.split(SPEC)[1]?.replace(INDENT, '') ?? '')];
  const { data } = configMap.safeParse(object);
  return Object.values(data?.data ?? {}).flatMap((file) => (NAMESPACE.test(file) ? [file.replace(NAMESPACE, '')] : []));
}

function plain(text: string): string {
  return text.replace(OF_OTHERS_FIRST, '$1- ').replace(OF_OTHERS, '');
}
