import type { IncomingMessage } from 'node:http'
import type { Reply } from './http.ts'
import type { Sandbox } from './sandbox.ts'
import { Buffer } from 'node:buffer'
import { z } from 'zod'
import { parseInput, redirect, Refusal } from './http.ts'
import { payPage, unknownPayPage } from './pay-page.ts'
import { actAsPayer, findPaymentById } from './payments.ts'

interface PayerCall {
  path: string
  query: URLSearchParams
  body: Uint8Array
}

const form = z.object({ action: z.enum(['pay', 'fail', 'cancel']) })

/** `GET` shows the payer's page, `POST` is one of its buttons. */
export function payer(sandbox: Sandbox, request: IncomingMessage, { path, query, body }: PayerCall): Reply {
  const id = path.slice('/pay/'.length)
  const payment = findPaymentById(sandbox, id)
  if (!payment) return unknownPayPage()
  if (request.method === 'GET') return payPage(payment, { isPutOff: query.has('later') })
  if (request.method !== 'POST') throw new Refusal(405, 'METHOD_NOT_ALLOWED', 'GET or POST')
  const { action } = parseInput(Object.fromEntries(new URLSearchParams(Buffer.from(body).toString('utf8'))), form)
  const isDone = actAsPayer(sandbox, payment, action)
  if (isDone && payment.returnUrl) return redirect(payment.returnUrl)
  return redirect(`/pay/${id}${action === 'cancel' ? '?later' : ''}`)
}
