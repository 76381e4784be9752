/**
 * - `unreachable`: nothing happened at the provider, or nothing was asked to happen.
 * - `refused`: it understood and said no; `code` is its word.
 * - `unknown_outcome`: a write left us and no trustworthy answer came back; only a query tells.
 */
export type ProviderErrorKind = 'unreachable' | 'refused' | 'unknown_outcome'

/** A call to a provider failed. Its message and code are for the log, never for the buyer. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly kind: ProviderErrorKind
  readonly code: string

  constructor(kind: ProviderErrorKind, message: string, options: ErrorOptions & { code?: string } = {}) {
    super(message, options)
    this.kind = kind
    this.code = options.code ?? ''
  }
}

/** A message that claims to come from the provider does not prove it. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError'
}
