import { z } from 'zod';
import type { SurfaceFacts } from './surfaces/facts.js';
import { rows, settings } from './surfaces/index.js';

type Rows = typeof rows;
export type SurfaceName = keyof Rows;

export const surfaceFacts: Readonly<Record<SurfaceName, SurfaceFacts>> = rows;

/** What is scraped, one entry a surface of an Arks install. */
export const surfaces = z
  .strictObject(settings)
  .prefault({})
  .describe('Which parts of an Arks install are scraped, and how many series they may have.');

type SurfaceSettings = z.output<typeof surfaces>;

/** Surfaces with every default filled in. */
export type Surfaces = {
  readonly [Surface in SurfaceName]: Omit<SurfaceSettings[Surface], 'enabled'> & { readonly enabled: boolean };
};

type SurfaceWith<Facts> = { [Name in SurfaceName]: Rows[Name] extends Facts ? Name : never }[SurfaceName];
/** Surfaces whose targets stand in the namespaces of tenants. */
export type TenantSurface = SurfaceWith<{ readonly of: 'tenants' }>;
/** Surfaces that are everybody's, each in one namespace that the environment names. */
export type PlatformSurface = SurfaceWith<{ readonly of: 'platform' }>;
/** Exporters that answer at one surface and nowhere else. */
export type SurfaceExporter = Rows[SurfaceName]['exporters'][number];

export const SURFACES: readonly SurfaceName[] = Object.keys(rows).filter(isSurface);
export const OF_TENANTS: readonly TenantSurface[] = SURFACES.filter(isOfTenants);
export const OF_PLATFORM: readonly PlatformSurface[] = SURFACES.filter((name) => !isOfTenants(name));
/** Surfaces whose targets are engines. */
export const ENGINES: readonly TenantSurface[] = OF_TENANTS.filter((name) => surfaceFacts[name].engines === true);

export function isOfTenants(name: SurfaceName): name is TenantSurface {
  return surfaceFacts[name].of === 'tenants';
}

function isSurface(name: string): name is SurfaceName {
  return name in rows;
}

/** Whether anything is there to be scraped where these runtimes are served. */
export function isServed(name: SurfaceName, served: readonly unknown[]): boolean {
  const { runtimes } = surfaceFacts[name];
  return runtimes?.some((runtime) => served.includes(runtime)) ?? true;
}

/** Which surfaces are scraped where these runtimes are served. */
export function withEnabled(own: SurfaceSettings, runtimes: readonly string[]): Surfaces {
  const decided = { ...own };
  const decide = <Name extends SurfaceName>(name: Name) => {
    decided[name] = { ...own[name], enabled: own[name].enabled ?? isServed(name, runtimes) };
  };
  for (const name of SURFACES) decide(name);
  if (!areDecided(decided)) throw new Error('every surface must be enabled or not');
  return decided;
}

function areDecided(own: SurfaceSettings): own is SurfaceSettings & Surfaces {
  return SURFACES.every((name) => own[name].enabled !== undefined);
}
