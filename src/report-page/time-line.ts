import type { RunRecord } from '../core/record.ts';
import { durationText } from '../report-text/amounts.ts';
import { checkLine } from '../report-text/check-line.ts';
import { refName } from '../report-text/verdict.ts';
import { type Lane, type Lanes, lanesOf } from './lanes.ts';
import { escaped, folded, type Html, part } from './markup.ts';

/** Lanes that are shown of one run, those of the critical path and the longest: at once, and with those that are there to be opened. */
const SHOWN = { once: 40, all: 200 };
/** Units of the drawing from the beginning of a run to its end. */
const WIDTH = 1000;
/** Checks of a long critical path that are named: so many at each end. */
const PATH_ENDS = 3;

/** When each check began and how long it took, run by run. */
export function timeLinePart(records: readonly RunRecord[]): Html {
  const blocks = records.map((record) => {
    const lanes = lanesOf(record);
    return lanes.lanes.length === 0 ? '' : timeLine(lanes, record, records.length > 1);
  });
  return part('time', 'Time line', blocks);
}

function timeLine(all: Lanes, record: RunRecord, isOneOfMany: boolean): Html {
  const { axisMs } = all;
  const critical = all.lanes.filter(({ isCritical }) => isCritical);
  const tookOf = ({ from = 0, to }: Lane): number => to - from;
  const longest = all.lanes.toSorted((a, b) => Number(b.isCritical) - Number(a.isCritical) || tookOf(b) - tookOf(a));
  const inTime = (some: readonly Lane[]): readonly Lane[] => all.lanes.filter((lane) => some.includes(lane));
  const lanes = inTime(longest.slice(0, SHOWN.once));
  const others = inTime(longest.slice(SHOWN.once, SHOWN.all));
  const left = all.lanes.length - lanes.length - others.length;
  const heading = isOneOfMany
    ? `<h3>${escaped(record.ref === undefined ? record.trigger : refName(record.ref))}</h3>\n`
    : '';
  const marks = [0.25, 0.5, 0.75, 1].map((share) => `<span>${durationText(axisMs * share)}</span>`).join('');
  return `${heading}${caption(critical, all)}
${laneList(lanes, axisMs)}
<p class="axis" aria-hidden="true"><span>0</span>${marks}</p>${more(others, axisMs)}${left > 0 ? `\n<p>and ${left} shorter ones</p>` : ''}`;
}

function laneList(lanes: readonly Lane[], axisMs: number): Html {
  return `<ol class="lanes">\n${lanes.map((lane) => laneRow(lane, axisMs)).join('\n')}\n</ol>`;
}

function more(lanes: readonly Lane[], axisMs: number): Html {
  return lanes.length === 0 ? '' : `\n${folded(`${lanes.length} shorter ones`, laneList(lanes, axisMs))}`;
}

function caption(critical: readonly Lane[], { lanes, totalMs }: Lanes): Html {
  if (lanes.some(({ from }) => from === undefined)) {
    return '<p>This record does not say when checks began, only how long they took.</p>';
  }
  const names = pathText(critical.map(({ check }) => escaped(checkLine(check).name)));
  const took = critical.reduce((sum, { from = 0, to }) => sum + to - from, 0);
  const why =
    critical.length === 1
      ? 'What makes it faster makes the run faster.'
      : 'Each of these began when the one before it had ended: what makes them faster makes the run faster.';
  return `<p>The run took ${durationText(totalMs)}. Critical path: <strong>${names}</strong>, ${durationText(took)}. ${why}</p>`;
}

/** Names in their order; of many the first and the last ones: all are marked below. */
function pathText(names: readonly Html[]): Html {
  const left = names.length - PATH_ENDS * 2;
  const shown = left > 1 ? [...names.slice(0, PATH_ENDS), `${left} more`, ...names.slice(-PATH_ENDS)] : names;
  return shown.join(' → ');
}

function laneRow({ check, from, to, isCritical }: Lane, axisMs: number): Html {
  const { name, text, sign } = checkLine(check);
  const [x, width] = [from ?? 0, to - (from ?? 0)].map((ms) => Math.round((ms / axisMs) * WIDTH));
  const began = from === undefined ? '' : `began at ${durationText(from)}, `;
  const path = isCritical ? ', on the critical path' : '';
  const bar = `<rect x="${Math.min(x ?? 0, WIDTH - 3)}" y="0" width="${Math.max(3, width ?? 0)}" height="10" class="bar ${sign}${isCritical ? ' critical' : ''}"/>`;
  return `<li${isCritical ? ' class="critical"' : ''}><span class="name">${escaped(name)}</span><svg viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">${bar}</svg><span class="told">${began}${escaped(text)}${path}</span></li>`;
}
