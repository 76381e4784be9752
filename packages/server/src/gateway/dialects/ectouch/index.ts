import { ShopError } from '@xiaopu/shared/errors'
import type { Outcome } from '../../call.ts'
import type { Dialect, Gateway } from '../../dialect.ts'
import { parseGmt8 } from '../../gmt8.ts'
import { filesDigest, onceOnly } from '../../once.ts'
import { execute, findActor, findApp, findMethod, findOperation, limitApp, limitMethod, requireOpenShop, verifyWith, withScope } from '../../steps.ts'
import { write } from './answer.ts'
import { read } from './read.ts'
import type { EctouchCall } from './read.ts'
import { canonical, verifySign } from './sign.ts'

const SIGN_LIFE_SECONDS = 600
const MAX_NONCE = 64
const VERSIONS = new Set(['', '1.0', '2.0'])
const FORMATS = new Set(['', 'xml', 'json'])

export const ectouch: Dialect<EctouchCall> = {
  name: 'ectouch',
  read,
  canonical: (call) => canonical(call.params),
  run,
  write,
}

async function run(call: EctouchCall, gateway: Gateway): Promise<Outcome> {
  const { params } = call
  const app = await findApp(call, gateway, params.get('app_key') ?? params.get('app_id') ?? '')
  const signedAt = checkTimestamp(call)
  verifyWith(call, gateway, app, (secret) => { verifySign(call, secret) })
  await limitApp(call, gateway, app)
  const method = findMethod(call, gateway, params.get('method') ?? '')
  checkEnvelope(call)
  const operation = findOperation(call, method)
  const { auth, scope, write: isWrite } = operation ?? method
  await limitMethod(call, gateway, { app, method, write: isWrite })

  const session = auth === 'none' ? '' : params.get('session') ?? ''

  const work = async (): Promise<Outcome> => {
    const caller = await findActor(call, gateway, { app, auth, session })
    const actor = await withScope(call, gateway, { app, scope, actor: caller })
    await requireOpenShop(gateway, method)
    return execute(call, gateway, { operation, actor, session })
  }
  if (!isWrite || method.isCredential) return work()
  const key = { appId: app.id, sign: (params.get('sign') ?? '').toLowerCase(), filesDigest: filesDigest(call.files) }
  // The last second in which the sign is taken is a whole one.
  const expiresAt = new Date(signedAt + (SIGN_LIFE_SECONDS + 1) * 1000)
  return onceOnly(gateway, { call, dialect: ectouch, key, expiresAt }, work)
}

/** The client's clock may be ten minutes off, either way, in whole seconds. */
function checkTimestamp(call: EctouchCall): number {
  const signedAt = parseGmt8(call.params.get('timestamp') ?? '')
  if (signedAt === null) throw new ShopError('TIMESTAMP_INVALID')
  const apart = Math.floor(call.now.getTime() / 1000) - signedAt / 1000
  if (Math.abs(apart) > SIGN_LIFE_SECONDS) throw new ShopError('TIMESTAMP_INVALID')
  return signedAt
}

function checkEnvelope({ params }: EctouchCall): void {
  if (!VERSIONS.has(params.get('v') ?? '')) throw new ShopError('PARAM_INVALID', { field: 'v' })
  if (!FORMATS.has((params.get('format') ?? '').toLowerCase())) throw new ShopError('PARAM_INVALID', { field: 'format' })
  if ((params.get('nonce') ?? '').length > MAX_NONCE) throw new ShopError('PARAM_INVALID', { field: 'nonce' })
}
