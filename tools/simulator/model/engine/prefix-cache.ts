/** Beginnings of prompts whose KV cache is still there, the least recently used given up first. */
export interface PrefixCache {
  /** Whether the beginning is cached; afterwards it is. */
  readonly hit: (prefix: string) => boolean;
}

/** An empty cache for that many beginnings. */
export function createPrefixCache(size: number): PrefixCache {
  // A Map keeps the order of insertion, so its first key is the one unused for longest.
  const cached = new Set<string>();
  return {
    hit: (prefix) => {
      const known = cached.delete(prefix);
      cached.add(prefix);
      const [oldest] = cached;
      if (cached.size > size && oldest !== undefined) cached.delete(oldest);
      return known;
    },
  };
}
