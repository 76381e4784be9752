import type { IncomingMessage } from 'node:http'
import type { Reply } from './http.ts'
import type { Sandbox } from './sandbox.ts'
import { z } from 'zod'
import { faultsInput } from './faults.ts'
import { json, parseInput, parseJson, pathPart, Refusal } from './http.ts'
import { actAsPayer, findPayment, transactionOf } from './payments.ts'

const payInput = z.strictObject({ action: z.enum(['pay', 'fail', 'cancel']).default('pay') })

/** What tests and the demo may do that no shop may: unsigned, but never for a page of another site. */
export function control(sandbox: Sandbox, request: IncomingMessage, { path, body }: { path: string, body: Uint8Array }): Reply {
  if (request.method !== 'POST') throw new Refusal(405, 'METHOD_NOT_ALLOWED', 'POST only')
  if (request.headers['sec-fetch-site'] === 'cross-site') throw new Refusal(403, 'FORBIDDEN', 'not from another site')
  const outTradeNo = /^\/control\/pay\/([^/]+)$/.exec(path)?.[1]
  if (outTradeNo !== undefined) return pay(sandbox, pathPart(outTradeNo), body)
  if (path === '/control/faults') {
    sandbox.faults.add(parseJson(body, faultsInput))
    return json(sandbox.faults.waiting())
  }
  if (path === '/control/reset') return reset(sandbox)
  throw new Refusal(404, 'NOT_FOUND', 'no such control')
}

function pay(sandbox: Sandbox, outTradeNo: string, body: Uint8Array): Reply {
  const { action } = body.length === 0 ? parseInput({}, payInput) : parseJson(body, payInput)
  const payment = findPayment(sandbox, outTradeNo)
  if (!actAsPayer(sandbox, payment, action)) throw new Refusal(409, 'NOT_PAYABLE', `it is ${payment.state}`)
  return json(transactionOf(sandbox, payment))
}

function reset({ notifier, faults, state }: Sandbox): Reply {
  notifier.hush()
  faults.clear()
  state.forgetAll()
  return json({})
}
