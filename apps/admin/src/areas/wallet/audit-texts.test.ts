import { expect, it } from 'vitest'
import { i18n, showLanguage } from '../../i18n/index.ts'
import { actionText, kindText } from '../settings/audit-text.ts'

const texts = { t: (key: string) => i18n.global.t(key), te: (key: string) => i18n.global.te(key) }
const ACTIONS = ['wallet.revealPayee', 'wallet.startPayout', 'wallet.stopPayout', 'wallet.finishPayout', 'wallet.refuse', 'wallet.confirmDeposit', 'bonus.create', 'bonus.update', 'bonus.issueToUsers', 'bonus.issueToRank', 'bonus.print', 'package.create', 'package.update', 'package.publish', 'package.close', 'package.delete']

it.each(['zh', 'en'] as const)('the log says in %s what was done with money, coupons and packages', async (language) => {
  await showLanguage(language)

  expect(ACTIONS.filter((action) => actionText(texts, action) === action)).toEqual([])
  expect(['wallet', 'bonus', 'package'].filter((kind) => kindText(texts, kind) === kind)).toEqual([])
})
