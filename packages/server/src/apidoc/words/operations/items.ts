import type { OperationWords } from '../language.ts'

const ONLY_OWN = ['只能改应用所属商家的商品，别家的按不存在处理（NOT_FOUND）。', 'Only products of the app\'s own seller can be changed; others answer NOT_FOUND.'] as const

export const ITEM_WORDS: Readonly<Record<string, OperationWords>> = {
  'ectouch.item.get': {
    title: 'Get a product',
    summary: ['商品页所需的一切：价格、规格、货品、相册、配件、礼包和适用的优惠。', 'Everything a product page shows: prices, options, SKUs, pictures, fittings, packages and activities that apply.'],
    rules: [
      ['带 session 时 rank_price 与 final_price 按会员等级计算，游客按本店售价。', 'With a session rank_price and final_price are those of the user\'s rank; guests see the shop\'s price.'],
      ['下架的商品仍会返回，is_on_sale 为 false；回收站里的答 NOT_FOUND。', 'A product taken off sale is still answered, with is_on_sale false; one in the recycle bin answers NOT_FOUND.'],
      ['skus 只列在售的组合，product_number 是还能卖的数量。', 'skus lists only combinations that are sold; product_number is what can still be sold of each.'],
      ['带 session 时商品记入浏览历史，保留最近 50 个。', 'With a session the product moves to the front of the browsing history, which keeps the last 50.'],
    ],
  },
  'ectouch.item.sku.get': {
    title: 'Get the SKUs of a product',
    summary: ['商品的规格与货品，或其中一个货品。', 'The options and SKUs of a product, or one of its SKUs.'],
    rules: [
      ['没有货品的商品返回空的 skus。', 'A product without SKUs answers an empty skus.'],
      ['product_id 属于别的商品时答 NOT_FOUND。', 'A product_id of another product answers NOT_FOUND.'],
    ],
  },
  'ectouch.items.get': {
    title: 'List products',
    summary: ['按分类、品牌、关键词、价格与属性查找在售商品，可排序分页。', 'Finds products on sale by category, brand, words, price and attributes, sorted and in pages.'],
    rules: [
      ['分类包含其下级，也包含把它作为扩展分类的商品。', 'A category covers everything below it and products that name it as a further category.'],
      ['价格区间两端都算，比较的是 final_price；price_min 大于 price_max 时列表为空。', 'Both ends of the price range count and are compared with final_price; price_min above price_max answers an empty list.'],
      ['关键词按空白拆开，须全部匹配商品名、关键词或品牌，或是货号的开头。', 'Words are split at white space; each must be found in the name, the keywords or the brand, or begin a product number.'],
      ['同值时按商品编号倒序，翻页不会重复。', 'Ties go by goods_id descending, so no product shows on two pages.'],
      ['不存在的分类、品牌或商家返回空列表。', 'An unknown category, brand or seller answers an empty list.'],
    ],
    params: { keywords: ['要找的词，空格分隔', 'Words to look for, separated by spaces'], order: ['asc 升序，desc 降序；默认时 default 与 price 升序，其余降序', 'asc or desc; by default asc for default and price, desc for the others'] },
    sample: { keywords: '茶', page_size: '2' },
  },
  'ectouch.item.add': {
    title: 'Add a product',
    summary: ['上架一个新商品，可一并写入规格、货品、阶梯价、会员价和图片。', 'Adds a product, with its options, SKUs, prices by quantity and rank, and pictures at once.'],
    rules: [
      ['不填 goods_sn 时自动编号为 ECS 加六位商品编号；货号不分大小写，不可重复。', 'Without goods_sn the number is ECS and the id in six digits; numbers are unique without regard to case.'],
      ['有促销价就要有先后正确的起止时间，否则 PRICE_INVALID。', 'A promotion price needs a start before its end, else PRICE_INVALID.'],
      ['阶梯从 2 件起，件数越多单价越低。', 'Steps begin at 2 units, and a higher step has a lower price.'],
      ['每个货品给每个单选规格恰好一个值，组合不可重复；有货品时不能再填 goods_number。', 'Each SKU names one value of every single option, no two alike; with SKUs goods_number is not taken.'],
      ['任何一项不合格则什么都不保存。', 'Nothing is stored when any part is refused.'],
    ],
    params: {
      skus: ['[{goods_attr: [属性值…], product_sn, product_number, product_price}]，最多 300 个', '[{goods_attr: [values…], product_sn, product_number, product_price}], at most 300'],
      specs: ['[{attr_name, attr_type, values: [{attr_value, attr_price}]}]，最多 5 个规格', '[{attr_name, attr_type, values: [{attr_value, attr_price}]}], at most 5 options'],
      linked_goods: ['关联商品的编号', 'Ids of related products'],
      goods_number: ['库存，不能与 skus 同用', 'Stock; not together with skus'],
      integral: ['每件最多可用积分抵多少元', 'Yuan of one unit that points may pay'],
    },
    sample: { goods_name: '朱泥水平壶', cat_id: '1', shop_price: '88.00', goods_number: '5' },
  },
  'ectouch.item.update': {
    title: 'Update a product',
    summary: ['只改传来的参数，其余保持原样。', 'Changes the parameters sent and leaves the others.'],
    rules: [
      ONLY_OWN,
      ['只传 goods_id 答 PARAM_MISSING。', 'goods_id alone answers PARAM_MISSING.'],
      ['带上 last_update 且与现值不同则答 CONFLICT，什么都不改。', 'A last_update that is no longer the stored one answers CONFLICT and changes nothing.'],
      ['改价立即影响购物车，不影响已有订单。', 'Carts see a new price at once, orders never.'],
      ['组合仍在的货品保留编号；没有列出的不再出售。', 'A SKU whose combination stays keeps its id; one left out is no longer sold.'],
    ],
    params: { integral: ['每件最多可用积分抵多少元', 'Yuan of one unit that points may pay'], goods_number: ['库存，有货品的商品不能填', 'Stock; not for a product with SKUs'], gallery: ['追加在现有图片之后', 'Added behind the present pictures'], linked_goods: ['关联商品的编号，替换原有的', 'Ids of related products, in place of the present ones'] },
    sample: { goods_id: '1', goods_brief: '宜兴原矿，手工成型' },
  },
  'ectouch.item.delete': {
    title: 'Delete a product',
    summary: ['把商品放进回收站，编号与货号保留。', 'Puts a product into the recycle bin; its id and number stay taken.'],
    rules: [
      ONLY_OWN,
      ['正在或即将参加活动的商品答 GOODS_IN_ACTIVITY。', 'A product of a running or coming activity answers GOODS_IN_ACTIVITY.'],
      ['已有订单照常显示它；购物车里的行失效。', 'Orders keep showing it; its cart lines can no longer be bought.'],
      ['再删一次答 NOT_FOUND。', 'A second call answers NOT_FOUND.'],
    ],
  },
  'ectouch.item.sku.update': {
    title: 'Update a SKU',
    summary: ['改一个货品的库存、货品号、价格或上下架，同步库存时最常用。', 'Changes stock, number, price or sale of one SKU; what stock synchronisation mostly needs.'],
    rules: [
      ONLY_OWN,
      ['product_number 直接设定，number_change 在当时的库存上加减，两者只能选一。', 'product_number sets the stock, number_change adds to what it is at that moment; send one of them.'],
      ['减到负数答 STOCK_INVALID，什么都不改。', 'A result below 0 answers STOCK_INVALID and changes nothing.'],
      ['商品的总库存在同一事务里更新。', 'The product\'s stock follows in the same transaction.'],
    ],
    sample: { product_id: '1', number_change: '3' },
  },
  'ectouch.categories.get': {
    title: 'List categories',
    summary: ['某分类下可见的分类，逐级嵌套。', 'The shown categories below one, nested level by level.'],
    rules: [
      ['分页只数第一级；下级最深取到 depth。', 'Pages count the first level; children go down to depth.'],
      ['上级隐藏时整支都不返回。', 'A category whose parent is hidden is not answered.'],
    ],
    params: { parent_id: ['上级分类，0 为顶级', 'Category above, 0 for the top'] },
  },
  'ectouch.category.get': {
    title: 'Get a category',
    summary: ['一个分类、它的路径，以及可供筛选的品牌、价格区间和属性。', 'A category, its way from the top, and the brands, prices and attributes to filter by.'],
    rules: [
      ['隐藏的分类，或上级隐藏的分类，答 NOT_FOUND。', 'A hidden category, or one below a hidden one, answers NOT_FOUND.'],
      ['goods_count 把下级与扩展分类的商品都算上，每个只数一次。', 'goods_count takes in everything below and products that name it as a further category, each once.'],
    ],
  },
  'ectouch.brand.get': { title: 'Get a brand', summary: ['一个品牌及其在售商品数。', 'A brand and how many products of it are on sale.'], rules: [['隐藏或不存在的品牌答 NOT_FOUND。', 'A hidden or unknown brand answers NOT_FOUND.']] },
  'ectouch.brands.get': {
    title: 'List brands',
    summary: ['可见的品牌，按排序号。', 'The shown brands in their order.'],
    rules: [['指定分类时只列该分类及下级有在售商品的品牌；不指定时没有商品的也列出。', 'With cat_id only brands with products on sale there or below; without it also brands with none.']],
    params: { keywords: ['品牌名的一部分', 'Part of the brand\'s name'], cat_id: ['只要该分类及下级有商品的', 'Only those with products in this category or below'] },
  },
  'ectouch.brand.category.get': { title: 'List the categories of a brand', summary: ['含有该品牌在售商品的分类。', 'The categories that hold products of the brand.'], rules: [['隐藏或不存在的品牌答 NOT_FOUND。', 'A hidden or unknown brand answers NOT_FOUND.']] },
}
