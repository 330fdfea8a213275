import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { PageData } from '../model/page-data.js';
import type { Bundle } from './bundle.js';

/**
 * One file that needs no other: code, style and data. Its policy lets nothing be fetched and no other script run; style may be
 * added to it, since Grafana's panels make theirs as they draw.
 */
export function html({ script, style }: Bundle, data: PageData): string {
  const code = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(code).digest('base64')}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(data.dashboard.title)}</title>
<style>${style.replaceAll('</style', '<\\/style')}body{margin:0}</style>
<div id="page"></div>
<script type="application/octet-stream" id="data">${gzipSync(JSON.stringify(data)).toString('base64')}</script>
<script>${code}</script>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
