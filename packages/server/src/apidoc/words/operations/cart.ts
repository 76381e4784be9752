import type { OperationWords, Words } from '../language.ts'

const GUESTS: Words = ['游客用 cart_key 认购物车：第一次不填，之后带上返回的 cart_key；登录或注册时带上它，商品会并入账号。', 'A guest\'s cart goes by cart_key: leave it out at first, then send the one answered; send it with sign-in or sign-up and its lines move to the account.']
const GIFTS: Words = ['改动后条件不再满足的赠品会被移除。', 'Gifts whose condition is no longer met are removed afterwards.']
const ALL_OR_NONE: Words = ['有一个 rec_id 不是自己购物车里的，就答 NOT_FOUND，什么都不改。', 'One rec_id outside the caller\'s cart answers NOT_FOUND, and nothing changes.']

export const CART_WORDS: Readonly<Record<string, OperationWords>> = {
  'ectouch.cart.get': {
    title: 'Get the cart',
    summary: ['购物车的每一行都按现在的价格重算，并列出可用的优惠活动。', 'Every line at its price of now, with the price activities that could apply.'],
    rules: [GUESTS, ['不能再买的行留在车里，写明 invalid_reason，不计入金额。', 'A line that can no longer be bought stays with its invalid_reason and counts in no amount.']],
  },
  'ectouch.cart.add': {
    title: 'Add a product to the cart',
    summary: ['同一商品、同样规格是一行，再加一次数量相加。购物车不占库存，两个购物车可以同时放着最后一件。', 'The same product with the same options is one line, and adding it again adds the number. A cart reserves nothing: two may hold the last unit.'],
    rules: [
      GUESTS,
      ['件数不能超过货品库存，超过答 OUT_OF_STOCK 并写明库存，购物车不变。', 'The number may not exceed the stock, else OUT_OF_STOCK naming it, and the cart stays as it was.'],
      ['少选单选规格答 SPEC_REQUIRED，组合不卖答 SPEC_INVALID。', 'A missing single option answers SPEC_REQUIRED, a combination that is not sold SPEC_INVALID.'],
      ['配件行的件数不超过基本商品；多出的按原价成为普通行。', 'A fitting line holds at most as many units as its basic product; the rest becomes a general line at the normal price.'],
      ['buy_now 使这一行的件数正好等于 number，其余行取消选中。', 'With buy_now the line holds exactly number units and all other lines are unselected.'],
      ['最多 100 行，每行最多 9999 件。', 'At most 100 lines of at most 9999 units.'],
    ],
    sample: { goods_id: '1', number: '2' },
  },
  'ectouch.cart.update': {
    title: 'Update cart lines',
    summary: ['改一行的件数，或改几行的选中状态。', 'Sets the number of a line, or selects and unselects several.'],
    rules: [
      ['number 与 selected 至少给一个；改件数时只能给一个 rec_id。', 'Send number or selected; number goes with one rec_id only.'],
      ['赠品的件数不能改（CART_LINE_LOCKED）。', 'The number of a gift cannot change (CART_LINE_LOCKED).'],
      ['基本商品减少时配件随之减少。', 'Fittings go down with their basic product.'],
      GIFTS,
      ALL_OR_NONE,
    ],
    params: { rec_id: ['购物车行编号；只改选中时可给多个', 'Cart line, or several when only selected is sent'] },
    sample: { rec_id: '1', number: '3' },
  },
  'ectouch.cart.delete': { title: 'Remove cart lines', summary: ['从购物车中拿走一行或几行。', 'Takes one line or several out of the cart.'], rules: [['拿走基本商品时，不能单卖的配件一并拿走，其余转为普通行。', 'With a basic product go the fittings that are not sold alone; the others become general lines.'], GIFTS, ALL_OR_NONE], sample: { rec_id: '1' } },
  'ectouch.cart.clear': { title: 'Clear the cart', summary: ['清空购物车，礼包与赠品也在内；空购物车清空不算错。', 'Empties the cart, packages and gifts included; an empty one is no error.'] },
  'ectouch.cart.collect': {
    title: 'Move lines to the favourites',
    summary: ['商品进收藏夹，行从购物车移走。', 'The products become favourites and the lines go.'],
    rules: [['已收藏的不会重复收藏。', 'What is a favourite already is not added twice.'], ['赠品与礼包答 CART_LINE_LOCKED，一行都不动。', 'A gift or package answers CART_LINE_LOCKED and nothing moves.']],
    sample: { rec_id: '1' },
  },
  'ectouch.cart.package.add': {
    title: 'Add a package to the cart',
    summary: ['超值礼包作为一行，按礼包价结算，不再计会员价与阶梯价。', 'A package is one line at its own price; prices by rank and quantity do not apply.'],
    rules: [['礼包须在活动期内，其中商品都在售，否则 PACKAGE_UNAVAILABLE。', 'It must run now with everything in it on sale, else PACKAGE_UNAVAILABLE.'], ['其中每种商品都要够数，否则 OUT_OF_STOCK。', 'There must be stock of every product in it, else OUT_OF_STOCK.'], GUESTS],
  },
  'ectouch.cart.favourable.add': {
    title: 'Add the gifts of an activity',
    summary: ['为赠品类优惠活动选赠品；减现金与打折的活动自动生效，不用添加。', 'Chooses the gifts of an activity that gives some; money off and discounts apply by themselves.'],
    rules: [['须在活动期内、等级与金额都符合，否则 FAVOURABLE_UNAVAILABLE。', 'It must run now and the rank and amount must fit, else FAVOURABLE_UNAVAILABLE.'], ['超过可选件数或不在名单里答 GIFT_INVALID，选过的答 FAVOURABLE_USED。', 'One too many or one not offered answers GIFT_INVALID, one chosen already FAVOURABLE_USED.'], GUESTS],
    sample: { act_id: '1', gift: '[2]' },
  },
}
