import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import { useNote } from './useNote.ts'

describe('the note of a checkout', () => {
  beforeEach(() => sessionStorage.clear())

  it('is there again after a reload and after a way to the address form', async () => {
    useNote(() => 'one').note.value = '门口放鞋柜上'
    await nextTick()
    expect(useNote(() => 'one').note.value).toBe('门口放鞋柜上')
  })

  it('is not told with another checkout, nor after its order is placed', async () => {
    const { note, forgetNote } = useNote(() => 'one')
    note.value = '门口放鞋柜上'
    await nextTick()
    expect(useNote(() => 'two').note.value).toBe('')
    forgetNote()
    expect(useNote(() => 'one').note.value).toBe('')
  })

  it('moves into the checkout that takes the place of an expired one', async () => {
    const token = ref('one')
    useNote(() => token.value).note.value = '六点以后在家'
    await nextTick()
    token.value = ''
    await nextTick()
    token.value = 'two'
    await nextTick()
    expect(useNote(() => 'two').note.value).toBe('六点以后在家')
  })
})
