export { type Channel, channelsFor, type PayClient, qrChannelOf } from './channels.ts'
export { ProviderError, type ProviderErrorKind, SignatureError } from './provider-error.ts'
export type {
  AcknowledgedOutcome,
  Acknowledgement,
  BillRow,
  CloseResult,
  CreateRequest,
  CreateResult,
  PaymentProvider,
  ProviderDescription,
  ProviderEvent,
  ProviderEventKind,
  ProviderHeaders,
  QueryResult,
  RefundQueryResult,
  RefundRequest,
  RefundResult,
  RemotePaymentState,
} from './provider.ts'
export { sandboxDescription, sandboxProvider, type SandboxSettings, sandboxSettings } from './sandbox.ts'
export { type ProviderFetch, timedFetch } from './timed-fetch.ts'
