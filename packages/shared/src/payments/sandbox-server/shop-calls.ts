import type { CertificatesWire } from '../providers/sandbox-wire.ts'
import type { Operation } from './faults.ts'
import type { Reply } from './http.ts'
import type { Sandbox } from './sandbox.ts'
import { randomBytes } from 'node:crypto'
import { toGmt8 } from '../providers/gmt8.ts'
import { seal } from '../providers/rsa-v3.ts'
import { billOf, billQuery } from './bill.ts'
import { empty, json, parseInput, parseJson } from './http.ts'
import { channel, closePayment, createInput, createPayment, findPayment, payUrl, transactionOf } from './payments.ts'
import { createRefund, findRefund, refundInput } from './refunds.ts'

export interface ShopCall {
  /** What the path says, decoded. */
  key: string
  query: URLSearchParams
  body: Uint8Array
}

export interface ShopRoute {
  method: 'GET' | 'POST'
  path: RegExp
  /** Faults hit it under this name; '' is never hit. */
  operation: Operation | ''
  answer: (sandbox: Sandbox, call: ShopCall) => Reply
}

/** Signed calls of the shop (docs/rules/payments.md 7). */
export const SHOP_ROUTES: readonly ShopRoute[] = [
  { method: 'POST', path: /^\/v1\/pay\/([^/]+)$/, operation: 'create', answer: create },
  { method: 'GET', path: /^\/v1\/pay\/([^/]+)$/, operation: 'query', answer: query },
  { method: 'POST', path: /^\/v1\/pay\/([^/]+)\/close$/, operation: 'close', answer: close },
  { method: 'POST', path: /^\/v1\/refunds$/, operation: 'refund', answer: refund },
  { method: 'GET', path: /^\/v1\/refunds\/([^/]+)$/, operation: 'query_refund', answer: queryRefund },
  { method: 'GET', path: /^\/v1\/bills$/, operation: 'bill', answer: bill },
  { method: 'GET', path: /^\/v1\/certificates$/, operation: '', answer: certificates },
]

const CERTIFICATE_LIFE_MS = 5 * 365 * 24 * 60 * 60 * 1000

function create(sandbox: Sandbox, { key, body }: ShopCall): Reply {
  const payment = createPayment(sandbox, parseInput(key, channel), parseJson(body, createInput))
  return json({ prepay_id: payment.id, pay_url: payUrl(sandbox, payment) })
}

function query(sandbox: Sandbox, { key }: ShopCall): Reply {
  return json(transactionOf(sandbox, findPayment(sandbox, key)))
}

function close(sandbox: Sandbox, { key }: ShopCall): Reply {
  closePayment(sandbox, key)
  return empty()
}

function refund(sandbox: Sandbox, { body }: ShopCall): Reply {
  return json(createRefund(sandbox, parseJson(body, refundInput)))
}

function queryRefund(sandbox: Sandbox, { key }: ShopCall): Reply {
  return json(findRefund(sandbox, key))
}

function bill(sandbox: Sandbox, { query }: ShopCall): Reply {
  const { date } = parseInput(Object.fromEntries(query), billQuery)
  return billOf(sandbox.state, date)
}

function certificates({ keys }: Sandbox): Reply {
  const answer: CertificatesWire = {
    data: [{
      serial_no: keys.provider.serial,
      effective_time: toGmt8(keys.madeAt),
      expire_time: toGmt8(new Date(keys.madeAt.getTime() + CERTIFICATE_LIFE_MS)),
      encrypt_certificate: seal(keys.provider.publicKeyPem, {
        key: keys.apiKey,
        nonce: randomBytes(6).toString('hex'),
        associatedData: 'certificate',
      }),
    }],
  }
  return json(answer)
}
