import type { Outputs } from '../../api.ts'

export type PrintOrder = Outputs['desk']['order']['print']['orders'][number]
type PrintLine = PrintOrder['lines'][number]

type PrintGoods = PrintLine['contents'][number]

/** What is fetched from the shelf once for all orders. */
export interface PickRow extends Pick<PrintGoods, 'goodsSn' | 'skuSn' | 'goodsName' | 'optionsText' | 'shopNote'> { quantity: number, orders: { orderSn: string, quantity: number }[] }

const goodsKey = (goods: PrintGoods): string => `${goods.goodsId}/${goods.skuSn}/${goods.optionsText}`

/** What of a line still has to be fetched: of a package what it holds. */
function unitsOf(line: PrintLine): PrintGoods[] {
  if (line.contents.length === 0) return [{ ...line, quantity: line.openQuantity }]
  return line.contents.map((content) => ({ ...content, quantity: content.quantity * line.openQuantity }))
}

/** The orders' open units merged by SKU, in the order of where they lie: the shop's note, then the numbers. */
export function pickingOf(orders: readonly PrintOrder[]): PickRow[] {
  const rows = new Map<string, PickRow>()
  for (const order of orders) {
    for (const goods of order.lines.flatMap(unitsOf)) {
      if (!goods.isReal || goods.quantity === 0) continue
      const { goodsSn, skuSn, goodsName, optionsText, shopNote, quantity } = goods
      const row = rows.get(goodsKey(goods)) ?? { goodsSn, skuSn, goodsName, optionsText, shopNote, quantity: 0, orders: [] }
      row.quantity += quantity
      const known = row.orders.find((one) => one.orderSn === order.orderSn)
      if (known) known.quantity += quantity
      else row.orders.push({ orderSn: order.orderSn, quantity })
      rows.set(goodsKey(goods), row)
    }
  }
  const place = (row: PickRow): string => `${row.shopNote === '' ? '\uFFFF' : row.shopNote}\n${row.goodsSn}\n${row.skuSn}`
  return [...rows.values()].toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** One sheet that goes into one parcel. */
export interface ParcelNote { order: PrintOrder, no: number, of: number, shippingName: string, trackingNo: string, lines: { line: PrintLine, quantity: number }[] }

const WAITING = 2
const CAME_BACK = 1

/** A note for each parcel that was made, else one for what is open; of an order that is all out, one for all of it. */
export function notesOf(orders: readonly PrintOrder[]): ParcelNote[] {
  return orders.flatMap((order) => {
    const lineOf = new Map(order.lines.map((line) => [line.orderLineId, line]))
    const kept = order.deliveries.filter((parcel) => parcel.status !== CAME_BACK)
    const waiting = kept.filter((parcel) => parcel.status === WAITING)
    const parcels = waiting.length > 0 ? waiting : order.lines.some((line) => line.openQuantity > 0) ? [] : kept
    const notes = parcels.map((parcel) => ({
      shippingName: parcel.shippingName,
      trackingNo: parcel.trackingNo,
      lines: parcel.lines.flatMap(({ orderLineId, quantity }) => {
        const line = lineOf.get(orderLineId)
        return line ? [{ line, quantity }] : []
      }),
    }))
    const open = order.lines.filter((line) => line.isReal && line.openQuantity > 0)
    const whole = { shippingName: order.shippingName, trackingNo: '', lines: open.map((line) => ({ line, quantity: line.openQuantity })) }
    const all = notes.length > 0 ? notes : [whole]
    return all.map((note, at) => ({ order, no: at + 1, of: all.length, ...note }))
  })
}

/** What lies in one package: "茶杯 红 × 2". */
export function contentsText(contents: PrintLine['contents']): string {
  return contents.map(({ goodsName, optionsText, quantity }) => [goodsName, optionsText, `× ${quantity}`].filter(Boolean).join(' ')).join('; ')
}
