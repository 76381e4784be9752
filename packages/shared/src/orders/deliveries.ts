/** How a parcel stands. */
export const DELIVERY = { handedOver: 0, cameBack: 1, open: 2 } as const
