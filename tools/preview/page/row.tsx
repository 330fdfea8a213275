import type { GrafanaTheme2 } from '@grafana/data';
import { Icon } from '@grafana/ui';
import { type Placed, pixelsOf } from '../model/layout.js';
import { coloursOf } from './colours.js';

interface RowProps {
  readonly item: Placed;
  readonly width: number;
  readonly theme: GrafanaTheme2;
  readonly words: (text: string) => string;
  readonly toggle: () => void;
}

/** The heading of a row, which opens and closes it. */
export function Row({ item: { panel, at, open }, width, theme, words, toggle }: RowProps) {
  const hidden = panel.panels?.length ?? 0;
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={toggle}
      style={{
        ...pixelsOf(at, width),
        position: 'absolute',
        display: 'flex',
        alignItems: 'center',
        gap: 8,
        padding: 0,
        border: 0,
        background: 'none',
        color: coloursOf(theme).text,
        fontSize: theme.typography.h5.fontSize,
        fontWeight: theme.typography.fontWeightMedium,
        cursor: 'pointer',
      }}
    >
      <Icon name={open ? 'angle-down' : 'angle-right'} />
      {words(panel.title ?? '')}
      {open ? null : (
        <em style={{ color: coloursOf(theme).secondary, fontSize: theme.typography.bodySmall.fontSize }}>
          ({hidden} panels)
        </em>
      )}
    </button>
  );
}
