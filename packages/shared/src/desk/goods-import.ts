import { createHash } from 'node:crypto'
import { auditedWrite, createWithCost, NewGoods } from '../catalogue/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { noteOf, writeLocked } from './changes.ts'
import { readGoodsFile } from './goods-file.ts'
import type { FilePictures } from './goods-pictures.ts'
import { GoodsItem, planItem } from './goods-item.ts'
import { doneBefore, keepJob, type NewRow, runJob, type StoredRow, tellDone } from './jobs.ts'
import { goodsByNumbers, type KnownGoods } from './known-goods.ts'
import { problem, type RowProblem } from './sheet.ts'

export interface SheetFile { fileName: string, bytes: Uint8Array }

/** One line of one file, whoever sends it in again; with other pictures beside it, it is another file. */
export function onceKeyOf(ctx: Ctx, kind: string, bytes: Uint8Array, beside = ''): (line: number) => string {
  const sellerId = ctx.actor.kind === 'staff' ? ctx.actor.sellerId : 0
  const hash = createHash('sha256').update(bytes).update(beside).digest('hex')
  return (line) => `${kind}/${sellerId}/${hash}/${line}`
}

function ownershipOf(ctx: Ctx, item: GoodsItem, goods: KnownGoods | undefined): RowProblem[] {
  if (!goods) return []
  const isForeign = ctx.actor.kind === 'staff' && ctx.actor.sellerId !== goods.sellerId
  if (isForeign) return [problem(item.line, 'sn', 'GOODS_SN_EXISTS', { value: item.sn })]
  return goods.isDeleted ? [problem(item.line, 'sn', 'inBin', { value: item.sn })] : []
}

/** SKU numbers that belong to other products already. */
async function takenNumbers(ctx: Ctx, items: readonly GoodsItem[]): Promise<(item: GoodsItem) => RowProblem[]> {
  const keys = items.flatMap((item) => item.skus.map((sku) => sku.skuSn.toLowerCase())).filter((sn) => sn !== '')
  const rows = await ctx.db.sku.findMany({ where: { snKey: { in: keys } }, select: { snKey: true, goods: { select: { snKey: true } } } })
  const ownerOf = new Map(rows.map((row) => [row.snKey, row.goods.snKey]))
  return (item) => item.skus.flatMap(({ line, skuSn }) => {
    const owner = ownerOf.get(skuSn.toLowerCase())
    return owner === undefined || owner === item.sn.toLowerCase() ? [] : [problem(line, 'skuSn', 'SKU_SN_EXISTS', { value: skuSn })]
  })
}

/** Reads a file of products and keeps what it would do. Nothing of the shop's changes. */
export async function checkGoodsFile(ctx: Ctx, { fileName, bytes }: SheetFile, pictures: FilePictures): Promise<{ jobId: number }> {
  const items = await readGoodsFile(ctx, bytes, pictures)
  const onceKey = onceKeyOf(ctx, 'goodsImport', bytes, pictures.sent.length === 0 ? '' : JSON.stringify(pictures.sent))
  const [known, isDone, takenOf] = await Promise.all([
    goodsByNumbers(ctx, items.map(({ item }) => item.sn).filter((sn) => sn !== '')),
    doneBefore(ctx, items.map(({ item }) => onceKey(item.line))),
    takenNumbers(ctx, items.map(({ item }) => item)),
  ])
  const byNumber = new Map(known.map((goods) => [goods.sn.toLowerCase(), goods]))
  const rows = items.map(({ item, lines, problems: unreadable }): NewRow => {
    const goods = byNumber.get(item.sn.toLowerCase())
    const { changes, problems: senseless } = planItem(item, goods ?? null)
    const key = onceKey(item.line)
    const problems = [...unreadable, ...ownershipOf(ctx, item, goods), ...unreadable.length > 0 ? [] : senseless, ...takenOf(item)]
    const isRepeat = isDone.has(key)
    const plan = isRepeat ? 'same' : problems.length > 0 ? 'refused' : !goods ? 'create' : changes.length > 0 ? 'update' : 'same'
    const shown = isRepeat ? [problem(item.line, '', 'doneBefore')] : problems
    return { lines, targetId: goods?.goodsId ?? 0, number: item.sn, name: String(item.fields.name ?? goods?.fields.name ?? ''), plan, content: item, changes: plan === 'refused' || isRepeat ? [] : changes, problems: shown, onceKey: key }
  })
  return keepJob(ctx, { kind: 'goodsImport', title: fileName, request: {} }, rows)
}

/** Makes one product of a file and tells the log and its job: all or nothing. */
function create(ctx: Ctx, row: StoredRow, item: GoodsItem): Promise<void> {
  return auditedWrite(ctx, async (inner) => {
    const { write, changes, problems: [wrong] } = planItem(item, null)
    if (wrong) throw new ShopError('PARAM_MISSING', { field: wrong.column })
    const { stockCause, costPriceFen, ...goods } = write
    const input = NewGoods.parse({ ...goods, ...item.sn === '' ? {} : { sn: item.sn } })
    const { goodsId } = await createWithCost(inner, { ...input, costPriceFen, stockCause })
    await tellDone(inner, row, 'done', goodsId)
    return { result: undefined, notes: [noteOf('goods.create', { goodsId, name: input.name }, changes)] }
  })
}

/** Does the rows of a checked file, each product in a transaction of its own. */
export function runGoodsImport(ctx: Ctx, jobId: number): Promise<{ left: number }> {
  return runJob(ctx, jobId, {
    kind: 'goodsImport',
    work(row) {
      const item = GoodsItem.parse(row.content)
      if (row.plan === 'create') return create(ctx, row, item)
      // What was looked at may have changed since: the file is held against the product as it is now.
      return writeLocked(ctx, row.targetId, (goods) => {
        const { write, changes, problems: [wrong] } = planItem(item, goods)
        if (wrong) throw new ShopError('PARAM_INVALID', { field: wrong.column })
        return { write, changes }
      }, (inner, hasChanged) => tellDone(inner, row, hasChanged ? 'done' : 'same'))
    },
  })
}
