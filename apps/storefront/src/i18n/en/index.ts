import common from './common.ts'
import home from './home.ts'
import goods from './goods.ts'
import cart from './cart.ts'
import checkout from './checkout.ts'
import orders from './orders.ts'
import aftersales from './aftersales.ts'
import account from './account.ts'
import feedback from './feedback.ts'
import prices from './prices.ts'
import surveys from './surveys.ts'
import wallet from './wallet.ts'

export default { common, home, goods, cart, checkout, orders, aftersales, account, feedback, prices, surveys, wallet }
