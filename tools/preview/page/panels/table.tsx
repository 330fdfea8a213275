import { TableNG } from '@grafana/ui/unstable';
import { withPluginDefaults } from '../plugin-defaults.js';
import { Nothing } from './nothing.js';
import { optionsOf } from './options.js';
import type { PanelProps } from './props.js';

/** A table, by Grafana's own. */
export function TablePanel(props: PanelProps) {
  const { panel, frames, width, height } = props;
  const options = optionsOf(panel);
  const frame = frames[options.frameIndex ?? 0];
  if (frame === undefined || frame.fields.length === 0 || frame.length === 0) return <Nothing {...props} />;
  return (
    <TableNG
      data={frame}
      width={width}
      height={height}
      noHeader={options.showHeader === false}
      fieldConfig={withPluginDefaults(panel)}
      cellHeight={options.cellHeight ?? 'sm'}
      structureRev={1}
      sortBy={options.sortBy}
      sortByBehavior="initial"
      getActions={() => []}
    />
  );
}
