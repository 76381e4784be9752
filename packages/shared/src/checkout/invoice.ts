import type { Invoice } from '../contract/index.ts'
import { ShopError } from '../errors/index.ts'
import type { ShopSettings } from '../shop/index.ts'
import { NO_INVOICE } from './stored.ts'

const TAX_NO = /^[0-9A-Z]{15,20}$/

export interface InvoiceInput {
  needInvoice: boolean
  invoiceType?: string | undefined
  titleType: 'personal' | 'company'
  payee?: string | undefined
  taxNo?: string | undefined
  content?: string | undefined
}

export function isInvoiceOffered({ invoiceType, content }: Pick<Invoice, 'invoiceType' | 'content'>, settings: ShopSettings): boolean {
  return settings.invoiceTypes.some(({ name }) => name === invoiceType) && settings.invoiceContents.includes(content)
}

/** The invoice as it is kept. INVOICE_INVALID: something is missing, not offered, or not a tax number. */
export function readInvoice(input: InvoiceInput, settings: ShopSettings): Invoice {
  if (!input.needInvoice) return NO_INVOICE
  const { titleType, invoiceType = '', payee = '', taxNo = '', content = '' } = input
  const isCompany = titleType === 'company'
  if (!isInvoiceOffered({ invoiceType, content }, settings) || payee.trim() === '' || (isCompany && !TAX_NO.test(taxNo))) throw new ShopError('INVOICE_INVALID')
  return { needInvoice: true, invoiceType, titleType, payee: payee.trim(), taxNo: isCompany ? taxNo : '', content }
}
