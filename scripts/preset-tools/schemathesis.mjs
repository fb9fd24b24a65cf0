const SCHEMA = {
  'openapi.json': JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'x', version: '1' },
    paths: {
      '/items/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 0 } }],
          responses: { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
      },
    },
  }),
  '.gitignore': 'node_modules\n.hypothesis\n.schemathesis\n',
};
const args = [
  '--checks',
  'not_a_server_error,response_schema_conformance',
  '--phases',
  'fuzzing',
  '--max-examples',
  '30',
];
const options = { schema: 'openapi.json', url: '{origin}', seed: '1', args };

export const install = { pypi: ['schemathesis==4.32.5'] };

export const cases = [
  {
    name: 'an API that answers as it should',
    files: SCHEMA,
    task: { options },
    serve: () => ({ id: 1 }),
    expect: { status: 'passed' },
  },
  {
    name: 'an API that fails',
    files: SCHEMA,
    task: { options },
    serve: () => ({}),
    status: () => 500,
    expect: { status: 'failed' },
  },
  {
    name: 'an answer of another form',
    files: SCHEMA,
    task: { options },
    serve: () => [1],
    expect: { status: 'failed' },
  },
  {
    name: 'an API that is not there, after which it ends as after a failure',
    files: SCHEMA,
    task: { options: { ...options, url: 'http://127.0.0.1:9' } },
    expect: { status: 'broken', message: /Connection failed|refused/ },
  },
  {
    name: 'no schema',
    files: { 'a.txt': '' },
    task: { options: { ...options, url: 'http://127.0.0.1:9' } },
    expect: { status: 'broken', message: /does not exist/ },
  },
];
