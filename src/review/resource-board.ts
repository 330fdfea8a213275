import { at, isRecord, listAt, textAt, without } from './paths.js';

const V2 = /^dashboard\.grafana\.app\/v2/;

/** A dashboard in the v2 schema as one of classic JSON, so that the same words are said of both; undefined where it is none. */
export function classicView(resource: unknown): unknown {
  const spec = at(resource, 'spec');
  if (!V2.test(textAt(resource, 'apiVersion')) || textAt(resource, 'kind') !== 'Dashboard' || !isRecord(spec)) {
    return undefined;
  }
  return {
    ...Object(without(spec, 'elements', 'layout', 'variables')),
    uid: textAt(resource, 'metadata', 'name'),
    panels: listAt(spec, 'layout', 'spec', 'rows').flatMap((row) => [
      { type: 'row', title: textAt(row, 'spec', 'title'), collapsed: at(row, 'spec', 'collapse') },
      ...listAt(row, 'spec', 'layout', 'spec', 'items').map((item) => panelOf(item, spec)),
    ]),
    templating: {
      list: listAt(spec, 'variables').map((variable) => ({
        ...Object(at(variable, 'spec')),
        type: textAt(variable, 'kind'),
      })),
    },
  };
}

/** What stands at a place of the grid. */
function panelOf(item: unknown, spec: unknown): object {
  const panel = at(spec, 'elements', textAt(item, 'spec', 'element', 'name'), 'spec');
  const drawn = at(panel, 'vizConfig');
  return {
    id: at(panel, 'id'),
    type: textAt(drawn, 'group'),
    title: textAt(panel, 'title'),
    description: textAt(panel, 'description'),
    gridPos: without(at(item, 'spec'), 'element', 'repeat'),
    repeat: at(item, 'spec', 'repeat', 'value'),
    targets: listAt(panel, 'data', 'spec', 'queries').map((query) => ({
      ...Object(at(query, 'spec', 'query', 'spec')),
      refId: textAt(query, 'spec', 'refId'),
    })),
    transformations: at(panel, 'data', 'spec', 'transformations'),
    options: at(drawn, 'spec', 'options'),
    fieldConfig: at(drawn, 'spec', 'fieldConfig'),
  };
}
