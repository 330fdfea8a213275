import { createServer, type ServerResponse } from 'node:http';
import { jsonText } from './json-text.js';
import { type KubernetesObject, ResourceLists } from './resource-lists.js';

/** A custom resource that the API server knows. */
export interface ResourceKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
}

/** What stands in for an API server: definitions and objects by list and watch, as client-go asks for them. */
export interface ApiServer {
  readonly address: string;
  /** Creates an object, or replaces the one of its kind, namespace and name. */
  readonly apply: (object: KubernetesObject) => void;
  readonly remove: (object: KubernetesObject) => void;
  /** Whether lists and watches of objects are answered with 403, as without a binding; running watches end. */
  readonly refuse: (refused: boolean) => void;
  /** Method and path of every request so far. */
  readonly requests: () => readonly string[];
  readonly close: () => Promise<void>;
}

const FORBIDDEN = 403;
const NOT_FOUND = 404;
const DEFINITIONS: ResourceKind = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
};
/** `/apis/<group>/<version>[/namespaces/<namespace>]/<plural>` */
const PATH = /^\/apis\/([^/]+)\/([^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)$/;

/** Starts one on a port of 127.0.0.1 that the system gives, with the definitions of these kinds. */
export async function startApiServer(kinds: readonly ResourceKind[]): Promise<ApiServer> {
  const lists = new ResourceLists();
  for (const kind of kinds) lists.apply(DEFINITIONS, definition(kind));
  const requests: string[] = [];
  let refused = false;

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push(`${request.method} ${url.pathname}`);
    if (['/livez', '/readyz', '/healthz'].includes(url.pathname)) return response.end('ok');
    if (url.pathname === '/version') return answer(response, 200, { major: '1', minor: '36', gitVersion: 'v1.36.3' });
    const [, group, version, namespace, plural] = PATH.exec(url.pathname) ?? [];
    const kind = [DEFINITIONS, ...kinds].find(
      (one) => one.group === group && one.version === version && one.plural === plural,
    );
    if (kind === undefined) return answer(response, NOT_FOUND, failure(NOT_FOUND, 'NotFound'));
    if (refused && kind !== DEFINITIONS) return answer(response, FORBIDDEN, failure(FORBIDDEN, 'Forbidden'));
    if (url.searchParams.get('watch') === null) return answer(response, 200, lists.list(kind, namespace));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    return lists.watch(kind, namespace, response, url.searchParams.get('sendInitialEvents') === 'true');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the API server has no port');

  const kindOf = (object: KubernetesObject) => {
    const found = kinds.find((one) => one.kind === object.kind && `${one.group}/${one.version}` === object.apiVersion);
    if (found === undefined) throw new Error(`there is no definition of ${object.apiVersion} ${object.kind}`);
    return found;
  };
  return {
    address: `http://127.0.0.1:${address.port}`,
    apply: (object) => lists.apply(kindOf(object), object),
    remove: (object) => lists.remove(kindOf(object), object),
    refuse: (now) => {
      refused = now;
      if (now) for (const kind of kinds) lists.endWatches(kind);
    },
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(jsonText(body));
}

function failure(code: number, reason: string) {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message: reason.toLowerCase(), code };
}

function definition({ group, version, kind, plural }: ResourceKind): KubernetesObject {
  const singular = kind.toLowerCase();
  return {
    apiVersion: `${DEFINITIONS.group}/${DEFINITIONS.version}`,
    kind: DEFINITIONS.kind,
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular, listKind: `${kind}List` },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
    status: {
      acceptedNames: { kind, plural, singular, listKind: `${kind}List` },
      storedVersions: [version],
      conditions: [{ type: 'Established', status: 'True', reason: 'InitialNamesAccepted', message: '' }],
    },
  };
}
