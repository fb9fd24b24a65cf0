import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

type Params = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

/** What a page is looked at with. */
export interface View {
  readonly width: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly media?: 'screen' | 'print';
}

/** A part of a page, in CSS pixels from its top. */
export interface Clip {
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A browser with one page. */
export interface Browser {
  /** Opens a page, and waits until all of it is there. */
  open(address: string): Promise<void>;
  view(view: View): Promise<void>;
  /** Value of an expression in the page, as JSON has it. Rejects where it throws. */
  evaluate<T>(expression: string): Promise<T>;
  /** Presses a key by its name, such as `Tab`. */
  press(key: string): Promise<void>;
  /** The whole page as a PNG, or a part of it. */
  picture(clip?: Clip): Promise<Buffer>;
  /** Whether scripts of pages run, from the next page on. */
  allowScripts(allowed: boolean): Promise<void>;
  /** Addresses that pages asked for, and what the browser complained about, since it was started. */
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Codes of keys that do something without a text. */
const KEYS: Readonly<Record<string, { readonly code: number; readonly text?: string }>> = {
  Tab: { code: 9 },
  Enter: { code: 13, text: '\r' },
  ArrowRight: { code: 39 },
};

/** Starts Debian's Chromium, spoken to over a pipe by the Chrome DevTools Protocol. Rejects where it cannot be started. */
export async function openBrowser(): Promise<Browser> {
  const profile = mkdtempSync(path.join(tmpdir(), 'lattice-browser-'));
  const child = spawn(
    'chromium',
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run', '--disable-extensions'],
      ...['--disable-background-networking', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
      ...[`--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const wire = new Wire(child);
  const { targetInfos } = (await wire.send('Target.getTargets')) as {
    targetInfos: { type: string; targetId: string }[];
  };
  const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId;
  const { sessionId } = (await wire.send('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string;
  };
  const page = (method: string, params: Params = {}) => wire.send(method, params, sessionId);
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await page(`${domain}.enable`);
  const requests: string[] = [];
  const complaints: string[] = [];
  wire.on('Network.requestWillBeSent', ({ request }) => requests.push(String((request as { url: string }).url)));
  wire.on('Log.entryAdded', ({ entry }) => complaints.push(String((entry as { text: string }).text)));
  wire.on('Runtime.exceptionThrown', ({ exceptionDetails }) => complaints.push(JSON.stringify(exceptionDetails)));
  wire.on('Page.javascriptDialogOpening', () => complaints.push('a dialog was opened'));
  return {
    requests,
    complaints,
    async open(address) {
      const loaded = wire.once('Page.loadEventFired');
      await page('Page.navigate', { url: address });
      await loaded;
    },
    async view({ width, height = 900, scheme = 'light', media = 'screen' }) {
      await page('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 500 });
      await page('Emulation.setEmulatedMedia', {
        media,
        features: [{ name: 'prefers-color-scheme', value: scheme }],
      });
    },
    async evaluate<T>(expression: string) {
      const answer = await page('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      if (answer['exceptionDetails'] !== undefined) throw new Error(JSON.stringify(answer['exceptionDetails']));
      return (answer['result'] as { value: T }).value;
    },
    async press(key) {
      const { code, text } = KEYS[key] ?? { code: 0 };
      const event = { key, code: key, windowsVirtualKeyCode: code, ...(text === undefined ? {} : { text }) };
      await page('Input.dispatchKeyEvent', { type: text === undefined ? 'rawKeyDown' : 'keyDown', ...event });
      await page('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    async picture(clip) {
      const part = clip === undefined ? {} : { clip: { x: 0, scale: 1, ...clip } };
      const { data } = await page('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, ...part });
      return Buffer.from(String(data), 'base64');
    },
    async allowScripts(allowed) {
      await page('Emulation.setScriptExecutionDisabled', { value: !allowed });
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await wire.send('Browser.close').catch(() => child.kill('SIGKILL'));
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

/** Messages in JSON, each ended by a NUL: written to the third, read from the fourth descriptor of the browser. */
class Wire {
  readonly #input: Writable;
  readonly #waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  readonly #listeners = new Map<string, ((params: Params) => void)[]>();
  #last = 0;
  #rest = '';

  constructor(child: ChildProcess) {
    this.#input = child.stdio[3] as Writable;
    const output = child.stdio[4] as Readable;
    output.setEncoding('utf8');
    output.on('data', (text: string) => this.#take(text));
    const fail = (error: Error) => {
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    this.#input.on('error', fail);
    child.once('error', fail);
    child.once('exit', () => fail(new Error('the browser has ended')));
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Answer> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  on(event: string, listener: (params: Params) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  once(event: string): Promise<Params> {
    return new Promise((resolve) => this.on(event, resolve));
  }

  #take(text: string): void {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop() ?? '';
    for (const message of messages) this.#hear(JSON.parse(message));
  }

  #hear({ id, result, error, method, params }: Readonly<Record<string, unknown>>): void {
    const waiting = this.#waiting.get(id as number);
    this.#waiting.delete(id as number);
    if (error !== undefined) waiting?.reject(new Error(JSON.stringify(error)));
    else waiting?.resolve(result as Answer);
    for (const listener of this.#listeners.get(method as string) ?? []) listener(params as Params);
  }
}
