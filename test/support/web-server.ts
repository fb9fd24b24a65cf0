import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a server does with a request to a path. */
export type Route = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server on this machine. */
export interface TestServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** Every request as `METHOD /path`, in order. */
  readonly asked: string[];
  /** Routes by path; what is not there is a 404. May be changed while it runs. */
  readonly routes: Record<string, Route>;
  /** The requests themselves. */
  readonly requests: IncomingMessage[];
  close(): void;
}

/** Starts a server on a free port of the loopback address. */
export function startServer(routes: Record<string, Route>): Promise<TestServer> {
  return listen(createServer, 'http', routes);
}

/** The same with TLS, under a certificate that nobody has signed. */
export function startSecureServer(routes: Record<string, Route>): Promise<TestServer> {
  const certificate = selfSigned();
  return listen((listener) => createSecureServer(certificate, listener), 'https', routes);
}

async function listen(
  create: (listener: RequestListener) => Server,
  scheme: string,
  routes: Record<string, Route>,
): Promise<TestServer> {
  const asked: string[] = [];
  const requests: IncomingMessage[] = [];
  const server = create((request, response) => {
    const { method, url = '' } = request;
    asked.push(`${method} ${url}`);
    requests.push(request);
    const route = routes[url] ?? routes[url.split('?', 1)[0] ?? ''];
    if (route === undefined) response.writeHead(404).end();
    else route(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `${scheme}://127.0.0.1:${port}`, asked, routes, requests, close };
}

function selfSigned(): { readonly key: Buffer; readonly cert: Buffer } {
  const folder = mkdtempSync(path.join(tmpdir(), 'lattice-certificate-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  try {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '2', ...subject], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A route that answers with a status and headers. */
export function answer(status: number, headers: Record<string, string> = {}, body = ''): Route {
  return (_, response) => response.writeHead(status, headers).end(body);
}

/** A route that answers with a page. */
export function page(body: string, type = 'text/html; charset=utf-8'): Route {
  return answer(200, { 'content-type': type }, body);
}
