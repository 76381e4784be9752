export { openRates, type OpenRates } from './open-rates.ts'
