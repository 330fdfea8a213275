import { type FieldDisplay, getDisplayValueAlignmentFactors, getFieldDisplayValues } from '@grafana/data';
import { BarGauge, BigValue, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';
import { withPluginDefaults } from '../plugin-defaults.js';
import { optionsOf } from './options.js';
import type { PanelProps } from './props.js';

const LAST = { calcs: ['lastNotNull'], fields: '', values: false };
const SPACING = { tile: 3, bar: 10 };
const BAR = { minVizWidth: 8, minVizHeight: 16, maxVizHeight: 300 };

/** What tiles and bars show: one value for each series. */
export function displayValues({
  panel,
  frames,
  words,
  theme,
}: Pick<PanelProps, 'panel' | 'frames' | 'words' | 'theme'>): FieldDisplay[] {
  const options = optionsOf(panel);
  return getFieldDisplayValues({
    fieldConfig: withPluginDefaults(panel),
    reduceOptions: options.reduceOptions ?? LAST,
    replaceVariables: words,
    theme,
    data: frames,
    sparkline: panel.type === 'stat' && options.graphMode !== 'none',
    timeZone: 'utc',
  });
}

/** Tiles, by Grafana's own. */
export function StatPanel(props: PanelProps) {
  const { panel, frames, width, height, theme } = props;
  const options = optionsOf(panel);
  const nameless =
    panel.title === undefined || panel.title === '' || panel.fieldConfig?.defaults.displayName !== undefined;
  const textMode =
    (options.textMode ?? 'auto') === 'auto' && nameless ? 'value_and_name' : (options.textMode ?? 'auto');
  const tile = ({
    value,
    alignmentFactors,
    width,
    height,
    count,
  }: VizRepeaterRenderValueProps<FieldDisplay, ReturnType<typeof getDisplayValueAlignmentFactors>>) => (
    <BigValue
      value={value.display}
      count={count}
      {...(value.sparkline === undefined ? {} : { sparkline: value.sparkline })}
      colorMode={options.colorMode}
      graphMode={options.graphMode}
      justifyMode={options.justifyMode}
      textMode={textMode}
      alignmentFactors={alignmentFactors}
      text={options.text}
      width={width}
      height={height}
      theme={theme}
      disableWideLayout={options.wideLayout === false}
      percentChangeColorMode={options.percentChangeColorMode}
    />
  );
  return (
    <VizRepeater
      getValues={() => displayValues(props)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={tile}
      width={width}
      height={height}
      source={frames}
      itemSpacing={SPACING.tile}
      renderCounter={1}
      autoGrid={true}
      orientation={options.orientation ?? 'auto'}
    />
  );
}

/** Bars, by Grafana's own. */
export function BarGaugePanel(props: PanelProps) {
  const { panel, frames, width, height, theme } = props;
  const options = optionsOf(panel);
  const bar = ({
    value,
    alignmentFactors,
    orientation,
    width,
    height,
    count,
  }: VizRepeaterRenderValueProps<FieldDisplay, ReturnType<typeof getDisplayValueAlignmentFactors>>) => {
    const { title, ...display } = value.display;
    const named = count > 1 || panel.fieldConfig?.defaults.displayName !== undefined;
    return (
      <BarGauge
        value={named && title !== undefined ? { ...display, title } : display}
        width={width}
        height={height}
        orientation={orientation}
        field={value.field}
        text={options.text}
        theme={theme}
        itemSpacing={SPACING.bar}
        displayMode={options.displayMode}
        alignmentFactors={alignmentFactors}
        showUnfilled={options.showUnfilled}
        valueDisplayMode={options.valueMode}
        namePlacement={options.namePlacement}
        isOverflow={false}
      />
    );
  };
  return (
    <VizRepeater
      getValues={() => displayValues(props)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={bar}
      width={width}
      height={height}
      source={frames}
      itemSpacing={SPACING.bar}
      renderCounter={1}
      orientation={options.orientation ?? 'auto'}
      {...BAR}
    />
  );
}
