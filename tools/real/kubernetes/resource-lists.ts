import type { Writable } from 'node:stream';
import type { ResourceKind } from './api-server.js';
import { jsonText } from './json-text.js';

/** An object as Kubernetes has it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly creationTimestamp?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

interface Watch {
  readonly kind: ResourceKind;
  readonly namespace: string | undefined;
  readonly stream: Writable;
}

/** Tells client-go that a watch has sent all that was there before. */
const INITIAL_EVENTS_END = { 'k8s.io/initial-events-end': 'true' };

/** Objects by kind, in the order of their versions, and who watches them. */
export class ResourceLists {
  private readonly objects = new Map<ResourceKind, Map<string, KubernetesObject>>();
  private readonly watches = new Set<Watch>();
  private version = 100;

  /** Creates or replaces an object. */
  apply(kind: ResourceKind, object: KubernetesObject): void {
    const known = this.of(kind);
    const key = keyOf(object);
    const type = known.has(key) ? 'MODIFIED' : 'ADDED';
    const stored = this.stamped(object);
    known.set(key, stored);
    this.tell(kind, type, stored);
  }

  /** Takes an object away; one that is not there is gone already. */
  remove(kind: ResourceKind, object: KubernetesObject): void {
    const found = this.of(kind).get(keyOf(object));
    if (found === undefined) return;
    this.of(kind).delete(keyOf(object));
    this.tell(kind, 'DELETED', this.stamped(found));
  }

  /** A list as the API server answers it. */
  list(kind: ResourceKind, namespace: string | undefined) {
    return {
      apiVersion: `${kind.group}/${kind.version}`,
      kind: `${kind.kind}List`,
      metadata: { resourceVersion: String(this.version) },
      items: this.within(kind, namespace),
    };
  }

  /** Sends what happens from now on, and before it, where it is asked for, what is there. */
  watch(kind: ResourceKind, namespace: string | undefined, stream: Writable, sendInitialEvents: boolean): void {
    if (sendInitialEvents) {
      for (const object of this.within(kind, namespace)) stream.write(event('ADDED', object));
      stream.write(event('BOOKMARK', this.bookmark(kind)));
    }
    const watch = { kind, namespace, stream };
    this.watches.add(watch);
    stream.once('close', () => this.watches.delete(watch));
  }

  /** Ends the watches of a kind, as an API server does from time to time. */
  endWatches(kind: ResourceKind): void {
    for (const watch of [...this.watches].filter((one) => one.kind === kind)) watch.stream.end();
  }

  private of(kind: ResourceKind): Map<string, KubernetesObject> {
    const known = this.objects.get(kind) ?? new Map<string, KubernetesObject>();
    this.objects.set(kind, known);
    return known;
  }

  private within(kind: ResourceKind, namespace: string | undefined): readonly KubernetesObject[] {
    const all = [...this.of(kind).values()];
    return namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
  }

  private tell(kind: ResourceKind, type: string, object: KubernetesObject): void {
    for (const watch of this.watches) {
      const { namespace = object.metadata.namespace } = watch;
      if (watch.kind === kind && namespace === object.metadata.namespace) watch.stream.write(event(type, object));
    }
  }

  private stamped(object: KubernetesObject): KubernetesObject {
    this.version += 1;
    const resourceVersion = String(this.version);
    return { ...object, metadata: { uid: keyOf(object), ...object.metadata, resourceVersion } };
  }

  private bookmark({ group, version, kind }: ResourceKind): KubernetesObject {
    const stamp = { resourceVersion: String(this.version), annotations: INITIAL_EVENTS_END };
    return { apiVersion: `${group}/${version}`, kind, metadata: { name: '', ...stamp } };
  }
}

function keyOf({ metadata, kind }: KubernetesObject): string {
  return `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

/** An event of a watch, a line each. */
function event(type: string, object: KubernetesObject): string {
  return `${jsonText({ type, object })}\n`;
}
