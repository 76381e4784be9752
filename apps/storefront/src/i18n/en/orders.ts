import type zh from '../zh-CN/orders.ts'

export default {
  title: 'My orders',
  tabs: { all: 'All', await_pay: 'To pay', await_ship: 'To ship', await_receive: 'On the way', await_comment: 'To review', canceled: 'Cancelled', finished: 'Finished', await_confirm: 'To confirm', aftersale: 'After-sales' },
  empty: 'No orders here yet',
  emptySearch: 'No such order',
  search: 'Order number or product',
  units: '{count} units',
  sum: '{amount} paid',
  total: '{amount} in all',
  toPay: '{amount} to pay',
  states: { await_pay: 'Waiting for payment', await_confirm: 'Waiting for the shop', await_ship: 'Waiting to be shipped', part_shipped: 'Partly shipped', shipped: 'Shipped', finished: 'Finished', canceled: 'Cancelled', invalid: 'Invalid', returned: 'Returned' },
  means: { await_pay: 'Pay before {time}, or it is cancelled', await_confirm: 'The shop confirms and packs', await_ship: 'The shop is packing', part_shipped: '{count} unit is still to be sent | {count} units are still to be sent', shipped: 'Receipt is confirmed by itself on {time}', stopped: 'Receipt is not confirmed by itself while the shop looks at your request', finished: 'Thank you', canceled: 'Balance, points and coupon are back', canceledUnused: 'Nothing was paid for it', invalid: 'The shop marked it invalid', returned: 'The goods came back' },
  pay: 'Pay', cancel: 'Cancel order', receive: 'Confirm receipt', again: 'Buy again', express: 'Track', detailLink: 'Details',
  cancelAsk: 'Cancel this order', cancelText: 'Balance, points and coupon come back. Where shall paid money go?', toBalance: 'To my balance', toOriginal: 'The way it came', reason: 'Why, optional', cancelNow: 'Cancel it', keep: 'Keep it', canceled: 'Order cancelled', asked: 'Asked for, the shop decides',
  receiveAsk: 'Everything has arrived', receiveText: 'This cannot be taken back', received: 'Receipt confirmed',
  codes: {
    title: 'Your cards', count: '{count} card | {count} cards', code: 'Number', password: 'Password', until: 'Valid until {day}', keep: 'Only you can see them. A used card cannot come back, so keep it to yourself.',
    states: { await_ship: 'Waiting for the cards', shipped: 'Cards delivered' }, means: { await_ship: 'They appear here as soon as the shop has more', shipped: 'Numbers and passwords are below; receipt is confirmed by itself on {time}' },
    receiveAsk: 'All cards are here', receiveText: 'This cannot be taken back. The cards stay in the order.', see: 'See the cards',
  },
  detail: { title: 'Order', steps: { place: 'Placed', pay: 'Paid', ship: 'Shipped', deliver: 'Delivered', receive: 'Received' }, parcel: 'Parcel {number}', trace: { none: 'Sent', collected: 'Picked up', in_transit: 'On the way', delivering: 'Out for delivery', signed: 'Delivered', returned: 'Sent back', problem: 'Problem' }, packed: 'Packed', packedText: 'Packed, not handed over yet', trackingNo: 'No. {no}', noTrace: 'No tracking yet', more: 'More', goods: 'Goods', sent: '{count} sent', unsent: '{count} to send', price: 'Price', why: 'Why is this the price', info: 'About the order', sn: 'Order number', placedAt: 'Placed', paidAt: 'Paid', payment: 'Payment', shipping: 'Shipping', invoice: 'Invoice', note: 'Note', fromShop: 'From the shop', refunded: '{amount} given back', aftersale: 'The shop is looking at your request', notFound: 'There is no such order' },
} satisfies typeof zh
