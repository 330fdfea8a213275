import { copyFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { PEERS } from './entries.js';

/** The one file beside JavaScript that what is bundled reads: patterns of schemas are judged as Kubernetes does, by RE2. */
const RE2 = 're2-wasm/build/wasm/re2.wasm';
/** Where files are that nobody imports; the program above is looked for beside them. */
const INSIDE = 'inside';

/** A library that is read once something needs it, and so a file that nothing but a `require` within a function names. */
const READ_LATER = 'cdk8s-plus-27';
/** What reads command lines, by itself: help and completion wait for nothing else. */
const COMMANDS = 'commander';
const LATER: Plugin = {
  name: 'read-later',
  renderChunk(code, { fileName }) {
    const file = relative(dirname(fileName), join(INSIDE, READ_LATER));
    return code.replaceAll(`)("${READ_LATER}")`, `)("${file.startsWith('.') ? file : `./${file}`}.js")`);
  },
};

/**
 * Writes code into a folder, a file for each entry, by its name: CommonJS, which `require` and `import` of every Node load as one and
 * the same module, with the libraries inside of which only parts are read. Returns the folders of those libraries.
 */
export async function writeCode(folder: string, entries: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const bundle = await rolldown({
    input: { ...entries, [join(INSIDE, READ_LATER)]: READ_LATER },
    plugins: [LATER],
    platform: 'node',
    external: [...PEERS],
    logLevel: 'warn',
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'cjs',
    exports: 'named',
    chunkFileNames: `${INSIDE}/[name].js`,
    codeSplitting: {
      groups: [
        { name: 'commands', test: new RegExp(`/node_modules/${COMMANDS}/`), priority: 1 },
        { name: 'libraries', test: new RegExp(`/node_modules/(?!${READ_LATER}/)`) },
      ],
    },
  });
  await bundle.close();
  copyFileSync(createRequire(import.meta.url).resolve(RE2), join(folder, INSIDE, 're2.wasm'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ type: 'commonjs' })}\n`);
  const modules = output.flatMap((file) => (file.type === 'chunk' ? Object.entries(file.modules) : []));
  return foldersOf(modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([file]) => file));
}

/** The folders of packages that files are of, sorted, each once. */
function foldersOf(files: readonly string[]): readonly string[] {
  const folders = files.flatMap((file) => {
    const [, folder] = /^[^/]*(\/.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(folders)].sort();
}
