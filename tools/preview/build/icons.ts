import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Icons that the panels show, below `img/icons` of @grafana/ui; others stay empty. */
const ICONS = [
  'unicons/angle-down',
  'unicons/angle-right',
  'unicons/angle-up',
  'unicons/arrow-down',
  'unicons/arrow-up',
  'unicons/ellipsis-v',
  'unicons/exclamation-triangle',
  'unicons/external-link-alt',
  'unicons/filter',
  'unicons/info-circle',
  'unicons/link',
  'unicons/times',
];

/** Grafana fetches each icon; here `react-inlinesvg` finds it in the bundle. */
export function icons(folder: string): Plugin {
  const found = Object.fromEntries(
    ICONS.map((name) => [name, readFileSync(join(folder, `@grafana/ui/dist/public/img/icons/${name}.svg`), 'utf8')]),
  );
  return {
    name: 'icons',
    setup(build) {
      build.onResolve({ filter: /^react-inlinesvg$/ }, ({ path }) => ({ path, namespace: 'icons' }));
      build.onLoad({ filter: /.*/, namespace: 'icons' }, () => ({
        contents: `import { createElement } from 'react';
const icons = ${JSON.stringify(found)};
export default function Svg({ src, innerRef, cacheRequests, loader, onLoad, onError, title, description, uniquifyIDs, fetchOptions, ...rest }) {
  const text = icons[src.replace(/^.*img\\/icons\\//, '').replace(/\\.svg$/, '')] ?? '';
  const viewBox = /viewBox="([^"]*)"/.exec(text)?.[1] ?? '0 0 24 24';
  const __html = text.replace(/^[^]*?<svg[^>]*>|<\\/svg>\\s*$/g, '');
  return createElement('svg', { ...rest, ref: innerRef, viewBox, dangerouslySetInnerHTML: { __html } });
}`,
        loader: 'js',
        resolveDir: folder,
      }));
    },
  };
}
