import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWeb } from '../../src/web/open.ts';
import { answer, startServer, type TestServer } from '../support/web-server.ts';

const REQUEST = {
  method: 'HEAD',
  headers: {},
  connectTimeout: 20_000,
  timeout: 20_000,
  allowsPrivate: true,
  limit: 0,
} as const;

let server: TestServer;
beforeEach(async () => {
  server = await startServer({ '/a': answer(204) });
});
afterEach(() => server.close());

const open = () =>
  openWeb({ variables: {}, now: () => 5, memory: { recall: () => new Map(), remember: () => undefined } });

describe('the web', () => {
  it('is asked by many at once under one signal, without a word of Node', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const [web, { signal }] = [open(), new AbortController()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        await web.wait(1, signal);
        return web.send({ ...REQUEST, url: `${server.url}/a` }, signal);
      }),
    );
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(answers).toHaveLength(20);
    expect(answers.every((one) => one.type === 'reply' && one.status === 204)).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('ends a wait when the signal fires', async () => {
    const controller = new AbortController();
    const waiting = open().wait(60_000, controller.signal);
    controller.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('aborted');
  });

  it('has the time that it is given, and no private network unless that is allowed', async () => {
    const web = open();
    const request = { ...REQUEST, url: `${server.url}/a`, allowsPrivate: false };
    expect(web.now()).toBe(5);
    expect(await web.send(request, new AbortController().signal)).toMatchObject({ cause: 'private' });
    expect(server.asked).toEqual([]);
  });
});
