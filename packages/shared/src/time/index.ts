export { gmt8Day, gmt8DayEnd, gmt8Text, iso } from './time.ts'
