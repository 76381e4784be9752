import type { Outputs } from '../../api.ts'

export type ShopSettings = Outputs['settings']['get']

type KeyOf<Value> = { [K in keyof ShopSettings]-?: ShopSettings[K] extends Value ? (Value extends ShopSettings[K] ? K : never) : never }[keyof ShopSettings]

/** How one setting is typed. The key's own kind of value decides which of these fit. */
export type SettingField
  = | { kind: 'text' | 'area', key: KeyOf<string>, max: number }
    | { kind: 'switch', key: KeyOf<boolean> }
    | { kind: 'lines', key: KeyOf<string[]> }
    | { kind: 'number', key: KeyOf<number>, min: number, max: number, unit: 'minutes' | 'days' | 'points' | 'percent' | 'items' }
    | { kind: 'money', key: KeyOf<number> }
    | { kind: 'rate', key: KeyOf<number>, max: number }
    | { kind: 'choice', key: 'stockDecTime' | 'commentFactor', options: { value: number, label: string }[] }
    | { kind: 'invoiceTypes', key: 'invoiceTypes' }
    | { kind: 'affiliate', key: 'affiliate' }

const text = (key: KeyOf<string>, max = 255): SettingField => ({ kind: 'text', key, max })
const area = (key: KeyOf<string>, max: number): SettingField => ({ kind: 'area', key, max })
const flag = (key: KeyOf<boolean>): SettingField => ({ kind: 'switch', key })
const lines = (key: KeyOf<string[]>): SettingField => ({ kind: 'lines', key })
const days = (key: KeyOf<number>): SettingField => ({ kind: 'number', key, min: 0, max: 3650, unit: 'days' })
const minutes = (key: KeyOf<number>): SettingField => ({ kind: 'number', key, min: 1, max: 100_000, unit: 'minutes' })

export const SETTING_GROUPS: { id: string, fields: SettingField[] }[] = [
  { id: 'shop', fields: [text('shopName'), text('shopTitle'), area('shopDesc', 1000), text('shopKeywords'), text('shopLogo'), text('noPicture'), text('shopAddress'), text('servicePhone'), text('serviceEmail'), lines('qq'), lines('ww'), text('icpNumber'), text('privacyUrl'), text('agreementUrl')] },
  { id: 'open', fields: [flag('shopClosed'), area('closeComment', 1000), area('shopNotice', 2000), area('userNotice', 2000)] },
  { id: 'orders', fields: [
    flag('useStorage'),
    { kind: 'choice', key: 'stockDecTime', options: [{ value: 1, label: 'settings.stockAt.s1' }, { value: 2, label: 'settings.stockAt.s2' }, { value: 0, label: 'settings.stockAt.s0' }] },
    minutes('checkoutMinutes'),
    minutes('orderUnpaidMinutes'),
    days('orderOfflineDays'),
    days('autoReceiveDays'),
    days('aftersaleDays'),
    days('aftersaleAnswerDays'),
    days('returnShipDays'),
    area('returnAddress', 500),
    flag('useHowOos'),
    flag('usePack'),
    flag('useCard'),
  ] },
  { id: 'pricing', fields: [
    { kind: 'money', key: 'minGoodsAmountFen' },
    flag('usePoints'),
    { kind: 'number', key: 'pointsPerYuan', min: 1, max: 100_000, unit: 'points' },
    { kind: 'number', key: 'pointsPercent', min: 0, max: 100, unit: 'percent' },
    flag('useBonus'),
    flag('useBalance'),
    { kind: 'rate', key: 'marketPriceRateBasisPoints', max: 1_000_000 },
  ] },
  { id: 'invoice', fields: [flag('canInvoice'), { kind: 'invoiceTypes', key: 'invoiceTypes' }, lines('invoiceContents')] },
  { id: 'accounts', fields: [
    flag('shopRegClosed'),
    { kind: 'number', key: 'registerPoints', min: 0, max: 1_000_000, unit: 'points' },
    flag('smsEnabled'),
    flag('smsSignup'),
    flag('wechatEnabled'),
    text('termsVersion'),
    area('agreementText', 20_000),
    lines('reservedUserNames'),
  ] },
  { id: 'wallet', fields: [
    { kind: 'money', key: 'depositMinFen' },
    { kind: 'money', key: 'depositMaxFen' },
    { kind: 'money', key: 'withdrawMinFen' },
    { kind: 'money', key: 'withdrawMaxFen' },
    { kind: 'affiliate', key: 'affiliate' },
  ] },
  { id: 'content', fields: [
    flag('commentCheck'),
    { kind: 'choice', key: 'commentFactor', options: [{ value: 3, label: 'settings.commenters.c3' }, { value: 2, label: 'settings.commenters.c2' }, { value: 0, label: 'settings.commenters.c0' }] },
    flag('messageBoard'),
    flag('messageCheck'),
    lines('blockedWords'),
    text('defaultKeyword'),
    lines('searchKeywords'),
    lines('searchBlockList'),
    { kind: 'number', key: 'pageSize', min: 1, max: 100, unit: 'items' },
  ] },
  { id: 'features', fields: [text('pointsName'), flag('checkInEnabled'), flag('distributionEnabled')] },
]
