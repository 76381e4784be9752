import { addContact, type DeskContact, findContacts, getContact, removeContacts, saveContacts } from '@xiaopu/shared/content'
import { z } from 'zod'
import { done, method, orNull } from '../method.ts'
import { ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { sentOf } from '../sent.ts'
import { bit } from '../wire.ts'

const [MAX_NAME, MAX_CODE, MAX_SORT] = [50, 150, 255]
const open = { controller: 'support', auth: 'optional', who: ['admin', 'user'], write: false } as const
const writing = { controller: 'support', auth: 'required', who: ['admin'], permission: 'contacts.edit', write: true } as const
const byId = z.object({ support_id: param.int(1) })
const many = z.object({ support_id: param.ids })
const fields = { sort: param.maybeInt(0, MAX_SORT), status: param.maybeFlag }
const ORDERS = { support_id: 'id', type_name: 'groupName', nick_name: 'name', sort: 'sortOrder', status: 'isEnabled' } as const

function wireContact({ contactId, groupName, name, code, sortOrder, isEnabled }: DeskContact) {
  return { support_id: contactId, type_name: groupName, nick_name: name, code, sort: sortOrder, status: bit(isEnabled) }
}

/** Contacts: numbers and accounts at which a person answers. */
export const supportMethods = [
  method({
    ...open,
    name: 'get.support.list',
    title: '获取客服列表',
    params: z.object({ type_name: param.text(MAX_NAME).default(''), nick_name: param.text(MAX_NAME).default(''), status: param.maybeFlag, ...ordered(['support_id', 'type_name', 'nick_name', 'sort', 'status'], 'support_id', 'asc') }),
    async run({ ctx, input }) {
      const order = { order: ORDERS[input.order_field], isDescending: input.order_type === 'desc' }
      const asked = ctx.actor.kind === 'staff' ? { groupName: input.type_name, name: input.nick_name, isEnabled: input.status } : { groupName: '', name: '', isEnabled: true }
      return (await findContacts(ctx, { ...asked, ...order })).map(wireContact)
    },
  }),
  method({
    ...open,
    name: 'get.support.item',
    title: '获取一名客服',
    params: byId,
    async run({ ctx, input }) {
      const found = await orNull(getContact(ctx, input.support_id))
      return found && (found.isEnabled || ctx.actor.kind === 'staff') ? wireContact(found) : null
    },
  }),
  method({
    ...writing,
    name: 'add.support.item',
    title: '添加一名客服',
    params: z.object({ ...fields, type_name: param.words(MAX_NAME), nick_name: param.words(MAX_NAME), code: param.words(MAX_CODE) }),
    async run({ ctx, input: { type_name: groupName, nick_name: name, code, sort: sortOrder, status: isEnabled } }) {
      return wireContact(await getContact(ctx, await addContact(ctx, { groupName, name, code, ...sentOf({ sortOrder, isEnabled }) })))
    },
  }),
  method({
    ...writing,
    name: 'set.support.item',
    title: '编辑一名客服',
    params: byId.extend({ ...fields, type_name: param.maybeWords(MAX_NAME), nick_name: param.maybeWords(MAX_NAME), code: param.maybeWords(MAX_CODE) }),
    async run({ ctx, input: { support_id: id, type_name: groupName, nick_name: name, code, sort: sortOrder, status: isEnabled } }) {
      await saveContacts(ctx, [id], sentOf({ groupName, name, code, sortOrder, isEnabled }))
      return wireContact(await getContact(ctx, id))
    },
  }),
  method({ ...writing, name: 'del.support.list', title: '批量删除客服', params: many, run: ({ ctx, input }) => done(removeContacts(ctx, input.support_id)) }),
  method({ ...writing, name: 'set.support.status', title: '批量设置客服状态', params: many.extend({ status: param.flag }), run: ({ ctx, input }) => done(saveContacts(ctx, input.support_id, { isEnabled: input.status })) }),
  method({ ...writing, name: 'set.support.sort', title: '设置客服排序', params: byId.extend({ sort: param.int(0, MAX_SORT) }), run: ({ ctx, input }) => done(saveContacts(ctx, [input.support_id], { sortOrder: input.sort })) }),
]
