export { LEDGER_PARTS, type LedgerCheck, listLedgerChecks, runLedgerCheck } from './ledger-checks.ts'
