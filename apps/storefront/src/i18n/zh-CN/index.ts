import browsing from './browsing.ts'
import cart from './cart.ts'
import checkout from './checkout.ts'
import orders from './orders.ts'
import account from './account.ts'
import feedback from './feedback.ts'
import prices from './prices.ts'

export default { ...browsing, cart, checkout, orders, account, feedback, prices }
