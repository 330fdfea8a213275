/** The HTTP service of early 2025, then frontends and workers; the second of each as a running 1.6.1 showed it. */
export const DYNAMO_GENERATIONS = ['nv_llm', 'frontend', 'frontend-1.6', 'component', 'component-1.6'] as const;
