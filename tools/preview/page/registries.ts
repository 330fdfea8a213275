import {
  FieldConfigOptionsRegistry,
  type FieldConfigPropertyItem,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
} from '@grafana/data';

const PROPERTIES = [
  'unit',
  'decimals',
  'min',
  'max',
  'noValue',
  'displayName',
  'thresholds',
  'mappings',
  'color',
  'links',
  'filterable',
  'description',
  'fieldMinMax',
];
/** Those of the plugins whose panels are drawn. */
const CUSTOM_PROPERTIES = [
  'align',
  'axisBorderShow',
  'axisCenteredZero',
  'axisColorMode',
  'axisGridShow',
  'axisLabel',
  'axisPlacement',
  'axisSoftMax',
  'axisSoftMin',
  'axisWidth',
  'barAlignment',
  'barMaxWidth',
  'barWidthFactor',
  'cellOptions',
  'drawStyle',
  'fillBelowTo',
  'fillColor',
  'fillOpacity',
  'filterable',
  'footer',
  'gradientMode',
  'hidden',
  'hideFrom',
  'hideHeader',
  'insertNulls',
  'inspect',
  'lineColor',
  'lineInterpolation',
  'lineStyle',
  'lineWidth',
  'minWidth',
  'pointColor',
  'pointSize',
  'pointSymbol',
  'scaleDistribution',
  'showPoints',
  'showValues',
  'sortable',
  'spanNulls',
  'stacking',
  'styleField',
  'thresholdsStyle',
  'tooltip',
  'transform',
  'width',
  'wrapHeaderText',
  'wrapText',
];

function property(id: string, path: string, isCustom: boolean): FieldConfigPropertyItem {
  const nothing = () => null;
  return {
    id,
    path,
    name: path,
    isCustom,
    process: (value) => value,
    shouldApply: () => true,
    getItemsCount: () => 0,
    editor: nothing,
    override: nothing,
  };
}

/** Without these an override changes nothing: Grafana itself fills them as it starts. */
export function fillRegistries(): void {
  standardFieldConfigEditorRegistry.setInit(() => PROPERTIES.map((id) => property(id, id, false)));
  // Two of the list have one id.
  const transformers = new Map(Object.values(standardTransformers).map((one) => [one.id, one]));
  standardTransformersRegistry.setInit(() =>
    [...transformers.values()].map((one) => ({
      id: one.id,
      name: one.name,
      transformation: () => Promise.resolve(one),
      editor: () => null,
      imageDark: '',
      imageLight: '',
    })),
  );
}

/** What a field of a panel can be configured with. */
export const fieldOptions = new FieldConfigOptionsRegistry(() => [
  ...standardFieldConfigEditorRegistry.list(),
  ...CUSTOM_PROPERTIES.map((id) => property(`custom.${id}`, id, true)),
]);
