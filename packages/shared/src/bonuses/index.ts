export { addBonus, listBonuses } from './own.ts'
export { type BonusFacts, bonusItem, RANGE_NAMES } from './shape.ts'
export { bonusNumbers, issueToRank, issueToUsers, printNumbers } from './staff-issue.ts'
export { type BonusTypeForm, type BonusTypeRow, createBonusType, listBonusTypes, updateBonusType } from './staff-types.ts'
