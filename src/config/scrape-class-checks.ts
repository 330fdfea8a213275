import { z } from 'zod';
import { isFrom, operatorVersion } from './operator-version.js';

const ofObjects = z.object({
  monitoring: z.object({ operatorVersion: z.unknown().optional() }),
  rules: z.object({ target: z.unknown() }),
});
const scrapeClass = z.object({ scrape: z.object({ scrapeClass: z.string() }) });
const ownScrapeClass = z.object({ surfaces: z.object({ operator: z.object({ scrapeClass: z.looseObject({}) }) }) });
/** The first release whose monitors have scrape classes, by the definitions of 0.70.0 and 0.72.0. */
const CLASSES = '0.72';
/** The first release whose scrape classes can name a token, by the definitions of 0.78.2 and 0.79.2. */
const CLASSES_HAVE_TOKENS = '0.79';

/** Objects of VictoriaMetrics have no scrape classes that could name a file of its token, and those of older operators none with a token. */
export function checkScrapeClass(settings: unknown, context: z.RefinementCtx): void {
  const { data } = ofObjects.safeParse(settings);
  if (data === undefined) return;
  const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  const release = operatorVersion.safeParse(data.monitoring.operatorVersion);
  const isBelow = (since: string) => release.success && !isFrom(release.data, since);
  const isOfVictoriaMetrics = data.rules.target === 'victoriametrics';
  if (ownScrapeClass.safeParse(settings).success) {
    const path = ['surfaces', 'operator', 'scrapeClass'];
    if (isOfVictoriaMetrics) {
      issue(path, 'must not be set where rules.target is victoriametrics, whose objects take a token from a Secret');
    }
    if (isBelow(CLASSES_HAVE_TOKENS)) {
      issue(
        path,
        `must not be set where monitoring.operatorVersion is below ${CLASSES_HAVE_TOKENS}, whose scrape classes have no token`,
      );
    }
  }
  if (!scrapeClass.safeParse(settings).success) return;
  const path = ['scrape', 'scrapeClass'];
  if (isOfVictoriaMetrics)
    issue(path, 'must not be set where rules.target is victoriametrics, which has no Prometheus object');
  if (isBelow(CLASSES)) {
    issue(
      path,
      `must not be set where monitoring.operatorVersion is below ${CLASSES}, whose monitors have no scrape class`,
    );
  }
}
