/** An action at a commit that nobody can move, with the release that it is. */
export interface Pin {
  /** `owner/name`, or a folder of it. */
  readonly action: string;
  /** The commit, in full. */
  readonly commit: string;
  /** The release, in full, such as `v4.2.1`. */
  readonly version: string;
}

function pin(action: string, version: string, commit: string): Pin {
  return { action, version, commit };
}

const CACHE = ['v6.1.0', '55cc8345863c7cc4c66a329aec7e433d2d1c52a9'] as const;

/** The actions that generated workflows use; all of them run on Node 24. */
export const PINS = {
  checkout: pin('actions/checkout', 'v7.0.1', '3d3c42e5aac5ba805825da76410c181273ba90b1'),
  setupNode: pin('actions/setup-node', 'v7.0.0', '820762786026740c76f36085b0efc47a31fe5020'),
  setupPython: pin('actions/setup-python', 'v7.0.0', '5fda3b95a4ea91299a34e894583c3862153e4b97'),
  restoreCache: pin('actions/cache/restore', ...CACHE),
  saveCache: pin('actions/cache/save', ...CACHE),
  uploadArtifact: pin('actions/upload-artifact', 'v7.0.1', '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a'),
  downloadArtifact: pin('actions/download-artifact', 'v8.0.1', '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c'),
  gcpAuth: pin('google-github-actions/auth', 'v3.0.0', '7c6bc770dae815cd3e89ee6cdf493a5fab2cc093'),
  setupGcloud: pin('google-github-actions/setup-gcloud', 'v3.0.1', 'aa5489c8933f4cc7a4f7d45035b3b1440c9c10db'),
  deployCloudRun: pin('google-github-actions/deploy-cloudrun', 'v3.0.1', '2028e2d7d30a78c6910e0632e48dd561b064884d'),
  awsCredentials: pin('aws-actions/configure-aws-credentials', 'v6.2.3', 'e6de054238d6b7531b4efff3b6587d9aade6a06c'),
  ecrLogin: pin('aws-actions/amazon-ecr-login', 'v2.1.7', '03f1aad4c6c7ffd436567f42f9384779290529bd'),
  ecsRender: pin('aws-actions/amazon-ecs-render-task-definition', 'v1.9.0', '138c24f321fdbdf7edee4a685519d253cae2cdea'),
  ecsDeploy: pin('aws-actions/amazon-ecs-deploy-task-definition', 'v2.6.3', 'c465972ecbd160473f22e683363b422a5412a3de'),
} as const satisfies Readonly<Record<string, Pin>>;
