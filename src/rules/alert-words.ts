/** Placeholders for a Go template. */
export const label = (name: string): string => `{{ $labels.${name} }}`;
/** Words for alerts that carry a label, and others for those that do not. */
export const whether = (name: string, labelled: string, other: string): string =>
  `{{ with $labels.${name} }}${labelled}{{ else }}${other}{{ end }}`;
/** Words where a label has one value, and others where it has another. */
export const whereEqual = (name: string, value: string, equal: string, other: string): string =>
  `{{ if eq $labels.${name} "${value}" }}${equal}{{ else }}${other}{{ end }}`;
/** Words for a value above zero, and others for zero. */
export const aboveZero = (positive: string, zero: string): string =>
  `{{ if gt $value 0.0 }}${positive}{{ else }}${zero}{{ end }}`;
/** For what is counted in wholes and thousands; a value below 1 would get a prefix, 300m for 0.3. */
export const VALUE = '{{ $value | humanize }}';
/** For values below 1, which humanize would print with a prefix: 0.37 as 370m. */
export const RATE = '{{ $value | printf "%.3g" }}';
export const PERCENT = '{{ $value | humanizePercentage }}';
export const DURATION = '{{ $value | humanizeDuration }}';

/** Words for a value that is printed as 1, and others for any other. */
export const whereOne = (one: string, other: string, value = VALUE): string =>
  `{{ if eq (${value.replace(/^\{\{ | \}\}$/g, '')}) "1" }}${one}{{ else }}${other}{{ end }}`;
/** A value and what it counts. */
export const counted = (one: string, many: string, value = VALUE): string => `${value} ${whereOne(one, many, value)}`;

/** Where a replica, an application or a role is, in words. */
export const APPLICATION_IN_WORDS = `${label('namespace')}/${label('application')}`;
export const ROLE_IN_WORDS = `${APPLICATION_IN_WORDS} (${label('role')})`;

const SECONDS_PER_MINUTE = 60;

/** A share as people write it. */
export function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(4))}%`;
}

/** Seconds as humanizeDuration prints them, so that value and limit look alike. */
export function seconds(value: number): string {
  if (value < 1) return `${Number((value * 1000).toPrecision(4))}ms`;
  if (value < SECONDS_PER_MINUTE) return `${Number(value.toPrecision(4))}s`;
  return `${Math.floor(value / SECONDS_PER_MINUTE)}m ${Math.floor(value % SECONDS_PER_MINUTE)}s`;
}
