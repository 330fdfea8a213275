import type { GrafanaTheme2 } from '@grafana/data';

/** Colours of what stands around the panels. */
export interface Colours {
  readonly canvas: string;
  readonly text: string;
  readonly secondary: string;
  readonly border: string;
  readonly input: string;
  readonly inputBorder: string;
}

/** Those of a theme, whose types leave open whether it has any. */
export function coloursOf({ colors, components }: GrafanaTheme2): Colours {
  return {
    canvas: colors.background?.canvas ?? '',
    text: colors.text?.primary ?? '',
    secondary: colors.text?.secondary ?? '',
    border: colors.border?.weak ?? '',
    input: components.input?.background ?? '',
    inputBorder: components.input?.borderColor ?? '',
  };
}
