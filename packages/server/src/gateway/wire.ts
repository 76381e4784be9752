export { toInput, wireFieldName } from './wire-input.ts'
export { toWire } from './wire-output.ts'
