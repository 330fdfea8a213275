/** The exporters of the catalogue, each with its generations, oldest first: releases that expose different things. */
export const componentGenerations = {
  vllm: ['v0', 'v1', 'v1-0.12'],
  sglang: ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6'],
  sglangRouter: ['sgl_router-0.1', 'sgl_router', 'smg', 'smg-1.13'],
  dynamo: ['nv_llm', 'frontend', 'frontend-1.6', 'component', 'component-1.6'],
  gateway: ['current'],
  envoy: ['current'],
  operator: ['current'],
  customResources: ['current'],
  tokenLimits: ['current'],
  kubernetes: ['current'],
  dcgm: ['current'],
  prometheus: ['current'],
} as const;

export type Component = keyof typeof componentGenerations;
