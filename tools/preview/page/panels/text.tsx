import { renderMarkdown } from '@grafana/data';
import { useEffect, useRef } from 'react';
import { optionsOf } from './options.js';
import type { PanelProps } from './props.js';

/** Markdown as Grafana renders and sanitizes it. */
export function TextPanel({ panel, height, words }: PanelProps) {
  const place = useRef<HTMLDivElement>(null);
  const html = renderMarkdown(words(String(optionsOf(panel).content ?? '')));
  useEffect(() => {
    if (place.current !== null) place.current.innerHTML = html;
  }, [html]);
  return <div ref={place} className="markdown-html" style={{ height, overflow: 'auto' }} />;
}
