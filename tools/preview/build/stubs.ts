import type { Plugin } from 'esbuild';

/** Packages of editors, pickers and maps that no panel here reaches, four fifths of what would be bundled. */
const UNREACHED =
  /^(monaco-editor|react-monaco-editor|@monaco-editor|ol(\/|$)|slate|slate-react|prismjs|react-colorful|rc-cascader|@rc-component\/|rc-drawer|rc-slider|rc-picker|rc-time-picker|downshift|react-dropzone|@hello-pangea|jquery|i18next-pseudo|@grafana\/faro)/;
/** Whatever is taken of it, called or made is it again, so that modules load that only name it. */
const ANYTHING = `const anything = () => everything;
const everything = new Proxy(anything, {
  get: (_, key) =>
    key === '__esModule' ? true
    : key === Symbol.toPrimitive ? () => ''
    : key === Symbol.iterator ? function* () {}
    : everything,
  construct: () => everything,
});
module.exports = everything;`;

/** Leaves these packages out of a bundle. */
export const stubs: Plugin = {
  name: 'stubs',
  setup(build) {
    build.onResolve({ filter: UNREACHED }, ({ path }) => ({ path, namespace: 'stub' }));
    build.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: ANYTHING, loader: 'js' }));
  },
};
