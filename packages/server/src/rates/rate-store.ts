/** What a process wants of a bucket that all processes share. */
export interface LeaseAsk {
  key: string
  perSecond: number
  burst: number
  /** Tokens it would like at most. */
  want: number
}

export interface Lease {
  /** Whole tokens it may now hand out, 0 to `want`. */
  granted: number
  /** What is left in the bucket. */
  left: number
}

export interface Window {
  count: number
  since: Date
}

/** Buckets and counters that hold for all server processes. */
export interface RateStore {
  /** A lease for each ask, in their order. No key twice. */
  lease: (asks: readonly LeaseAsk[], now: Date) => Promise<Lease[]>
  /** Counts one more failure of an address in the window that is running, or begins a new one. */
  countFailure: (address: string, now: Date) => Promise<Window>
  /** Addresses with more failures than allowed in the window that is running. */
  shutOut: (now: Date) => Promise<{ address: string, since: Date }[]>
  close: () => Promise<void>
}

export const FAILURE_WINDOW_MS = 60_000
export const FAILURES_PER_WINDOW = 120
