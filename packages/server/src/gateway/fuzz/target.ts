import type { NamedField } from '../wire-field.ts'

export interface FuzzApp { key: string, secret: string }

/** A method as far as a fuzz run has to know it. */
export interface FuzzMethod {
  name: string
  /** Of the CareyShop convention. */
  controller: string
  /** Of an ECTouch method that has several. */
  action: string
  write: boolean
  /** Open to callers who do not say who they are. */
  isOpen: boolean
  fields: readonly Pick<NamedField, 'wireName' | 'schema' | 'isRequired'>[]
}

/** Whom the requests are sent to: the programs they may pose as and what there is to call. */
export interface FuzzTarget {
  /** Without limits. */
  app: FuzzApp
  /** Whose sign is right and who may not call. */
  disabled: FuzzApp
  surveyApp: FuzzApp
  surveyKey: string
  /** Live and dead sessions of the ECTouch convention. */
  sessions: readonly string[]
  /** Live tokens of the CareyShop convention. */
  tokens: readonly string[]
  methods: readonly FuzzMethod[]
  careyMethods: readonly FuzzMethod[]
  actions: readonly FuzzMethod[]
}
