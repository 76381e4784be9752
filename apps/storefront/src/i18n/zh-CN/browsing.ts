import common from './common.ts'
import home from './home.ts'
import goods from './goods.ts'
import packages from './packages.ts'

/** What the first page needs; the rest follows with the first page of the trade. */
export default { common, home, goods, packages }
