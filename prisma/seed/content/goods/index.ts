import type { SeedGoods } from '../types.ts'
import { bags } from './bags.ts'
import { bakeryAndVegetables } from './bakery.ts'
import { cardGoods } from './cards.ts'
import { clothing } from './clothing.ts'
import { cookware } from './cookware.ts'
import { fruit } from './fruit.ts'
import { gadget } from './gadget.ts'
import { honeyAndGrain } from './grain.ts'
import { homeLiving } from './home-living.ts'
import { homeScent } from './home-scent.ts'
import { paper } from './paper.ts'
import { plants } from './plant.ts'
import { shoes } from './shoes.ts'
import { snacks } from './snack.ts'
import { tableware } from './tableware.ts'
import { teaCups } from './tea-cups.ts'
import { teaLeaves } from './tea-leaves.ts'
import { teaPots } from './tea-pots.ts'

/** Every goods of the demo shop, by category. */
export const catalogue: SeedGoods[] = [
  ...teaPots,
  ...teaCups,
  ...teaLeaves,
  ...tableware,
  ...cookware,
  ...homeScent,
  ...homeLiving,
  ...fruit,
  ...bakeryAndVegetables,
  ...honeyAndGrain,
  ...snacks,
  ...shoes,
  ...bags,
  ...clothing,
  ...paper,
  ...plants,
  ...gadget,
  ...cardGoods,
]
