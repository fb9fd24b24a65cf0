import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that keeps what is put under a URL, in memory. */
export interface ObjectServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** By path, with the query. May be changed while it runs. */
  readonly objects: Map<string, Buffer>;
  /** Every request as `METHOD /path`, in order. */
  readonly asked: string[];
  readonly requests: IncomingMessage[];
  /** Whether it takes requests and answers none. */
  hold: boolean;
  close(): void;
}

/** Starts one on a free port of the loopback address. */
export async function startObjectServer(): Promise<ObjectServer> {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    asked.push(`${method} ${url}`);
    requests.push(request);
    if (made.hold) return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (method === 'PUT') objects.set(url, Buffer.concat(chunks));
      const found = method === 'GET' ? objects.get(url) : Buffer.alloc(0);
      response.writeHead(found === undefined ? 404 : method === 'PUT' ? 201 : 200).end(found);
    });
  });
  const port = await listen(server);
  const made: ObjectServer = {
    hold: false,
    url: `http://127.0.0.1:${port}`,
    objects,
    asked,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return made;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
