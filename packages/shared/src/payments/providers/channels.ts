/** How a provider takes the money. */
export type Channel = 'jsapi' | 'h5' | 'native' | 'page'
/** Where the payer is. */
export type PayClient = 'wechat' | 'mini' | 'h5' | 'pc' | 'app'

/** docs/rules/payments.md 3; a client that is not listed cannot use the provider. */
const CHANNELS: Readonly<Record<string, Readonly<Partial<Record<PayClient, readonly Channel[]>>>>> = {
  sandbox: { wechat: ['jsapi'], mini: ['jsapi'], h5: ['h5'], pc: ['native', 'page'] },
}

/** The channels a provider offers to a client, the preferred one first. */
export function channelsFor(providerCode: string, client: PayClient): readonly Channel[] {
  if (!Object.hasOwn(CHANNELS, providerCode)) return []
  return CHANNELS[providerCode]?.[client] ?? []
}

/** The channel whose answer is a text for a QR code. */
const QR_CHANNELS: Readonly<Record<string, Channel>> = { sandbox: 'native' }

export function qrChannelOf(providerCode: string): Channel | null {
  return Object.hasOwn(QR_CHANNELS, providerCode) ? QR_CHANNELS[providerCode] ?? null : null
}
