const users = (path, more = '') => ({
  'locustfile.py': `from locust import HttpUser, constant, task\n\n\nclass User(HttpUser):\n    wait_time = constant(0.05)\n\n    @task\n    def ask(self):\n        self.client.get("${path}")\n        ${more}\n`,
});
const OPTIONS = { users: 2, rate: 2, time: '1s', host: '{origin}' };
const answering = { serve: () => ({}), status: ({ url }) => (url === '/bad' ? 500 : 200) };

export const install = { pypi: ['locust==2.47.0'] };

export const cases = [
  {
    name: 'within its limits',
    files: users('/'),
    task: { options: { ...OPTIONS, limits: { p95: 5000 }, endpoints: { 'GET /': { max: 9000 } } } },
    ...answering,
    expect: { status: 'passed' },
  },
  {
    name: 'beyond them',
    files: users('/'),
    task: { options: { ...OPTIONS, limits: { max: 0 } } },
    ...answering,
    expect: { status: 'failed' },
  },
  {
    name: 'requests that fail',
    files: users('/bad'),
    task: { options: OPTIONS },
    ...answering,
    expect: { status: 'failed' },
  },
  {
    name: 'requests that fail, as they may',
    files: users('/bad'),
    task: { options: { ...OPTIONS, limits: { failures: 100 } } },
    ...answering,
    expect: { status: 'passed' },
  },
  {
    name: 'a user that raises',
    files: users('/', 'raise ValueError("boom")'),
    task: { options: OPTIONS },
    ...answering,
    expect: { status: 'failed', findings: [{ message: 'a task of the locustfile raised: boom' }] },
  },
  {
    name: 'no host, after which it ends with 0',
    files: users('/'),
    task: { options: { time: '1s' } },
    expect: { status: 'broken', message: /no request was made/ },
  },
  {
    name: 'no locustfile',
    files: { 'a.py': '' },
    task: { options: OPTIONS },
    ...answering,
    expect: { status: 'broken' },
  },
];
