import { aboveZero, atLeast, share } from '../checks.js';
import type { Lengths } from '../model/asks.js';
import type { Workload } from '../model/tenants.js';

/** What is wrong with the numbers of one workload. */
export function workloadProblems(path: string, workload: Workload): readonly string[] {
  const { arrivals, prefixes, patienceSeconds, streamingShare, prefixShare, endsAtLengthShare = 0 } = workload;
  const shares = { streamingShare, prefixShare, endsAtLengthShare };
  const { promptTokens, generationTokens } = workload;
  return [
    ...(Number.isFinite(arrivals.peakPerSecond)
      ? atLeast(`${path}.arrivals.peakPerSecond`, arrivals.peakPerSecond, 0)
      : [`${path}.arrivals.peakPerSecond must be a number, got ${arrivals.peakPerSecond}`]),
    ...Object.entries(shares).flatMap(([key, value]) => share(`${path}.${key}`, value)),
    ...prefixes.flatMap(({ tokens }, index) => atLeast(`${path}.prefixes[${index}].tokens`, tokens, 1)),
    ...Object.entries({ promptTokens, generationTokens }).flatMap(([key, lengths]) =>
      lengthProblems(`${path}.${key}`, lengths, 1),
    ),
    ...(patienceSeconds === undefined ? [] : lengthProblems(`${path}.patienceSeconds`, patienceSeconds, 0)),
  ];
}

function lengthProblems(path: string, { median, spread, least, most }: Lengths, shortest: number): readonly string[] {
  return [
    ...aboveZero(`${path}.median`, median),
    ...atLeast(`${path}.spread`, spread, 0),
    ...atLeast(`${path}.least`, least, shortest),
    ...atLeast(`${path}.most`, most, least),
  ];
}
