const script = (body, thresholds = "http_req_duration: ['p(95)<5000'], http_req_failed: ['rate<0.01']") => ({
  'load.js': `import http from 'k6/http';\nexport const options = { vus: 1, iterations: 3, thresholds: { ${thresholds} } };\nexport default function () { ${body} }\n`,
});
const GET = "http.get('{origin}' + (__ENV.P || '/'));";
const answering = { serve: () => ({}), status: ({ url }) => (url === '/bad' ? 500 : 200) };
const task = { options: { script: 'load.js' } };

export const install = { go: ['go.k6.io/k6@v1.3.0'] };

export const cases = [
  { name: 'within its thresholds', files: script(GET), task, ...answering, expect: { status: 'passed' } },
  {
    name: 'beyond them, by an argument',
    files: script(GET),
    task: { options: { script: 'load.js', args: ['-e', 'P=/bad'] } },
    ...answering,
    expect: { status: 'failed', findings: [{ message: 'http_req_failed: rate<0.01 is not so: rate is 1' }] },
  },
  {
    name: 'iterations that throw, after which it ends with 0',
    files: script('throw new Error("boom");'),
    task,
    expect: { status: 'failed', findings: [{ message: 'the script threw Error: boom' }] },
  },
  {
    name: 'nothing measured, after which it ends with 0',
    files: script(''),
    task,
    expect: { status: 'broken', message: /nothing was measured of http_req_/ },
  },
  {
    name: 'no thresholds',
    files: script(GET, ''),
    task,
    ...answering,
    expect: { status: 'broken', message: /nothing could fail/ },
  },
  {
    name: 'a threshold of no metric',
    files: script(GET, "nope: ['p(95)<1']"),
    task,
    ...answering,
    expect: { status: 'broken', message: /no metric name/ },
  },
  { name: 'no script', files: { 'a.js': '' }, task, expect: { status: 'broken' } },
];
