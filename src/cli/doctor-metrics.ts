import { pageChecks } from '../doctor/checks/page/index.js';
import { examine } from '../doctor/examine.js';
import { planAsked } from '../doctor/look-around.js';
import { gotPage } from '../doctor/page/got.js';
import { pageOf } from '../doctor/page/page.js';
import { summaryLines, summaryOfPage } from '../doctor/page/told.js';
import { maskedText } from '../lib/masked.js';
import { printable, printableLines } from '../lib/printable.js';
import { coloursOf } from './colours.js';
import { type DoctorFormat, findingsText } from './doctor-format.js';
import { EXIT, type ExitCode } from './exit-code.js';

/** What a command line says. */
interface Asked {
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
  readonly headersFile?: string;
  readonly environment?: string;
  readonly environments: string;
  readonly format: DoctorFormat;
}

/** Reads one page of an exporter, and prints what it is and what is wrong with it. */
export async function printPage(place: string, asked: Asked): Promise<ExitCode> {
  const { tokenFile, tokenEnv, headersFile, environment, environments, format } = asked;
  try {
    const plan = planAsked({ environments, ...(environment === undefined ? {} : { environment }) });
    const access = {
      ...(tokenFile === undefined ? {} : { tokenFile }),
      ...(tokenEnv === undefined ? {} : { tokenVariable: tokenEnv }),
      ...(headersFile === undefined ? {} : { headersFile }),
    };
    const page = pageOf(await gotPage({ place, ...access }), plan);
    const examination = { plan, isOfEnvironment: environment !== undefined, now: 0, sources: { page }, unanswered: [] };
    const findings = examine(examination, pageChecks);
    const summary = summaryOfPage(page);
    if (format === 'json') console.log(JSON.stringify({ page: summary, findings }, undefined, 2));
    else {
      const head = format === 'text' ? [...summaryLines(summary).map(printable), ''] : [];
      console.log([...head, findingsText(findings, format, coloursOf(process.stdout, process.env))].join('\n'));
    }
    return findings.some(({ severity }) => severity !== 'note') ? EXIT.wrong : EXIT.fine;
  } catch (error) {
    console.error(printableLines(maskedText(error instanceof Error ? error.message : String(error))));
    return EXIT.unable;
  }
}
