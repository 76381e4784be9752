import { z } from 'zod'
import { addContact, ContactChange, findContacts, NewContact, removeContacts, saveContacts } from '@xiaopu/shared/content'
import { flag, int, SupportContact } from '@xiaopu/shared/contract'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const RIGHT = 'contacts.edit'
const id = int.min(1)
const byId = z.object({ id: int })

/** 客服联系方式: where shoppers reach a person. */
export const contactsRouter = router({
  list: staffProcedure(RIGHT)
    .input(z.void())
    .output(z.object({ items: z.array(SupportContact.extend({ sortOrder: int, isEnabled: flag })) }))
    .query(async ({ ctx }) => ({ items: await findContacts(ctx, { groupName: '', name: '', order: 'sortOrder', isDescending: false }) })),
  create: staffWrite(RIGHT).input(NewContact).output(byId).mutation(async ({ ctx, input }) => ({ id: await addContact(ctx, input) })),
  update: staffWrite(RIGHT)
    .input(z.strictObject({ id, change: ContactChange }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await saveContacts(ctx, [input.id], input.change)
      return { id: input.id }
    }),
  delete: staffWrite(RIGHT)
    .input(z.strictObject({ id }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await removeContacts(ctx, [input.id])
      return { id: input.id }
    }),
})
