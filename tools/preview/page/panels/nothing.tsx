import { coloursOf } from '../colours.js';
import type { PanelProps } from './props.js';

/** What is said in the place of data. */
export function nothingSaid({ panel }: Pick<PanelProps, 'panel'>): string {
  return panel.fieldConfig?.defaults.noValue ?? 'No data';
}

/** A panel without data, with its own words for it. */
export function Nothing({ panel, width, height, theme }: Pick<PanelProps, 'panel' | 'width' | 'height' | 'theme'>) {
  return (
    <div
      style={{
        width,
        height,
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        textAlign: 'center',
        color: coloursOf(theme).secondary,
      }}
    >
      {nothingSaid({ panel })}
    </div>
  );
}
