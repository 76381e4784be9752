import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { checkedOnce } from './checked-once.ts'

const Answer = z.object({ id: z.int() })

it('drops what the schema does not name and refuses what breaks it, held or not', () => {
  const once = checkedOnce(Answer)
  expect(once.parse({ id: 1, secret: 'x' })).toEqual({ id: 1 })
  expect(once.parse(Object.freeze({ id: 1, secret: 'x' }))).toEqual({ id: 1 })
  expect(() => once.parse(Object.freeze({ id: 'one' }))).toThrow()
  expect(once).toBeInstanceOf(z.ZodObject)
})

it('looks at a held answer once, at any other each time', () => {
  const look = vi.fn((id: number) => id > 0)
  const once = checkedOnce(z.object({ id: z.int().refine(look) }))
  const held = Object.freeze({ id: 1 })
  expect(once.parse(held)).toBe(once.parse(held))
  expect(look).toHaveBeenCalledTimes(1)

  const fresh = { id: 1 }
  once.parse(fresh)
  once.parse(fresh)
  expect(look).toHaveBeenCalledTimes(3)
})
