import type { OperationWords } from '../language.ts'

export const SHOP_WORDS: Readonly<Record<string, OperationWords>> = {
  'ectouch.shop.config': { title: 'Get the shop\'s settings', summary: ['公开的店铺设置，停业时也能取。', 'The public settings; answered while the shop is closed as well.'], rules: [['带上已知的 version，没有变化时 config 为空。', 'Send the version you know: while it holds, config is empty.'], ['不认识的键答 PARAM_INVALID。', 'An unknown key answers PARAM_INVALID.']] },
  'ectouch.shop.shipping': { title: 'List shipping methods', summary: ['配送方式及送到某地区的运费。', 'The shipping methods, with the fee to a region.'], rules: [['给了地区才算得出运费；送不到的 available 为 false。', 'With a region the fee is known; a method that does not reach it has available false.'], ['运费与结算时一致。', 'The fee is the one the checkout uses.']], params: { address_id: ['自己的收货地址，代替 region_id', 'An address of one\'s own, in place of region_id'] }, sample: { region_id: '310115', goods_id: '1' } },
  'ectouch.shop.payment': { title: 'List payment methods', summary: ['支付方式、手续费和可用渠道；不含任何密钥。', 'The payment methods with fees and channels; never a key of a provider.'], rules: [['充值不列余额与货到付款。', 'For a deposit the balance and cash on delivery are left out.']] },
  'ectouch.shop.ad#list': { title: 'List ads', summary: ['某广告位正在投放的广告。', 'The ads that run now at a position.'], rules: [['position_id 与 position_code 恰好给一个。', 'Send exactly one of position_id and position_code.']], sample: { position_code: 'home_banner' } },
  'ectouch.shop.ad#click': { title: 'Count a click', summary: ['记一次点击并返回去处；同一访客 10 分钟内只记一次。', 'Counts a click and answers where it leads; once for each visitor in 10 minutes.'] },
  'ectouch.search.keywords#hot': { title: 'List popular words', summary: ['商家置顶的词在前，其后按搜索次数。', 'The shop\'s own words first, then by how often they were searched.'] },
  'ectouch.search.keywords#history': { title: 'List the search history', summary: ['自己搜过的词，新的在前，最多 20 个。', 'The caller\'s searches, newest first, at most 20.'] },
  'ectouch.search.keywords#suggest': { title: 'Suggest words', summary: ['边输边提示，只给搜得到商品的词。', 'Suggests as one types, only words that find something.'], params: { keyword: ['已输入的字', 'What was typed so far'] }, sample: { keyword: '茶' } },
  'ectouch.search.keywords#clear': { title: 'Clear the search history', summary: ['清除全部或一个搜索词。', 'Forgets one search or all.'], params: { keyword: ['只清这个词，不填为全部', 'Only this word, all without it'] } },
  'ectouch.promotion.package#list': { title: 'List packages', summary: ['正在进行的超值礼包，可只看含某商品的。', 'The packages that run now, or those that hold a product.'] },
  'ectouch.promotion.package#get': { title: 'Get a package', summary: ['一个礼包及其中的商品。', 'A package and what is in it.'] },
  'ectouch.tool.region#list': { title: 'List regions below one', summary: ['某地区的下一级；1 为中国，给出各省。', 'The regions below one; 1 is China and gives the provinces.'], params: { parent_id: ['上级地区', 'Region above'] } },
  'ectouch.tool.region#get': { title: 'Get a region', summary: ['一个地区、它的上级与全称。', 'A region, those above it and its whole name.'], sample: { region_id: '310115' } },
  'ectouch.tool.region#tree': { title: 'Get the tree of regions', summary: ['省市区三级树；带上 version 则没变化时不重复下载。', 'Provinces, cities and districts; with version nothing is sent again while it holds.'], params: { depth: ['取几级', 'Levels'] } },
  'ectouch.tool.region#search': { title: 'Search regions', summary: ['按名称或拼音查地区。', 'Finds regions by name or pinyin.'], params: { keyword: ['名称或拼音', 'Name or pinyin'] }, sample: { keyword: '浦东' } },
}
