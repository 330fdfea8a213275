import { checks } from '../doctor/checks/index.js';
import { examine } from '../doctor/examine.js';
import type { Told } from '../doctor/finding.js';
import { lookAround } from '../doctor/look-around.js';
import { lookedAt } from '../doctor/looked-at.js';
import type { WhereToLook } from '../doctor/where-to-look.js';
import { maskedText } from '../lib/masked.js';
import { printableLines } from '../lib/printable.js';
import { coloursOf } from './colours.js';
import { type DoctorFormat, findingsText } from './doctor-format.js';
import { EXIT, type ExitCode } from './exit-code.js';

/** What a command line says. */
interface Asked extends WhereToLook {
  readonly format: DoctorFormat;
}

/** Asks the sources that are named, and prints what is wrong. */
export async function printFindings(asked: Asked): Promise<ExitCode> {
  try {
    const examination = await lookAround(asked);
    return printed(examine(examination, checks), asked.format, lookedAt(examination));
  } catch (error) {
    console.error(printableLines(maskedText(error instanceof Error ? error.message : String(error))));
    return EXIT.unable;
  }
}

/** Prints findings, and says what the exit code is: notes are none. */
export function printed(findings: readonly Told[], format: DoctorFormat, looked: readonly string[] = []): ExitCode {
  console.log(findingsText(findings, format, coloursOf(process.stdout, process.env), looked));
  return findings.some(({ severity }) => severity !== 'note') ? EXIT.wrong : EXIT.fine;
}
