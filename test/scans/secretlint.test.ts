import { expect, it } from 'vitest';
import { findingsIn } from '../support/scan-lab.ts';

const TOKEN = 'xoxb-2112345678-1234567890123';
/** By secretlint 12, without its masks. */
const file = (messages: readonly unknown[]) => ({
  filePath: '/work/repo/src/leak.txt',
  sourceContent: `x = "${TOKEN}"\n`,
  sourceContentType: 'text',
  messages,
});
const message = {
  message: `found slack token: ${TOKEN}`,
  range: [5, 34],
  type: 'message',
  ruleId: '@secretlint/secretlint-rule-slack',
  ruleParentId: '@secretlint/secretlint-rule-preset-recommend',
  loc: { start: { line: 2, column: 5 }, end: { line: 2, column: 59 } },
  severity: 'error',
  messageId: 'SLACK_TOKEN',
  data: { TOKEN },
};

it('reads rule, file and line, and nothing of the secret', async () => {
  const found = await findingsIn('secretlint', [file([message])]);
  expect(found).toEqual([
    {
      tool: 'secretlint',
      rule: '@secretlint/secretlint-rule-slack',
      message: 'a secret is written down here',
      file: '/work/repo/src/leak.txt',
      line: 2,
      column: 6,
    },
  ]);
  expect(JSON.stringify(found)).not.toContain(TOKEN);
});

it('is clean with clean files', async () => {
  expect(await findingsIn('secretlint', [file([])])).toEqual([]);
  expect(await findingsIn('secretlint', [], 'secretlint')).toEqual([]);
});
