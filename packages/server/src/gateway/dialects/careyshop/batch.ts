import { ShopError } from '@xiaopu/shared/errors'
import type { Outcome } from '../../call.ts'
import type { Gateway } from '../../dialect.ts'
import type { JsonValue } from '../../json-source.ts'
import { settle } from '../../pipeline.ts'
import type { App } from '../../ports.ts'
import { controllerKey } from './address.ts'
import { type Caller, permitted } from './caller.ts'
import type { CareyMethod, CareyPorts, MethodUse } from './method.ts'
import { limit } from './rates.ts'
import type { CareyCall } from './read.ts'
import { Refused, saidOf } from './refused.ts'

const FAILURE = 500
const MOST_CALLS = 50
const VERSION = 'v1'

/** One call of a batch as it was sent. */
interface Entry {
  key: string
  names: { version: string, controller: string, method: string }
  values: ReadonlyMap<string, JsonValue>
}

export interface Batch {
  isList: boolean
  entries: readonly Entry[]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function badBatch(): Refused {
  return new Refused('PARAM_INVALID', FAILURE, 'batch参数与规则不符', 'batch')
}

function parsed(sent: JsonValue | undefined): unknown {
  if (!sent || (sent.kind !== 'list or object' && sent.kind !== 'string')) throw badBatch()
  try {
    return JSON.parse(sent.text)
  } catch {
    throw badBatch()
  }
}

function writtenAs(value: unknown): JsonValue {
  if (value === null) return { kind: 'null', text: 'null' }
  if (typeof value === 'string') return { kind: 'string', text: value }
  if (typeof value === 'object') return { kind: 'list or object', text: JSON.stringify(value) }
  return { kind: typeof value === 'boolean' ? 'boolean' : 'number', text: String(value) }
}

const nameIn = (sent: Record<string, unknown>, name: string): string => ['string', 'number'].includes(typeof sent[name]) ? String(sent[name]) : ''

function entryOf(key: string, sent: unknown): Entry {
  if (!isRecord(sent)) return { key, names: { version: '', controller: '', method: '' }, values: new Map() }
  const names = { version: nameIn(sent, 'version'), controller: nameIn(sent, 'controller'), method: nameIn(sent, 'method') }
  return { key, names, values: new Map(Object.entries(sent).filter(([name]) => !Object.hasOwn(names, name)).map(([name, value]) => [name, writtenAs(value)])) }
}

export function readBatch({ values }: CareyCall): Batch {
  const sent = parsed(values.get('batch'))
  if (!Array.isArray(sent) && !isRecord(sent)) throw badBatch()
  const entries = Object.entries(sent).map(([key, entry]) => entryOf(key, entry))
  if (entries.length > MOST_CALLS) throw badBatch()
  if (entries.length === 0) throw new Refused('PARAM_INVALID', FAILURE, '请求结果为空', 'batch')
  return { isList: Array.isArray(sent), entries }
}

function methodOf(ports: CareyPorts, { names }: Entry): CareyMethod | null {
  return names.version === VERSION ? ports.methods.find(controllerKey(names.controller), names.method) : null
}

/** Whether a repeat of the batch must not run again. */
export function isWrite(batch: Batch, ports: CareyPorts): boolean {
  return batch.entries.some((entry) => methodOf(ports, entry)?.write)
}

export interface BatchRun {
  call: CareyCall
  gateway: Gateway
  ports: CareyPorts
  caller: Caller
  app: App
  use: Omit<MethodUse, 'values'>
}

async function runEntry(run: BatchRun, entry: Entry): Promise<Outcome> {
  const { names } = entry
  const missing = (['version', 'controller', 'method'] as const).find((name) => names[name] === '')
  if (missing) throw new Refused('PARAM_MISSING', FAILURE, `${missing}不能为空`, missing)
  const method = permitted(run.caller, methodOf(run.ports, entry))
  if (method.isFile) throw new Refused('PARAM_INVALID', FAILURE, 'method不支持批量调用', 'method')
  await limit(run.call, run.gateway, run.app, method)
  return { kind: 'answer', value: await method.run({ ...run.use, values: entry.values }) }
}

function answerOf({ names }: Entry, outcome: Outcome): object {
  if (outcome.kind === 'answer') return { status: 200, message: 'success', ...names, data: outcome.value }
  const error = outcome.kind === 'refusal' ? outcome.error : new ShopError('SYSTEM_ERROR')
  return { status: FAILURE, message: saidOf(error).message, ...names, data: false }
}

/** One call after another; none of them knows of the others. */
export async function runBatch(run: BatchRun, batch: Batch): Promise<unknown> {
  const answers: [key: string, answer: object][] = []
  for (const entry of batch.entries) {
    const outcome = await settle(run.gateway, run.call, () => runEntry(run, entry))
    answers.push([entry.key, answerOf(entry, outcome)])
  }
  return batch.isList ? answers.map(([, answer]) => answer) : Object.fromEntries(answers)
}
