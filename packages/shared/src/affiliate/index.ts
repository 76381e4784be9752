export { bookDueCommissions } from './book.ts'
export { pendCommission } from './pend.ts'
export { readAffiliate } from './read.ts'
export { takeBackCommission } from './take-back.ts'
