export { gmt8Day, iso } from './time.ts'
