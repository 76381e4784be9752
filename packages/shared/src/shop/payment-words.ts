import type { Ctx } from '../database/index.ts'
import { getOffers } from './offers.ts'

export interface PaymentWords { payId: number, payName: string, payDesc: string }

/** What the ways of paying are called in English, where the merchant wrote it; Chinese stands in for what is missing. */
export async function englishPaymentWords(ctx: Pick<Ctx, 'sql'>): Promise<PaymentWords[]> {
  const { payments } = await getOffers(ctx)
  return payments
    .filter(({ nameEn, descriptionEn }) => nameEn !== '' || descriptionEn !== '')
    .map(({ payId, name, description, nameEn, descriptionEn }) => ({ payId, payName: nameEn || name, payDesc: descriptionEn || description }))
}
