import { createHash } from 'node:crypto'
import { z } from 'zod'
import { carrierHouseOf } from './carrier-list.ts'
import type { Carrier, CarrierAnswer, TraceState } from './carriers.ts'

const QUERY_URL = 'https://poll.kuaidi100.com/poll/query.do'
const TIMEOUT_MS = 5_000
const OFFSET = '+08:00'

export interface Kuaidi100Account {
  customer: string
  key: string
}

const STATES: Readonly<Record<string, TraceState>> = {
  0: 'in_transit', 1: 'collected', 2: 'problem', 3: 'signed', 4: 'returned', 5: 'delivering', 6: 'returned', 7: 'in_transit', 8: 'in_transit', 14: 'problem',
}

const Answer = z.object({
  status: z.string().optional(),
  state: z.coerce.string().default('0'),
  message: z.string().default(''),
  returnCode: z.string().optional(),
  data: z.array(z.object({ ftime: z.string().optional(), time: z.string(), context: z.string(), location: z.string().nullish() })).default([]),
})

/** "No traces yet" is an answer, not a failure. */
const NOTHING_YET = '500'

export function companyCode(shippingName: string): string | null {
  return carrierHouseOf(shippingName)?.kuaidi100 ?? null
}

/** MD5 of the text, the key and the customer's number, in capitals. */
export function kuaidi100Sign(param: string, { key, customer }: Kuaidi100Account): string {
  return createHash('md5').update(param + key + customer).digest('hex').toUpperCase()
}

function toIso(text: string): string {
  const at = new Date(`${text.replace(' ', 'T')}${OFFSET}`)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

function read(body: unknown): CarrierAnswer {
  const answer = Answer.parse(body)
  if (answer.returnCode === NOTHING_YET) return { state: 'none', steps: [] }
  if (answer.returnCode !== undefined || answer.status !== '200') throw new Error(`kuaidi100: ${answer.returnCode ?? answer.status ?? ''} ${answer.message}`)
  const steps = answer.data.map(({ ftime, time, context, location }) => ({ time: toIso(ftime ?? time), text: context, location: location ?? '' }))
  return { state: steps.length === 0 ? 'none' : STATES[answer.state] ?? 'in_transit', steps: steps.sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0)) }
}

/** 快递100's query: a signed form, one parcel at a time. A carrier it does not know cannot be asked. */
export function kuaidi100Carrier(account: Kuaidi100Account, url = QUERY_URL): Carrier {
  return {
    async trace({ shippingName, trackingNo, mobile }) {
      const com = companyCode(shippingName)
      if (!com) throw new Error(`kuaidi100 has no word for ${shippingName}`)
      const param = JSON.stringify({ com, num: trackingNo, phone: mobile, resultv2: '1' })
      const form = new URLSearchParams({ customer: account.customer, sign: kuaidi100Sign(param, account), param })
      const reply = await fetch(url, { method: 'POST', body: form, signal: AbortSignal.timeout(TIMEOUT_MS) })
      if (!reply.ok) throw new Error(`kuaidi100 answered ${reply.status}`)
      return read(await reply.json())
    },
  }
}
