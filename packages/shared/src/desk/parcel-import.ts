import { z } from 'zod'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { ordersToShip, type OrderToShip, sendParcel } from '../orders/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { PARCEL_COLUMNS } from './goods-columns.ts'
import { onceKeyOf, type SheetFile } from './goods-import.ts'
import { doneBefore, keepJob, type NewRow, runJob, tellDone } from './jobs.ts'
import { problem, readSheet, type RowProblem, type SheetLine } from './sheet.ts'

/** One parcel of a file. Without units it is all that is open of its order. */
const ParcelItem = z.object({
  line: z.int(),
  trackingNo: z.string(),
  shippingName: z.string(),
  units: z.array(z.object({ orderLineId: z.int(), quantity: z.int() })),
})
type ParcelItem = z.output<typeof ParcelItem>

interface Parcel { orderSn: string, trackingNo: string, shippingName: string, lines: SheetLine[] }

const textIn = (line: SheetLine, key: string): string => String(line.cells[key] ?? '')

/** Lines of one order under one number are one parcel. */
function parcelsOf(lines: readonly SheetLine[]): Parcel[] {
  const parcels = new Map<string, Parcel>()
  for (const line of lines) {
    const [orderSn, trackingNo] = [textIn(line, 'orderSn'), textIn(line, 'trackingNo')]
    const key = trackingNo === '' || orderSn === '' ? `line ${line.line}` : `${orderSn}/${trackingNo}`
    const parcel = parcels.get(key) ?? { orderSn, trackingNo, shippingName: '', lines: [] }
    parcel.shippingName ||= textIn(line, 'shippingName')
    parcel.lines.push(line)
    parcels.set(key, parcel)
  }
  return [...parcels.values()]
}

/** Takes the units a parcel names out of what its order still has open. */
function takeUnits({ lines }: Parcel, order: OrderToShip, open: Map<number, number>): { units: ParcelItem['units'], problems: RowProblem[] } {
  const units: ParcelItem['units'] = []
  const problems: RowProblem[] = []
  for (const line of lines) {
    const sn = textIn(line, 'goodsSn').toLowerCase()
    if (sn === '' && line.cells.quantity === undefined) continue
    const found = order.lines.filter((one) => [one.goodsSn, one.skuSn].some((number) => number !== '' && number.toLowerCase() === sn))
    const [only] = found
    if (!only || found.length > 1) {
      problems.push(problem(line.line, 'goodsSn', sn === '' ? 'required' : only ? 'severalLines' : 'unknownLine', { value: sn }))
      continue
    }
    const left = open.get(only.orderLineId) ?? 0
    const quantity = Number(line.cells.quantity ?? left)
    if (quantity < 1 || quantity > left) problems.push(problem(line.line, 'quantity', 'tooMany', { left }))
    else units.push({ orderLineId: only.orderLineId, quantity })
    open.set(only.orderLineId, left - Math.min(left, quantity))
  }
  if (new Set(units.map(({ orderLineId }) => orderLineId)).size < units.length) problems.push(problem(lines[0]?.line ?? 0, 'goodsSn', 'twice'))
  return { units, problems }
}

interface Seen { open: Map<number, number>, isWhole: boolean }

function judged(parcel: Parcel, order: OrderToShip | undefined, seen: Map<number, Seen>): { units: ParcelItem['units'], problems: RowProblem[] } {
  const line = parcel.lines[0]?.line ?? 0
  const unreadable = parcel.lines.flatMap((one) => one.problems)
  if (!order) return { units: [], problems: unreadable.some(({ column }) => column === 'orderSn') ? unreadable : [...unreadable, problem(line, 'orderSn', parcel.orderSn === '' ? 'required' : 'unknownOrder', { value: parcel.orderSn })] }
  const known = seen.get(order.orderId) ?? { open: new Map(order.lines.map((one) => [one.orderLineId, one.openUnits])), isWhole: false }
  seen.set(order.orderId, known)
  const { units, problems } = takeUnits(parcel, order, known.open)
  const isWhole = units.length === 0 && problems.length === 0
  // Packed parcels only stand in the way of shipping everything at once.
  const refusal = isWhole || !['parcels', 'nothing'].includes(order.refusal) ? order.refusal : ''
  const refusals = refusal === '' ? [] : [problem(line, 'orderSn', refusal)]
  const number = parcel.trackingNo === '' && order.needsNumber ? [problem(line, 'trackingNo', 'required')] : []
  const twice = known.isWhole ? [problem(line, 'orderSn', 'twice', { value: parcel.orderSn })] : []
  const all = [...unreadable, ...problems, ...refusals, ...number, ...twice]
  if (isWhole && all.length === 0) known.isWhole = true
  return { units, problems: all }
}

/** Reads a file of parcels and keeps what it would do. A line without a number is no parcel yet and left alone. */
export async function checkParcelFile(ctx: Ctx, { fileName, bytes }: SheetFile): Promise<{ jobId: number }> {
  const parcels = parcelsOf(readSheet(bytes, PARCEL_COLUMNS, ['orderSn', 'trackingNo']))
  const onceKey = onceKeyOf(ctx, 'parcelImport', bytes)
  const orders = new Map((await ordersToShip(ctx, [...new Set(parcels.map(({ orderSn }) => orderSn))])).map((order) => [order.orderSn, order]))
  const isDone = await doneBefore(ctx, parcels.map(({ lines }) => onceKey(lines[0]?.line ?? 0)))
  const seen = new Map<number, Seen>()
  const rows = parcels.map((parcel): NewRow => {
    const order = orders.get(parcel.orderSn)
    const line = parcel.lines[0]?.line ?? 0
    const key = onceKey(line)
    const isEmpty = order !== undefined && order.needsNumber && parcel.trackingNo === ''
    const isRepeat = isDone.has(key)
    const { units, problems } = isEmpty || isRepeat ? { units: [], problems: [problem(line, isRepeat ? '' : 'trackingNo', isRepeat ? 'doneBefore' : 'noNumber')] } : judged(parcel, order, seen)
    const count = units.reduce((sum, unit) => sum + unit.quantity, 0) || (order?.units ?? 0)
    const plan = isEmpty || isRepeat ? 'same' : problems.length > 0 ? 'refused' : 'ship'
    const shippingName = parcel.shippingName || (order?.shippingName ?? '')
    const changes = plan === 'ship' ? [{ field: 'parcel', skuId: 0, label: shippingName, before: count, after: parcel.trackingNo }] : []
    const content: ParcelItem = { line, trackingNo: parcel.trackingNo, shippingName, units }
    return { lines: parcel.lines.map((one) => one.line), targetId: order?.orderId ?? 0, number: parcel.orderSn, name: order ? `${order.consignee} ${order.regionText}` : '', plan, content, changes, problems, onceKey: key }
  })
  return keepJob(ctx, { kind: 'parcelImport', title: fileName, request: {} }, rows)
}

/** Packs and hands over the parcels of a checked file, each in a transaction of its own. */
export function runParcelImport(ctx: Ctx, ports: PaymentPorts, jobId: number): Promise<{ left: number }> {
  return runJob(ctx, jobId, {
    kind: 'parcelImport',
    async work(row) {
      const { trackingNo, shippingName, units } = ParcelItem.parse(row.content)
      const [order] = await ordersToShip(ctx, [row.targetId])
      if (!order) throw new ShopError('NOT_FOUND')
      await sendParcel(ctx, ports, { order, units, trackingNo, shippingName }, (tx) => tellDone(tx, row, 'done'))
    },
  })
}
