import { z } from 'zod';

/** Text for labels and annotations of alerts, in which Prometheus expands templates. */
export const untemplatedText = z
  .string()
  .min(1, 'must not be empty')
  .refine((value) => !/\{\{|\}\}/.test(value), 'must not hold {{ or }}, which Prometheus would run as a template');
