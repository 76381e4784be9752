import { carrierSettings } from '@xiaopu/shared/orders'
import { getSettings, paymentMethodsForStaff } from '@xiaopu/shared/shop'
import { z } from 'zod'
import { type CareyCtx, method } from '../method.ts'
import { absolute, bit, yuan } from '../wire.ts'

const MODULES = ['delivery_dist', 'payment', 'delivery', 'system_shopping', 'service', 'system_info', 'upload'] as const
const MEGABYTE = 1024 * 1024
const [PICTURE_BYTES, FILE_BYTES] = [10 * MEGABYTE, 20 * MEGABYTE]

/** One setting as clients show it; keys and passwords are never among the values. */
const entry = (value: string | number | readonly string[], description: string): object => ({ value, description })

/** The shop's settings by CareyShop's groups. */
const GROUPS: Record<typeof MODULES[number], (ctx: CareyCtx) => Promise<Record<string, object>>> = {
  async delivery_dist(ctx) {
    const { kind, customer } = await carrierSettings(ctx)
    return { kind: entry(kind, '物流查询服务'), customer: entry(customer, '客户编号'), api_key: entry('', '接口密钥') }
  },
  async payment(ctx) {
    const methods = await paymentMethodsForStaff(ctx)
    return Object.fromEntries(methods.map(({ code, name, isEnabled }) => [code, entry(bit(isEnabled), name)]))
  },
  async delivery(ctx) {
    const { shopCountry } = await getSettings(ctx)
    return { country: entry(shopCountry, '发货国家') }
  },
  async system_shopping(ctx) {
    const settings = await getSettings(ctx)
    return {
      integral: entry(settings.pointsPerYuan, '多少积分抵一元'),
      integral_pct: entry(settings.pointsPercent, '积分最多抵扣商品金额的百分比'),
      timeout: entry(settings.orderUnpaidMinutes, '未付款订单保留的分钟数'),
      complete: entry(settings.autoReceiveDays, '自动确认收货的天数'),
      is_country: entry(0, '选择国家'),
      least_amount: entry(yuan(settings.minGoodsAmountFen), '最低订货金额'),
      invoice: entry(bit(settings.canInvoice), '可开发票'),
    }
  },
  async service(ctx) {
    const settings = await getSettings(ctx)
    return { days: entry(settings.aftersaleDays, '可申请售后的天数'), answer_days: entry(settings.aftersaleAnswerDays, '处理售后申请的天数'), return_days: entry(settings.returnShipDays, '寄回商品的天数') }
  },
  async system_info(ctx) {
    const settings = await getSettings(ctx)
    return {
      name: entry(settings.shopName, '店铺名称'),
      title: entry(settings.shopTitle, '网页标题'),
      keywords: entry(settings.shopKeywords, '关键词'),
      description: entry(settings.shopDesc, '店铺介绍'),
      logo: entry(absolute(settings.shopLogo, ctx.baseUrl), '店铺标志'),
      icp: entry(settings.icpNumber, '备案号'),
      phone: entry(settings.servicePhone, '客服电话'),
      email: entry(settings.serviceEmail, '客服邮箱'),
      open_index: entry(bit(!settings.shopClosed), '开店'),
      close_reason: entry(settings.closeComment, '闭店说明'),
    }
  },
  async upload() {
    return { default: entry('careyshop', '上传模块'), image_size: entry(PICTURE_BYTES, '图片的最大字节数'), file_size: entry(FILE_BYTES, '文件的最大字节数'), image_ext: entry(['jpg', 'jpeg', 'png', 'gif', 'webp'], '图片类型'), file_ext: entry(['pdf', 'xls', 'xlsx', 'csv', 'txt', 'zip', 'mp4'], '文件类型') }
  },
}

export const settingMethods = [
  method({
    controller: 'setting',
    name: 'get.setting.list',
    title: '获取某个模块的设置',
    auth: 'required',
    who: ['admin'],
    permission: 'shop.settings',
    write: false,
    params: z.object({ module: z.enum(MODULES) }),
    run: ({ ctx, input }) => GROUPS[input.module](ctx),
  }),
]
