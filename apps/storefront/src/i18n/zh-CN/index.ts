import browsing from './browsing.ts'
import cart from './cart.ts'
import checkout from './checkout.ts'
import orders from './orders.ts'
import aftersales from './aftersales.ts'
import account from './account.ts'
import articles from './articles.ts'
import feedback from './feedback.ts'
import prices from './prices.ts'
import surveys from './surveys.ts'
import wallet from './wallet.ts'

export default { ...browsing, cart, checkout, orders, aftersales, account, articles, feedback, prices, surveys, wallet }
