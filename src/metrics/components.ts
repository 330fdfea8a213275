import { runtimeGenerations } from './runtimes.js';

/** The exporters of the catalogue, each with its generations, oldest first: releases that expose different things. */
export const componentGenerations = {
  ...runtimeGenerations,
  sglangRouter: ['sgl_router-0.1', 'sgl_router', 'smg', 'smg-1.13'],
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
