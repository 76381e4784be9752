import { type GoodsRecord, goodsRecords } from '@xiaopu/shared/catalogue'
import type { CartLine } from '@xiaopu/shared/contract'
import { isoToGmt8 } from '../gateway/index.ts'
import { goodsManner, type GoodsManner, wireGoodsRow, wirePoints } from './goods-shape.ts'
import type { CareyCtx } from './method.ts'
import { keyName, wireSpecItems } from './spec-shape.ts'
import { absolute, bit, yuan } from './wire.ts'

/** Why a line cannot be bought. */
const REASONS: Record<CartLine['invalidReason'], string> = {
  none: '',
  off_sale: '商品已下架',
  out_of_stock: '商品库存不足',
  spec_gone: '商品规格已变更',
  no_basic_goods: '缺少搭配的主商品',
  package_over: '礼包已失效',
  activity_over: '活动已结束',
  gift_condition: '不满足赠品条件',
}

/** A line at the price of this shopper; a package has no product of its own. */
function wireLineGoods(line: CartLine, goods: GoodsRecord | undefined, manner: GoodsManner): object {
  const row = goods && wireGoodsRow(goods, manner)
  return {
    goods_id: line.goodsId,
    name: line.goodsName,
    goods_code: row?.goods_code ?? line.goodsSn,
    goods_sku: line.skuId > 0 ? line.goodsSn : '',
    bar_code: '',
    store_qty: line.stock,
    measure: row?.measure ?? 0,
    measure_type: 0,
    is_postage: bit(line.isShippingFree),
    market_price: yuan(line.marketPriceFen),
    shop_price: yuan(line.goodsPriceFen),
    purchase_sum: 0,
    status: row?.status ?? 1,
    is_delete: row?.is_delete ?? 0,
    ...wirePoints(goods?.givePoints ?? 0),
    is_integral: row?.is_integral ?? 0,
    goods_image: absolute(line.goodsThumb, manner.baseUrl),
  }
}

export async function wireCartLines(ctx: CareyCtx, lines: readonly CartLine[]): Promise<object[]> {
  const ofGoods = lines.filter(({ packageGoods }) => packageGoods.length === 0)
  const [records, manner] = await Promise.all([goodsRecords(ctx, ofGoods.map(({ goodsId }) => goodsId)), goodsManner(ctx)])
  const byId = new Map(records.map((record) => [record.id, record]))
  return lines.map((line) => {
    const goods = line.packageGoods.length > 0 ? undefined : byId.get(line.goodsId)
    return {
      cart_id: line.cartLineId,
      goods_id: line.goodsId,
      goods_num: line.quantity,
      key_name: keyName(line.optionValueIds),
      key_value: line.optionsText,
      is_selected: bit(line.selected),
      update_time: isoToGmt8(line.addTime),
      goods: wireLineGoods(line, goods, manner),
      goods_spec_item: goods ? wireSpecItems(goods) : [],
      error: bit(line.invalidReason !== 'none'),
      error_msg: REASONS[line.invalidReason],
    }
  })
}
