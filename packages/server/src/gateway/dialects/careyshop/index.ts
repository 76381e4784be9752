import { ShopError } from '@xiaopu/shared/errors'
import type { Outcome } from '../../call.ts'
import type { Dialect, Gateway } from '../../dialect.ts'
import { onceOnly } from '../../once.ts'
import { controllerKey } from './address.ts'
import { type Manner, withStatusOfText, write } from './answer.ts'
import { isWrite, readBatch, runBatch } from './batch.ts'
import { type Caller, findCaller, type Identified, identify, openApp, permitted } from './caller.ts'
import { type CareyMethod, type CareyPorts, type MethodUse, Picture } from './method.ts'
import { type PublicParams, readPublicParams, SIGN_LIFE_SECONDS } from './public-params.ts'
import { limit } from './rates.ts'
import { type CareyCall, type CareyTransport, logged, read, requestDigest } from './read.ts'
import { NO_ADDRESS, Refused } from './refused.ts'
import { sealedReplay } from './sealed-replay.ts'
import { canonical } from './sign.ts'

/** One request and what it is answered with beside text. */
export interface Exchange extends CareyTransport {
  ports: CareyPorts
  /** Filled by a method that answers with a picture. */
  picture: Picture | null
}

interface Run {
  call: CareyCall
  gateway: Gateway
  exchange: Exchange
  dialect: Dialect<CareyCall>
}

/** CareyShop's convention for one request: the address and the line it came over are part of the call. */
export function careyshop(exchange: Exchange): Dialect<CareyCall> {
  const manner: Manner = { isTls: exchange.isTls, isDebug: exchange.ports.isDebug }
  const dialect: Dialect<CareyCall> = {
    name: 'careyshop',
    read: (request) => read(request, exchange),
    canonical: (call) => canonical(call.values),
    async run(call, gateway) {
      const outcome = await run({ call, gateway, exchange, dialect })
      return call.isRepeat && outcome.kind === 'written' ? { ...outcome, reply: withStatusOfText(call, outcome.reply, manner) } : outcome
    },
    logged,
    write: (call, outcome) => write(call, outcome, manner),
  }
  return dialect
}

/** The checks in CareyShop's own order: the token before the right, the right before the app key, that before the sign. */
async function run(running: Run): Promise<Outcome> {
  const { call, gateway, exchange: { ports } } = running
  call.step = 1
  const { address } = call
  if (!address || (address.kind === 'call' && !ports.methods.isController(controllerKey(address.controller)))) throw new Refused('NOT_FOUND', 404, NO_ADDRESS)
  call.step = 2
  if (await gateway.ports.shopClosed()) throw new ShopError('SHOP_CLOSED')
  call.step = 3
  const sent = readPublicParams(call)
  call.step = 4
  const caller = await findCaller(call, ports, sent.token)
  if (address.kind === 'batch') return runWholeBatch(running, caller, sent)
  call.step = 5
  const method = permitted(caller, ports.methods.find(controllerKey(address.controller), sent.method))
  note(call, method)
  return method.auth === 'required' ? runSigned(running, caller, sent, method) : runOpen(running, caller, sent, method)
}

/** What the log shows of the method. */
function note(call: CareyCall, { name, title, auth, write: isWriting }: Pick<CareyMethod, 'name' | 'title' | 'auth' | 'write'>): void {
  call.method = { name, title, auth, scope: null, write: isWriting, isCredential: false, worksWhenClosed: false, actions: new Map(), defaultAction: null }
}

function useOf({ call, exchange }: Run, { actor, tokenId }: Caller, app: MethodUse['app']): Omit<MethodUse, 'values'> {
  const { requestId, now, ip, files } = call
  return { actor: actor ?? { kind: 'guest', appId: app?.id ?? 0, ip }, app, tokenId, files, requestId, now, ip, userAgent: exchange.userAgent }
}

async function answerOf({ call, exchange }: Run, method: CareyMethod, use: Omit<MethodUse, 'values'>): Promise<Outcome> {
  call.step = 11
  const value = await method.run({ ...use, values: call.values })
  if (!(value instanceof Picture)) return { kind: 'answer', value }
  exchange.picture = value
  return { kind: 'written', reply: { status: 200, contentType: value.contentType, body: '', headers: {}, code: 0 } }
}

async function runOpen(running: Run, caller: Caller, sent: PublicParams, method: CareyMethod): Promise<Outcome> {
  const { call, gateway } = running
  const app = await openApp(call, gateway, sent, method)
  call.step = 9
  await limit(call, gateway, app, method)
  return answerOf(running, method, useOf(running, caller, app))
}

async function runSigned(running: Run, caller: Caller, sent: PublicParams, method: CareyMethod): Promise<Outcome> {
  const { call, gateway } = running
  const identified = await identify(call, gateway, sent)
  call.step = 9
  await limit(call, gateway, identified.app, method)
  const work = (): Promise<Outcome> => answerOf(running, method, useOf(running, caller, identified.app))
  if (!method.write || method.answerHolds === 'a token') return work()
  return once(running, identified, sent, { isSealed: method.answerHolds === 'a secret', work })
}

async function runWholeBatch(running: Run, caller: Caller, sent: PublicParams): Promise<Outcome> {
  const { call, gateway, exchange: { ports } } = running
  note(call, { name: 'batch', title: 'batch', auth: 'required', write: true })
  const identified = await identify(call, gateway, sent)
  const { app } = identified
  call.step = 11
  const batch = readBatch(call)
  const work = async (): Promise<Outcome> => ({ kind: 'answer', value: await runBatch({ call, gateway, ports, caller, app, use: useOf(running, caller, app) }, batch) })
  return isWrite(batch, ports) ? once(running, identified, sent, { isSealed: true, work }) : work()
}

/** A signed write runs once while its sign lives; repeats get its answer. */
async function once({ call, gateway, exchange, dialect }: Run, { app, signedAt }: Identified, { sign }: PublicParams, { isSealed, work }: { isSealed: boolean, work: () => Promise<Outcome> }): Promise<Outcome> {
  call.step = 10
  const { ports } = gateway
  const replay = isSealed ? sealedReplay(ports.replay, exchange.ports) : ports.replay
  // The last second in which the sign is taken is a whole one.
  const expiresAt = new Date(signedAt.getTime() + (SIGN_LIFE_SECONDS + 1) * 1000)
  return onceOnly({ ...gateway, ports: { ...ports, replay } }, { call, dialect, key: { appId: app.id, sign: sign.toLowerCase(), filesDigest: requestDigest(call) }, expiresAt }, work)
}
