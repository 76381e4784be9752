import type { Faults } from './faults.ts'
import type { SandboxKeys } from './keys.ts'
import type { Notifier } from './notifier.ts'
import type { SandboxState } from './state.ts'

/** What every call of the sandbox works on. */
export interface Sandbox {
  keys: SandboxKeys
  state: SandboxState
  faults: Faults
  notifier: Notifier
  now: () => Date
  /** Where payers' browsers find this server. */
  publicUrl: string
}
