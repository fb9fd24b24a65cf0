/** The web as a kind may ask it. It reads no clock and no variables but through this. */
export interface Web {
  /** Sends one request and takes what comes; a redirect is an answer like any other. Rejects only when the signal fires. */
  send(request: WebRequest, signal: AbortSignal): Promise<WebAnswer>;
  /** Milliseconds since 1970, by a clock that does not jump while we run. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the signal fires. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Variables that the task sees, see `passEnv` of its kind. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Whether the machine has an address that others could reach it by. */
  isOnline(): boolean;
  readonly memory: WebMemory;
}

/** Words under keys of 40 digits that outlast a run. What goes wrong with it costs that something is asked again. */
export interface WebMemory {
  recall(keys: readonly string[]): ReadonlyMap<string, string>;
  /** `words`: without blanks. */
  remember(words: ReadonlyMap<string, string>): void;
}

/** The methods of requests. */
export type WebMethod = 'HEAD' | 'GET' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request. */
export interface WebRequest {
  readonly method: WebMethod;
  /** Of http or https, without credentials and without a fragment. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is sent behind the headers, as UTF-8; nothing without it. */
  readonly body?: string;
  /** Milliseconds until it is connected. */
  readonly connectTimeout: number;
  /** Milliseconds until all has come that is wanted. */
  readonly timeout: number;
  /** Whether addresses of this machine and of private networks may be asked. */
  readonly allowsPrivate: boolean;
  /** Bytes of the body that are read at most, decompressed. */
  readonly limit: number;
  /** Who reads the body of a reply; where nobody does, it is not waited for. */
  readonly reader?: (reply: WebReply) => TextReader | undefined;
}

/** Takes the text of a body piece by piece, and says whether more of it is wanted. */
export type TextReader = (text: string) => boolean;

/** What came, or why nothing came. */
export type WebAnswer = WebReply | WebFailure;

/** What a server said. */
export interface WebReply {
  readonly type: 'reply';
  readonly status: number;
  /** By name in lower case; what may be there several times stands on as many lines. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the body is longer than was read. */
  readonly isCut?: boolean;
}

/** A request that got no answer. */
export interface WebFailure {
  readonly type: 'failure';
  readonly cause: WebCause;
  /** In the words of whoever noticed: an error code, or a short text. */
  readonly detail: string;
}

/** Why nothing came. */
export type WebCause =
  | 'host-not-found'
  /** Nobody could be asked where the host is. */
  | 'no-resolver'
  | 'no-route'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'certificate'
  | 'encryption'
  /** What came is no HTTP. */
  | 'protocol'
  /** The host is this machine or lies in a private network, which may not be asked. */
  | 'private'
  | 'proxy';
