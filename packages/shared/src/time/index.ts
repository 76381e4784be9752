export { gmt8Day, gmt8Text, iso } from './time.ts'
