import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { writeKustomizations } from '../../src/app/kustomization.js';
import { examples } from '../../tools/examples/examples.js';
import { libraryResults } from '../../tools/examples/library.js';
import { PROJECT, runSynthWith } from '../support/commands.js';

/** Two states of an environment, a folder each, as two commits would have them; the second has fewer objects. */
export interface Release {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

type Settings = Readonly<Record<string, unknown>>;

const settings = z.record(z.string(), z.unknown());
/** A section that lists namespaces, or not. */
const listed = z
  .looseObject({ namespaces: z.array(z.string()) })
  .optional()
  .catch(undefined);
const SHIPPED = ['quickstart', 'production'];
const LIBRARY = 'library';

/** What people take away: the last tenant where tenants are listed, a surface, every objective. */
function reduced(before: Settings): Settings {
  const { tenants, alerts } = z.object({ tenants: listed, alerts: listed }).parse(before);
  const surfaces = settings.catch({}).parse(before['surfaces']);
  return {
    ...before,
    ...(tenants === undefined ? {} : { tenants: { ...tenants, namespaces: tenants.namespaces.slice(0, -1) } }),
    ...(alerts === undefined ? {} : { alerts: { ...alerts, namespaces: tenants?.namespaces.slice(0, -1) } }),
    surfaces: { ...surfaces, envoy: { enabled: false } },
    slos: [],
  };
}

/** Every environment that is shipped, those of examples/ included, and what the example of the library writes. */
export const shippedNames: readonly string[] = [...SHIPPED, ...examples().map(({ name }) => name), LIBRARY];

/** One of these. */
export async function shippedRelease(folder: string, name: string): Promise<Release> {
  if (name === LIBRARY) return libraryRelease(folder);
  const text =
    examples().find((example) => example.name === name)?.text ??
    readFileSync(join(PROJECT, 'environments', `${name}.yaml`), 'utf8');
  return releaseOf(folder, name, settings.parse(parse(text) ?? {}), reduced);
}

/** An environment of these settings, before and after something is taken away. */
export async function releaseOf(
  folder: string,
  name: string,
  before: Settings,
  changed: (before: Settings) => Settings,
): Promise<Release> {
  const written = async (state: string, own: Settings) => {
    const place = join(folder, name, state);
    mkdirSync(join(place, 'environments'), { recursive: true });
    writeFileSync(join(place, 'environments', `${name}.yaml`), stringify(own));
    // What an example rides along with lies in a folder of its name.
    const beside = join(PROJECT, 'examples', name);
    if (existsSync(beside)) cpSync(beside, join(place, 'environments', name), { recursive: true });
    const { exitCode, stderr } = await runSynthWith(place);
    if (exitCode !== 0) throw new Error(`synth of ${name} ${state} failed:\n${stderr}`);
    return place;
  };
  return { name, before: await written('before', before), after: await written('after', changed(before)) };
}

async function libraryRelease(folder: string): Promise<Release> {
  const name = LIBRARY;
  const files = Object.entries(await libraryResults());
  const written = (state: string, own: typeof files) => {
    const place = join(folder, name, state);
    const dist = join(place, 'dist');
    mkdirSync(join(dist, name), { recursive: true });
    for (const [file, text] of own) writeFileSync(join(dist, name, file), text);
    writeKustomizations([{ name }], dist);
    return place;
  };
  return { name, before: written('before', files), after: written('after', files.slice(1)) };
}
