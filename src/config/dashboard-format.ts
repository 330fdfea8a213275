import { z } from 'zod';

const ownFolder = z.object({
  grafana: z.object({
    dashboards: z.object({
      delivery: z.literal('operator'),
      format: z.literal('v2'),
      operator: z.object({ folderRef: z.string() }),
    }),
  }),
});

/** Reports settings of a delivery that what is delivered cannot follow. The settings may hold what is wrong elsewhere. */
export function checkDashboardFormat(settings: unknown, context: z.RefinementCtx): void {
  if (!ownFolder.safeParse(settings).success) return;
  const message =
    'must not be set where grafana.dashboards.format is v2: such a dashboard names its folder by its uid, which a GrafanaFolder of ' +
    'your own does not say here; without it a folder is written';
  context.addIssue({ code: 'custom', path: ['grafana', 'dashboards', 'operator', 'folderRef'], message });
}
