export { FavourableConfig, FavourableGift } from './favourable/config.ts'
export { type Favourable, findFavourables, getFavourables, isOpen, promotionsChanged } from './favourable/running.ts'
export { PROMOTION_KINDS, type PromotionKind, type PromotionKindName } from './registry.ts'
