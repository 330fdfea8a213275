import { expect, test } from 'vitest';
import type { PageSet } from '../model/page-data.js';
import { addressOf, linked, stateOf } from '../page/state.js';
import { dashboard, SHOWN } from './fixtures.js';

const set = (name: string): PageSet => ({
  name,
  title: name,
  shown: SHOWN,
  answers: {},
  selections: [{}, { namespace: ['tenant-a'] }, { pod: ['chat-0'] }],
});
const variable = (name: string) => ({ name, type: 'query' });
const DATA = {
  dashboard: dashboard({ templating: { list: [variable('namespace'), variable('application'), variable('pod')] } }),
  sets: [set('healthy'), set('incident')],
};
const PAGES = { pages: { 'arks-runtime': 'arks-runtime.html' } };

test('an empty address is the first data set with nothing chosen', () => {
  expect(stateOf('', DATA)).toMatchObject({
    set: { name: 'healthy' },
    theme: 'dark',
    selection: {},
    left: {},
    allRows: false,
  });
});

test('an address that a state makes is read as that state', () => {
  const state = stateOf('#set=incident&theme=light&rows=all&var-namespace=tenant-a', DATA);
  expect(state).toMatchObject({
    set: { name: 'incident' },
    theme: 'light',
    selection: { namespace: ['tenant-a'] },
    allRows: true,
  });
  expect(stateOf(addressOf(state, {}), DATA)).toEqual(state);
});

test('of a choice without answers the narrowest variable stays, and the rest is told', () => {
  const state = stateOf('#var-namespace=tenant-a&var-application=chat&var-pod=chat-0&var-unknown=x', DATA);
  expect(state.selection).toEqual({ pod: ['chat-0'] });
  expect(state.left).toEqual({ namespace: ['tenant-a'], application: ['chat'] });
});

test('a link to a dashboard leads to its page with its variables, those chosen here only where it takes them', () => {
  const state = stateOf('#set=incident&var-namespace=tenant-a', DATA);
  expect(linked('/d/arks-runtime?var-pod=chat-0', PAGES, state, false)).toBe(
    'arks-runtime.html#set=incident&theme=dark&var-pod=chat-0',
  );
  expect(linked('/d/arks-runtime', PAGES, state, true)).toBe(
    'arks-runtime.html#set=incident&theme=dark&var-namespace=tenant-a',
  );
});

test('a link to a panel opens it, in either way to name one, and no choice on the page keeps it', () => {
  const state = stateOf('#set=incident&viewPanel=panel-7', DATA);
  expect(state.opened).toBe(7);
  expect(linked('/d/arks-runtime?viewPanel=12&from=now-3h', PAGES, state, false)).toBe(
    'arks-runtime.html#set=incident&theme=dark&viewPanel=12',
  );
  expect(linked('/d/arks-runtime', PAGES, state, false)).toBe('arks-runtime.html#set=incident&theme=dark');
  expect(stateOf('#viewPanel=7$panel-8', DATA).opened).toBeUndefined();
});

test('a link elsewhere is none between pages', () => {
  expect(linked('https://example.com/d/arks-runtime', PAGES, stateOf('', DATA), true)).toBeUndefined();
  expect(linked('/d/arks-elsewhere', PAGES, stateOf('', DATA), true)).toBeUndefined();
});

test('a page that a server makes is addressed by its query, all choices of a link together', () => {
  const chosen = { namespace: ['tenant-a'], pod: ['chat-0'] };
  const data = { ...DATA, served: true as const, sets: [{ ...set('live'), selections: [chosen] }] };
  const state = stateOf('?var-namespace=tenant-a&var-pod=chat-0&var-model=$__all', data);
  expect(state).toMatchObject({ selection: chosen, left: {} });
  expect(linked('/d/arks-runtime', { pages: { 'arks-runtime': '/d/arks-runtime' }, served: true }, state, true)).toBe(
    '/d/arks-runtime?set=live&theme=dark&var-namespace=tenant-a&var-pod=chat-0',
  );
});
