import type { ActionCalls, PlainCalls } from './generated/calls.ts'
import type { SignMethod } from './signing.ts'

export interface ClientOptions {
  /** Where the shop is, such as `https://shop.example.com`. */
  baseUrl: string
  appKey: string
  secret: string
  /** `hmac-sha256` unless said otherwise. Browsers have it on secure pages only. */
  signMethod?: SignMethod
  /** A signed-in user's session, sent with every call. */
  session?: string
  /** How long one attempt may take; 15 seconds unless said otherwise. */
  timeoutMs?: number
  /** How often a call is sent again at most; twice unless said otherwise. */
  retries?: number
  /** Takes the place of the global `fetch`. */
  fetch?: typeof fetch
}

export interface CallOptions {
  /** This call's session; `''` calls as a guest. */
  session?: string
  signal?: AbortSignal
}

export type PlainMethod = keyof PlainCalls
export type ActionMethod = keyof ActionCalls
export type MethodName = PlainMethod | ActionMethod

/** What a method takes. */
export type ParamsOf<Method extends PlainMethod> = PlainCalls[Method]['params']
/** What a method answers. */
export type ResultOf<Method extends PlainMethod> = PlainCalls[Method]['result']

export type ParamArgs<Params> = Partial<Params> extends Params ? [params?: Params, options?: CallOptions] : [params: Params, options?: CallOptions]
export type ActionParams<Method extends ActionMethod, Action extends keyof ActionCalls[Method]> = ActionCalls[Method][Action] extends { params: infer Params } ? { action: Action } & Params : never
export type ActionResult<Method extends ActionMethod, Action extends keyof ActionCalls[Method]> = ActionCalls[Method][Action] extends { result: infer Result } ? Result : never

/** Any call by its name. */
export interface AnyCall {
  <Method extends PlainMethod>(method: Method, ...args: ParamArgs<ParamsOf<Method>>): Promise<ResultOf<Method>>
  <Method extends ActionMethod, Action extends keyof ActionCalls[Method]>(method: Method, params: ActionParams<Method, Action>, options?: CallOptions): Promise<ActionResult<Method, Action>>
}

/** One method as a function of its own. */
export type PlainCall<Method extends PlainMethod> = (...args: ParamArgs<ParamsOf<Method>>) => Promise<ResultOf<Method>>
/** A method whose parameter `action` says what it does. */
export type ActionCall<Method extends ActionMethod> = <Action extends keyof ActionCalls[Method]>(params: ActionParams<Method, Action>, options?: CallOptions) => Promise<ActionResult<Method, Action>>
