import type { GrafanaTheme2 } from '@grafana/data';
import type { CSSProperties } from 'react';
import type { Variables } from '../model/interpolate.js';
import { listedBy, type PageData } from '../model/page-data.js';
import type { Selection } from '../model/variables.js';
import { coloursOf } from './colours.js';
import { linked, type State } from './state.js';

interface ControlsProps {
  readonly data: PageData;
  readonly state: State;
  readonly variables: Variables;
  readonly theme: GrafanaTheme2;
  readonly change: (changed: Partial<Pick<State, 'set' | 'theme' | 'selection' | 'allRows'>>) => void;
}

/** What stands above the panels: variables and links of the dashboard, and the switches of the preview. */
export function Controls({ data, state, variables, theme, change }: ControlsProps) {
  const { dashboard, served, sets } = data;
  const field: CSSProperties = {
    height: 32,
    padding: '0 8px',
    color: coloursOf(theme).text,
    background: coloursOf(theme).input,
    border: `1px solid ${coloursOf(theme).inputBorder}`,
    borderRadius: theme.shape.radius.default,
    font: 'inherit',
  };
  const label: CSSProperties = { display: 'inline-flex', alignItems: 'center', gap: 4, height: 32 };
  const choose = (name: string, value: string) => {
    const { [name]: _, ...others } = served === true ? state.selection : {};
    change({ selection: value === '' ? others : { ...others, [name]: [value] } });
  };
  return (
    <header style={{ display: 'flex', gap: 16, justifyContent: 'space-between', padding: '8px 0', fontSize: 14 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {[...variables.values()]
          .filter(({ hidden }) => !hidden)
          .map((variable) => (
            <label key={variable.name} style={label}>
              {variable.label}
              <select
                style={field}
                value={variable.all ? '' : (variable.values[0] ?? '')}
                onChange={({ target }) => choose(variable.name, target.value)}
              >
                {variable.single ? null : <option value="">All</option>}
                {(served === true ? variable.options : optionsOf(variable.options, variable.name, state)).map(
                  (value) => (
                    <option key={value}>{value}</option>
                  ),
                )}
              </select>
            </label>
          ))}
      </div>
      <nav style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 8, maxWidth: '45%' }}>
        {dashboard.links.map(({ title, url, includeVars, asDropdown, tags = [] }) => {
          const keeps = includeVars === true;
          if (asDropdown === true) {
            return (
              <details key={title} style={{ ...field, position: 'relative', lineHeight: '30px' }}>
                <summary>{title}</summary>
                <div
                  style={{ ...field, position: 'absolute', zIndex: 2, right: 0, height: 'auto', whiteSpace: 'nowrap' }}
                >
                  {listedBy(tags, dashboard.uid, data.tagged).map((one) => (
                    <a key={one.uid} href={linked(`/d/${one.uid}`, data, state, keeps)} style={{ display: 'block' }}>
                      {one.title}
                    </a>
                  ))}
                </div>
              </details>
            );
          }
          const href = linked(url, data, state, keeps);
          return (
            <a key={title} {...(href === undefined ? {} : { href })} style={{ ...field, lineHeight: '30px' }}>
              {title}
            </a>
          );
        })}
        <label style={label}>
          Data
          <select
            style={field}
            value={state.set.name}
            onChange={({ target }) => {
              const set = sets.find(({ name }) => name === target.value);
              if (set !== undefined) change({ set, selection: {} });
            }}
          >
            {sets.map(({ name, title }) => (
              <option key={name} value={name} title={title}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          style={field}
          onClick={() => change({ theme: state.theme === 'dark' ? 'light' : 'dark' })}
        >
          {state.theme === 'dark' ? 'Light' : 'Dark'}
        </button>
        <button type="button" style={field} onClick={() => change({ allRows: !state.allRows })}>
          {state.allRows ? 'Rows as opened' : 'All rows'}
        </button>
      </nav>
    </header>
  );
}

/** Values that have answers when they are chosen alone, and the one that is. */
function optionsOf(options: readonly string[], name: string, { set, selection }: State): readonly string[] {
  const answered = set.selections.flatMap((one: Selection) => (Object.keys(one).length === 1 ? (one[name] ?? []) : []));
  const chosen = selection[name] ?? [];
  const known = new Set([...answered, ...chosen]);
  return options.length === 1 ? options : options.filter((value) => known.has(value));
}
