import type { Call } from './story.ts'

interface Region { region_id: number, region_name: string }

const ZHEJIANG = '浙江省'

async function regionBelow(call: Call, parentId: number, wanted = ''): Promise<number> {
  const { regions } = await call('ectouch.tool.region', { parent_id: parentId }) as { regions: Region[] } // the contract's shape
  const found = regions.find((region) => region.region_name.startsWith(wanted))
  if (!found) throw new Error(`no region ${wanted} in ${parentId}`)
  return found.region_id
}

/** An address of the shopper's own, their default. */
export async function giveAddress(call: Call, session: string, consignee: string): Promise<void> {
  const province = await regionBelow(call, 1, ZHEJIANG)
  const city = await regionBelow(call, province)
  const district = await regionBelow(call, city, '西湖')
  await call('ectouch.user.address.add', { session, consignee, mobile: '13800138000', province, city, district, address: '文三路 1 号', is_default: 'true' })
}
