import type { ProgramExit } from '../core/contracts/judgment.ts';
import type { Finding } from '../core/outcome.ts';
import { findingAt } from './findings.ts';
import { plainLines } from './plain-text.ts';

/** `	test_fast (0001_base) - Field 'mean' has failed PercentageRegressionCheck: 367.882952630 > 50.000000000`. */
const REGRESSION = /^\s+(.+) - Field '(\w+)' has failed (\w+)RegressionCheck: ([\d.]+) > ([\d.]+)$/;

/** What pytest-benchmark says is slower than in the run that it was compared with. It then ends as a test that fails. */
export function readRegressions({ stdout, stderr }: ProgramExit): readonly Finding[] {
  return plainLines(`${stderr}\n${stdout}`).flatMap((line) => {
    const match = REGRESSION.exec(line);
    if (match === null) return [];
    const [, name = '', field = '', form, measured, most] = match;
    const unit = form === 'Percentage' ? '%' : ' s';
    const amount = `${Number(measured).toFixed(form === 'Percentage' ? 2 : 9)}${unit}`;
    return findingAt('error', `${name}: ${field} is ${amount} more, beyond ${Number(most)}${unit}`, {});
  });
}
