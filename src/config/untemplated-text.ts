import { z } from 'zod';

const TEMPLATED = 'must not hold {{ or }}, which Prometheus would run as a template';

/** Whether a text means the same in labels and annotations of alerts as elsewhere, with what it says where it does not. */
export const untemplated = [(value: string) => !/\{\{|\}\}/.test(value), TEMPLATED] as const;

/** Text for labels and annotations of alerts, in which Prometheus expands templates. */
export const untemplatedText = z
  .string()
  .min(1, 'must not be empty')
  .refine(...untemplated);
