import {
  DefaultRenderer,
  Listr,
  type ListrDefaultRendererTask,
  ListrEventType,
  ListrLogger,
  ProcessOutput,
  Spinner,
} from 'listr2';
import type { Plan } from '../../core/plan.ts';
import type { RunEvent } from '../../core/ports.ts';
import { orderChecks } from '../../engine/order.ts';
import { openPage } from '../../report-text/page.ts';
import { Drawing } from './drawing.ts';
import { hasSeveralTiers, type RunWatcher, write } from './progress.ts';
import { type Row, rowMark, rowText } from './rows.ts';
import { frameLines, lastingLines, type Scene } from './scene.ts';
import type { Terminal } from './terminal.ts';

/** Rows of a terminal that does not say how many it has. */
const USUAL_HEIGHT = 24;
/** Milliseconds between two looks at the clock. Only a screen that differs is drawn. */
const TICK = 250;

/** Wider rows help nobody, and listr2 cuts at 80 where standard output is no terminal. */
const WIDEST = 80;

/**
 * Draws the checks of a plan while they run: what happens when is the engine's, listr2 only draws. `startedAt`: when the
 * first of them began, by the same clock. All rows are there from the start, and none is final before the board is closed: a check
 * may be told twice.
 */
export function openBoard(plan: Plan, terminal: Terminal, now: () => number, startedAt = now()): RunWatcher {
  const order = orderChecks(plan.checks);
  const rows: Row[] = plan.checks.map((check) => ({
    check,
    awaited: plan.checks.filter((other) => order.get(check)?.has(other)),
  }));
  const notices: string[] = [];
  const showTier = hasSeveralTiers(plan);
  const change = (event: RunEvent & { type: 'started' | 'finished' }, more: Partial<Row>): void => {
    const index = rows.findIndex(({ check }) => check.task === event.task);
    const row = rows[index];
    if (row !== undefined) rows[index] = { ...row, ...more };
  };
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const scene: Scene = { rows, notices, showTier, tiers: plan.tiers, startedAt };
  const drawing = draw(scene, ended, terminal, now);
  return {
    tell: (event) => {
      if (event.type === 'started') change(event, { startedAt: now() });
      else if (event.type === 'finished') change(event, { end: event.check });
      else if (event.type === 'notice') notices.push(event.message);
      drawing.refresh();
    },
    close: async (isInterrupted = false) => {
      drawing.leave(isInterrupted);
      end();
      await drawing.done;
      write(terminal, lastingLines(scene, openPage(terminal)));
    },
  };
}

/** Keeps the scene on the screen until `ended`, then takes it away again. */
function draw(scene: Scene, ended: Promise<void>, terminal: Terminal, now: () => number) {
  /** Looked at anew for every screen: windows change their size. */
  const pageNow = () => openPage({ color: terminal.color, width: Math.min(terminal.width, WIDEST) });
  const drawing = new Drawing();
  let isLeft = false;
  class Renderer extends DefaultRenderer {
    static override nonTTY = true;
    override update(): void {
      // listr2 switches rows on one by one: the first screen has all of them.
      if (!isLeft && list.tasks.every((task) => task.isEnabled()))
        terminal.err(drawing.show(this.create().split('\n'), terminal.width));
    }
    override create(): string {
      const page = pageNow();
      const at = { now: now(), showTier: scene.showTier, rows: scene.rows };
      for (const [index, row] of scene.rows.entries()) {
        const task = list.tasks[index];
        // Set as it is: the setter that tells the renderer would bring us here again.
        if (task !== undefined) task.title = rowText(row, at, page);
      }
      const window = { height: terminal.height ?? USUAL_HEIGHT, now: at.now };
      return frameLines(super.create().split('\n'), scene, window, page).join('\n');
    }
    protected override style({ id }: ListrDefaultRendererTask): string {
      const row = scene.rows[list.tasks.findIndex((task) => task.id === id)];
      return row === undefined ? '' : rowMark(row, pageNow());
    }
  }
  const output = new ProcessOutput(sink(terminal), sink(terminal));
  const list = new Listr<unknown, typeof Renderer>(
    scene.rows.map(({ check }) => ({ title: check.task.name, task: () => ended })),
    {
      concurrent: true,
      exitOnError: false,
      // Whoever runs us puts everything back first, and then closes the board.
      registerSignalListeners: false,
      renderer: Renderer,
      rendererOptions: {
        clearOutput: true,
        formatOutput: 'truncate',
        logger: new ListrLogger({ processOutput: output }),
        spinner: new Ticks(),
      },
    },
  );
  const done = list.run().then(
    () => undefined,
    () => undefined,
  );
  /** At once, and before listr2 comes to its end: whoever interrupts a run is back at a prompt in a moment. */
  const leave = (isInterrupted: boolean): void => {
    isLeft = true;
    terminal.err(drawing.clear() + (isInterrupted ? '\n' : ''));
  };
  return { done, leave, refresh: () => list.events.emit(ListrEventType.SHOULD_REFRESH_RENDER) };
}

/** Looks at the clock from time to time; nothing spins. */
class Ticks extends Spinner {
  override start(callback?: () => void): void {
    super.start(callback, TICK);
  }
}

/** A stream as listr2 wants one, for what the terminal shows. It breaks no lines and cuts none off: the frame fits. */
function sink({ err }: Terminal): NodeJS.WriteStream {
  const stream = {
    columns: Number.POSITIVE_INFINITY,
    rows: Number.POSITIVE_INFINITY,
    write: (text: string | Uint8Array) => {
      err(String(text));
      return true;
    },
  };
  return stream as unknown as NodeJS.WriteStream;
}
