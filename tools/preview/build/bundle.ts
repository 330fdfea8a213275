import { join } from 'node:path';
import { build } from 'esbuild';
import { fontStyle, withoutFetchedFonts } from './fonts.js';
import { icons } from './icons.js';
import { stubs } from './stubs.js';

/** The code of every page: script and style, each as text. */
export interface Bundle {
  readonly script: string;
  readonly style: string;
}

const HERE = join(import.meta.dirname, '..');
const PACKAGES = join(HERE, 'node_modules');
/** More would be slow to open from a review. */
const MOST_BYTES = 3_000_000;

/** Bundles the page with the parts of Grafana that it draws with. Throws where that is above 3 MB. */
export async function bundled(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, 'page/main.tsx')],
    absWorkingDir: HERE,
    outdir: 'out',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    jsx: 'automatic',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl' },
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    plugins: [stubs, withoutFetchedFonts, icons(PACKAGES)],
  });
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const bundle = { script: text('.js'), style: `${fontStyle(PACKAGES)}${text('.css')}` };
  const bytes = Buffer.byteLength(bundle.script) + Buffer.byteLength(bundle.style);
  if (bytes > MOST_BYTES) throw new Error(`a page's code must be at most ${MOST_BYTES} bytes, got ${bytes}`);
  return bundle;
}
