import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { smokeTest } from '../../src/smoke/check.ts';
import { makeWeb, type TestWeb } from './web-lab.ts';
import { page, type Route, startServer, type TestServer } from './web-server.ts';

/** A server that ends with the test. */
export async function serve(routes: Record<string, Route>, start = startServer): Promise<TestServer> {
  const server = await start(routes);
  onTestFinished(server.close);
  return server;
}

/** The address of a server below HTTP. */
export async function serveRaw(onConnection: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => onConnection(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The verdict, one line for each thing that is told, with `~` for the server's address. */
export async function smoke(
  url: string,
  options = {},
  web: TestWeb = makeWeb(),
  signal = new AbortController().signal,
): Promise<readonly string[]> {
  const judgment = await smokeTest({ url, private: true, ...options }, web, signal);
  const shown = (text: string) => text.replaceAll(url, '~');
  switch (judgment.status) {
    case 'failed':
      return judgment.findings.map(({ message, rule }) => `failed ${rule}: ${shown(message)}`);
    case 'broken':
      return [`broken: ${shown(judgment.message)}`];
    default:
      return [judgment.status];
  }
}

/** A route that answers with JSON. */
export function json(value: unknown): Route {
  return page(JSON.stringify(value), 'application/json; charset=utf-8');
}

/** Ends in the middle of a body. */
export const cutShort: Route = (_, response) =>
  response.writeHead(200, { 'content-length': '10' }).write('x', () => response.destroy());

/** Not long to wait. */
export const SOON = { within: '5s', every: '1s' };
