/** Where a check of a tier runs in CI, and what is there before it. Each list has at least one entry; several are a matrix. */
export interface CiMachine {
  /** Labels of runners, such as `ubuntu-24.04`. */
  readonly runsOn: readonly string[];
  /** Versions of Node. */
  readonly node: readonly string[];
  /** Versions of Python, where a tier needs one. */
  readonly python: readonly string[];
  /** Commands of a shell, in order, that bring in what tasks need. */
  readonly install: readonly string[];
  /** Minutes after which a job is stopped. */
  readonly timeout: number;
  /** Environment of its steps; values may hold `${{ }}`. */
  readonly env: Readonly<Record<string, string>>;
}

/** The key `ci` of a config, with everything that holds without it. Plain JSON. */
export interface Ci extends CiMachine {
  /** What is different for a tier, by its name. */
  readonly tiers: Readonly<Record<string, Partial<CiMachine>>>;
  /** Labels of the project's own runners, besides those of GitHub. */
  readonly runnerLabels: readonly string[];
  readonly deploy?: CiDeploy;
}

/** Where what is built goes, one after the other. */
export type CiDeploy = CloudRunDeploy | EcsDeploy;

/** What all deployments have in common. */
interface DeployBase<Environment> {
  /** A push to it is what deploys. */
  readonly branch: string;
  /** The tier that looks at what was deployed. */
  readonly smoke: string;
  /** What the image is built from, relative to the config; absent: `Dockerfile` in its folder. */
  readonly build?: { readonly context?: string; readonly dockerfile?: string };
  readonly staging: Environment;
  readonly production: Environment;
}

/** To Google Cloud Run. */
export interface CloudRunDeploy extends DeployBase<CloudRunEnvironment> {
  readonly to: 'gcp-cloud-run';
  /** Shares of the traffic in production before all of it, in percent; absent: 10, then 50. */
  readonly traffic?: readonly number[];
}

/** A service of Cloud Run, and how CI gets in. */
export interface CloudRunEnvironment {
  readonly project: string;
  readonly region: string;
  readonly service: string;
  readonly identityProvider: string;
  readonly serviceAccount: string;
  readonly image: string;
}

/** To AWS ECS. */
export interface EcsDeploy extends DeployBase<EcsEnvironment> {
  readonly to: 'aws-ecs';
}

/** A service of ECS, and how CI gets in. */
export interface EcsEnvironment {
  readonly region: string;
  readonly cluster: string;
  readonly service: string;
  readonly repository: string;
  readonly taskDefinition: string;
  readonly role: string;
  readonly url: string;
}
