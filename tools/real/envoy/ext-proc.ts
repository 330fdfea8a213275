import { createServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';

/** What the server does with the next message of a kind. */
export type Manner = 'answers' | 'hangs' | 'ends';

/** An external processor that lets every request pass, message by message, as long as it is told so. */
export interface MockProcessor {
  readonly port: number;
  /** For request headers, and for each part of an answer's body. */
  readonly manner: { requestHeaders: Manner; responseBody: Manner };
  readonly stop: () => Promise<void>;
}

/** Field numbers of envoy.service.ext_proc.v3: what ProcessingRequest holds, and where ProcessingResponse answers it. */
const FIELDS = {
  requestHeaders: { asked: 2, answered: 1 },
  responseHeaders: { asked: 3, answered: 2 },
  requestBody: { asked: 4, answered: 3 },
  responseBody: { asked: 5, answered: 4 },
} as const;
type Message = keyof typeof FIELDS;
const MESSAGES: readonly Message[] = ['requestHeaders', 'responseHeaders', 'requestBody', 'responseBody'];
/** gRPC puts a flag and a length of four bytes before each message. */
const FRAME_HEAD_BYTES = 5;
const WIRE_TYPES = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** Starts one, gRPC without TLS, on a port, any free one unless said. */
export async function startProcessor(port = 0): Promise<MockProcessor> {
  const manner: MockProcessor['manner'] = { requestHeaders: 'answers', responseBody: 'answers' };
  const server = createServer();
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  server.on('stream', (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.on('error', () => {});
    stream.once('end', () => stream.end());
    process(stream, (message) =>
      message === 'requestHeaders' || message === 'responseBody' ? manner[message] : 'answers',
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error(`no port was given to a processor, got ${bound}`);
  return {
    port: bound.port,
    manner,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const session of sessions) session.destroy();
      await closed;
    },
  };
}

function process(stream: ServerHttp2Stream, mannerOf: (message: Message) => Manner): void {
  let read = Buffer.alloc(0);
  stream.on('data', (data: Buffer) => {
    read = Buffer.concat([read, data]);
    while (read.length >= FRAME_HEAD_BYTES) {
      const end = FRAME_HEAD_BYTES + read.readUInt32BE(1);
      if (read.length < end) return;
      const message = messageOf(read.subarray(FRAME_HEAD_BYTES, end));
      read = read.subarray(end);
      if (message === undefined) continue;
      const manner = mannerOf(message);
      if (manner === 'ends') stream.session?.destroy();
      else if (manner === 'answers') stream.write(pass(message));
    }
  });
}

/** A response of that kind that changes nothing: its field, empty. */
function pass(message: Message): Buffer {
  const body = Buffer.from([(FIELDS[message].answered << 3) | WIRE_TYPES.bytes, 0]);
  const head = Buffer.alloc(FRAME_HEAD_BYTES);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Which kind of message it is, by the field that it holds beside those about all of them. */
function messageOf(bytes: Buffer): Message | undefined {
  for (let at = 0; at < bytes.length; ) {
    const [tag, afterTag] = varint(bytes, at);
    const found = MESSAGES.find((message) => FIELDS[message].asked === tag >> 3);
    if (found !== undefined) return found;
    at = afterValue(bytes, afterTag, tag & 7);
  }
  return undefined;
}

function afterValue(bytes: Buffer, at: number, wireType: number): number {
  const [value, after] = varint(bytes, at);
  if (wireType === WIRE_TYPES.varint) return after;
  if (wireType === WIRE_TYPES.bytes) return after + value;
  return at + (wireType === WIRE_TYPES.fixed64 ? 8 : 4);
}

function varint(bytes: Buffer, from: number): readonly [value: number, after: number] {
  let value = 0;
  let at = from;
  for (let shift = 0; at < bytes.length; shift += 7) {
    const byte = bytes[at] ?? 0;
    at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  return [value, at];
}
