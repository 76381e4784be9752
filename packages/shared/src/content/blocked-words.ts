import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'

/** What is put between the characters of a word to hide it. Between Latin letters it parts two words. */
const FILLING = /(?<=\p{Script=Han})[\s\p{P}\p{S}]+(?=\p{Script=Han})/gu

/** As a reader would read it: whatever the width or case, without what cannot be seen. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\p{Cf}/gu, '').replaceAll(FILLING, '')
}

/** CONTENT_REJECTED when one of the shop's words is in any of the texts. */
export async function refuseBlockedWords(ctx: Pick<TxCtx, 'sql'>, texts: readonly string[]): Promise<void> {
  const blocked = (await getSettings(ctx)).blockedWords.map(plain).filter((word) => word.trim() !== '')
  const read = texts.map(plain)
  if (blocked.some((word) => read.some((text) => text.includes(word)))) throw new ShopError('CONTENT_REJECTED')
}
