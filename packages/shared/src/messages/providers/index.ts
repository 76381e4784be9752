export { sendByAliyun } from './aliyun.ts'
export { sendBySmtp } from './smtp.ts'
