import { z } from 'zod'

export const TRACE_STATES = ['none', 'collected', 'in_transit', 'delivering', 'signed', 'returned', 'problem'] as const
export type TraceState = (typeof TRACE_STATES)[number]

export const TraceStep = z.object({ time: z.string(), text: z.string(), location: z.string() })
export type TraceStep = z.output<typeof TraceStep>

export interface TrackedParcel {
  shippingName: string
  trackingNo: string
  shippedAt: Date
  /** Some carriers tell only who knows it. */
  mobile: string
}

export interface CarrierAnswer {
  state: TraceState
  /** The newest first. */
  steps: TraceStep[]
}

/** Whoever knows where a parcel is. Throws when it cannot be asked. */
export interface Carrier {
  trace: (parcel: TrackedParcel, now: Date) => Promise<CarrierAnswer>
}

const HOUR_MS = 3_600_000

/** A parcel's life as the simulator tells it, by hours after the hand-over. */
const JOURNEY: readonly { afterHours: number, state: TraceState, text: string, location: string }[] = [
  { afterHours: 0, state: 'collected', text: '快件已揽收', location: '发货网点' },
  { afterHours: 4, state: 'in_transit', text: '快件已发往转运中心', location: '发货网点' },
  { afterHours: 20, state: 'in_transit', text: '快件已到达转运中心', location: '转运中心' },
  { afterHours: 44, state: 'delivering', text: '快递员正在派送', location: '收货网点' },
  { afterHours: 50, state: 'signed', text: '快件已签收', location: '收货网点' },
]

/** Tells the same story for every parcel; for development, demos and tests. */
export const simulatedCarrier: Carrier = {
  trace({ shippedAt }, now) {
    const past = JOURNEY.filter(({ afterHours }) => shippedAt.getTime() + afterHours * HOUR_MS <= now.getTime()).reverse()
    return Promise.resolve({
      state: past[0]?.state ?? 'none',
      steps: past.map(({ afterHours, text, location }) => ({ time: new Date(shippedAt.getTime() + afterHours * HOUR_MS).toISOString(), text, location })),
    })
  },
}
