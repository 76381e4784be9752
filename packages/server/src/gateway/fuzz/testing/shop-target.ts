import type { FastifyInstance } from 'fastify'
import { hashPassword } from '@xiaopu/shared/accounts'
import { CAREY_DEFINITIONS } from '../../../careyshop/index.ts'
import { careyClient } from '../../../careyshop/testing/carey-client.ts'
import { storeRouter } from '../../../store/index.ts'
import { surveyActions } from '../../../surveys/actions.ts'
import type { SurveyWorld } from '../../../surveys/testing/survey-world.ts'
import { PASSWORD, type World } from '../../../testing/world.ts'
import { fieldsOf } from '../../wire-field.ts'
import { buildRegistry, type GatewayRegistry } from '../../registry.ts'
import type { FuzzMethod, FuzzTarget } from '../target.ts'

function methodsOf(registry: GatewayRegistry): FuzzMethod[] {
  return [...registry.values()].flatMap(({ name, actions }) => [...actions].map(([action, { write, input }]) => ({ name, controller: '', action, write, isOpen: false, fields: fieldsOf(input) })))
}

function careyMethods(): FuzzMethod[] {
  return CAREY_DEFINITIONS.map((define) => {
    const { name, controller, write, auth } = define(() => { throw new Error('nobody calls it') })
    return { name, controller, action: '', write, isOpen: auth !== 'required', fields: fieldsOf(define.facts.params) }
  })
}

async function tokenOf(app: FastifyInstance, world: World, controller: 'admin' | 'user', username: string): Promise<string> {
  const { data, body } = await careyClient(app, world.programs.full)(controller, `login.${controller}.user`, { username, password: PASSWORD, platform: 'fuzz' })
  const token = /"token":"([0-9a-f]{32})"/.exec(JSON.stringify(data))?.[1]
  if (!token) throw new Error(body)
  return token
}

/** The whole world as a fuzz run sees it: every live method of the three conventions. */
export async function shopTarget(world: World, surveys: SurveyWorld): Promise<FuzzTarget> {
  const { app, programs, user, deadSession } = world
  const { db } = world.shop.database
  const role = await db.role.create({ data: { name: 'fuzz', permissions: ['*'] } })
  await db.staff.create({ data: { name: 'fuzzer', nameKey: 'fuzzer', displayName: 'fuzzer', passwordHash: await hashPassword(PASSWORD), roleId: role.id } })
  for (const title of ['收货满意度', '茶友']) await surveys.answer(await surveys.survey({ title }), '1$1')
  return {
    app: programs.full,
    disabled: programs.disabled,
    surveyApp: surveys.full,
    surveyKey: surveys.key,
    sessions: [user.session, user.session, deadSession, ''],
    tokens: [await tokenOf(app, world, 'admin', 'fuzzer'), await tokenOf(app, world, 'user', user.name)],
    methods: methodsOf(buildRegistry(storeRouter)),
    careyMethods: careyMethods(),
    actions: methodsOf(buildRegistry(surveyActions)),
  }
}
