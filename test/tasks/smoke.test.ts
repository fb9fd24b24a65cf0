import { describe, expect, it } from 'vitest';
import smoke from '../../src/tasks/smoke.ts';
import { makeTools } from '../support/snapshot-tools.ts';
import { makeWeb } from '../support/web-lab.ts';
import { answer, startServer } from '../support/web-server.ts';

describe('a smoke test', () => {
  it('asks the service that a variable names, whatever the files are', async () => {
    const server = await startServer({ '/': answer(500) });
    const web = makeWeb({ variables: { BASE_URL: server.url } });
    const tools = { ...makeTools({}), web: async () => web };
    const judgment = await smoke.inspect([], { private: true, ready: { within: '1s' } }, tools);
    server.close();
    expect(judgment).toMatchObject({ status: 'failed', findings: [{ rule: 'not-ready' }] });
  });

  it('sees the variables that its options name', () => {
    expect(smoke.passEnv({ headers: { A: '{env:B}' } })).toEqual(['BASE_URL', 'B']);
  });
});
