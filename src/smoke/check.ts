import type { Judgment } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { Web } from '../core/contracts/web.ts';
import type { Finding } from '../core/outcome.ts';
import { mask } from '../requests/variables.ts';
import { type Asking, ask } from './ask.ts';
import { awaitReady, type Unready } from './await-ready.ts';
import { type Complaint, judgeExchange } from './judge-answer.ts';
import { showTime } from './say.ts';
import { readSettings, type SmokeRequest, type SmokeSettings } from './settings.ts';

/** Complaints of one request that are told. */
const MOST = 10;

/**
 * Waits for a service to get ready and asks it. Failed: it answers, or fails to, otherwise than it should. Broken: nobody could
 * find out. Rejects when the signal fires.
 */
export async function smokeTest(options: Options, web: Web, signal: AbortSignal): Promise<Judgment> {
  const settings = readSettings(options, web.variables);
  if ('problem' in settings) return { status: 'broken', message: settings.problem };
  const asking: Asking = { settings, web, signal };
  const unready = await awaitReady(asking);
  if (unready !== undefined) return judgeUnready(unready, settings);
  const findings: Finding[] = [];
  const unmeasured: string[] = [];
  for (const request of settings.requests) {
    for (const { rule, what } of await complaintsOf(request, asking)) {
      const message = mask(`${request.label}: ${what}`, settings.secrets);
      if (rule === 'unmeasured') unmeasured.push(message);
      else findings.push({ severity: 'error', message, rule });
    }
  }
  if (findings.length === 0 && unmeasured.length > 0) return { status: 'broken', message: unmeasured.join('; ') };
  const rest = unmeasured.map((message): Finding => ({ severity: 'error', message, rule: 'unmeasured' }));
  if (findings.length > 0) return { status: 'failed', findings: [...findings, ...rest] };
  // A service that is well now may not be in a minute.
  return { status: 'passed', lasting: false };
}

function judgeUnready({ last, attempts }: Unready, { ready, base, secrets }: SmokeSettings): Judgment {
  const tried = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
  if (last.rule === 'unmeasured') {
    return { status: 'broken', message: mask(`${base.origin} could not be asked: ${last.what} (${tried})`, secrets) };
  }
  const message = `not ready after ${showTime(ready.within)}: ${ready.request.label}: ${last.what} (${tried})`;
  return { status: 'failed', findings: [{ severity: 'error', message: mask(message, secrets), rule: 'not-ready' }] };
}

/** What is wrong with the answers to a request, each thing once. */
async function complaintsOf(request: SmokeRequest, asking: Asking): Promise<readonly Complaint[]> {
  const { latency } = request.expect;
  const total = latency?.requests ?? 1;
  const counts = new Map<string, { readonly complaint: Complaint; count: number }>();
  const times: number[] = [];
  for (let index = 0; index < total; index += 1) {
    const exchange = await ask(request, request.timeout, asking);
    if (exchange.answer.type === 'reply') times.push(exchange.took);
    for (const complaint of judgeExchange(exchange, request, asking.settings)) {
      const known = counts.get(complaint.what) ?? { complaint, count: 0 };
      known.count += 1;
      counts.set(complaint.what, known);
    }
  }
  const complaints = [...counts.values()].map(({ complaint, count }) => ({
    ...complaint,
    what: count === total ? complaint.what : `${complaint.what} (${count} of ${total} answers)`,
  }));
  const slow = latency === undefined || times.length < total ? undefined : judgeTimes(times, latency.median);
  return [...complaints.slice(0, MOST), ...(slow === undefined ? [] : [slow])];
}

function judgeTimes(times: readonly number[], limit: number): Complaint | undefined {
  const sorted = [...times].sort((one, other) => one - other);
  const [before = 0, after = before] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  const median = (before + after) / 2;
  if (median <= limit) return undefined;
  const [least = 0, most = least] = [sorted[0], sorted.at(-1)];
  const range = sorted.length === 1 ? '' : `, from ${showTime(least)} to ${showTime(most)}`;
  const what = sorted.length === 1 ? 'the request took' : `the median of ${sorted.length} requests is`;
  return { rule: 'latency', what: `${what} ${showTime(median)}, wanted at most ${showTime(limit)}${range}` };
}
