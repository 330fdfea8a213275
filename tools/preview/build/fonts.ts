import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Those of Grafana, Latin letters alone, of the weights that panels are set in. */
const FONTS = [
  { family: 'Inter', weight: 400, file: '@fontsource/inter/files/inter-latin-400-normal.woff2' },
  { family: 'Inter', weight: 500, file: '@fontsource/inter/files/inter-latin-500-normal.woff2' },
  { family: 'Roboto Mono', weight: 400, file: '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2' },
];

/** Style that holds the fonts of Grafana: widths of texts are those that its users see. */
export function fontStyle(folder: string): string {
  return FONTS.map(({ family, weight, file }) => {
    const data = readFileSync(join(folder, file)).toString('base64');
    return `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/woff2;base64,${data})format("woff2")}`;
  }).join('');
}

/** Leaves out the style by which Grafana fetches its fonts. */
export const withoutFetchedFonts: Plugin = {
  name: 'without-fetched-fonts',
  setup(build) {
    build.onLoad({ filter: /GlobalStyles\/fonts\.mjs$/ }, () => ({
      contents: 'export const getFontStyles = () => ({});',
      loader: 'js',
    }));
  },
};
