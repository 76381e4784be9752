import type { ApiOperation } from '../model.ts'
import { operationWords } from '../words/operations/index.ts'
import { sampleText } from './values.ts'

/** What a sample sends, and to where. */
export interface SampleCall {
  address: string
  key: string
  secret: string
  method: string
  /** The method's own parameters, `session` among them where there is one. */
  params: Readonly<Record<string, string>>
}

/** The app of every sample in the document; no shop has it. */
export const SAMPLE_APP = { key: '12345678', secret: 'helloworld' } as const
const SAMPLE_SESSION = 'YOUR_SESSION'

/** The parameters a sample of this operation sends. */
export function sampleParams({ key, action, isDefault, auth, input }: ApiOperation): Record<string, string> {
  const own = operationWords(key)?.sample ?? Object.fromEntries(input.fields.filter(({ isRequired }) => isRequired).map((field) => [field.name, sampleText(field)]))
  return { ...(action === '' || isDefault ? {} : { action }), ...own, ...(auth === 'required' ? { session: SAMPLE_SESSION } : {}) }
}

/** Everything that is signed but the timestamp, sorted as it is signed. */
export function signedParams({ key, method, params }: SampleCall): [name: string, value: string][] {
  const all = { app_key: key, format: 'json', method, sign_method: 'md5', v: '1.0', ...params }
  return Object.entries(all)
}
