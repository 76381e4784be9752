import { XMLValidator } from 'fast-xml-parser'
import type { FuzzDialect, FuzzRequest } from './request.ts'

export interface FuzzAnswer {
  status: number
  contentType: string
  body: string
}

/** What came of a request, for the summary: the word or number its answer told. */
export interface Verdict {
  outcome: string
  complaints: string[]
}

/** Stack frames, paths of ours, names of classes and of the database: nothing a caller may see. */
export const LEAKS = [/\bat \S+ \S+:\d+:\d+/, /node_modules|packages\/(?:server|shared)|file:\/\/|\.[cm]?[jt]s:\d+/, /\b(?:Type|Range|Syntax|Reference|Zod|TRPC|Prisma\w*|Unreadable\w*|Shop)Error\b/, /prisma|graphile|node:internal/i, /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.{1,80}"[A-Z]\w+"/s, /syntax error at|violates \w+ constraint|invalid input syntax|out of range for type|invalid byte sequence/]
const NO_BODY = new Set(['OPTIONS', 'HEAD'])
const CALL_MARKS = /(?:^|&)(?:method|app_key|app_id|sign)=/

type Opened = { root: string, value: unknown } | null

function openedJson(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null
  } catch {
    return null
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
}

function rootOfXml(body: string): string {
  return XMLValidator.validate(body) === true ? /^<\?xml version="1\.0" encoding="utf-8"\?><(\w+)/.exec(body)?.[1] ?? '' : ''
}

function ectouchRoot({ contentType, body }: FuzzAnswer): Opened {
  if (contentType.startsWith('text/xml')) {
    const root = rootOfXml(body)
    return root === '' ? null : { root, value: { code: Number(/<code>(-?\d+)<\/code>/.exec(body)?.[1]) } }
  }
  const opened = openedJson(body)
  const [entry, ...more] = Object.entries(opened ?? {})
  return entry && more.length === 0 ? { root: entry[0], value: entry[1] } : null
}

function judgeEctouch(answer: FuzzAnswer): Verdict {
  const opened = ectouchRoot(answer)
  if (!opened) return { outcome: 'nothing', complaints: ['no envelope with one key'] }
  if (opened.root === 'error_response') {
    const code = Number(fieldOf(opened.value, 'code'))
    return { outcome: String(code), complaints: code === -1 ? ['code -1'] : code >= 40_001 && code < 60_000 ? [] : [`code ${code}`] }
  }
  const isSuccess = opened.root === 'response' || /^ectouch_\w+_response$/.test(opened.root)
  return { outcome: 'ok', complaints: isSuccess ? [] : [`the root ${opened.root}`] }
}

const PICTURE = /^image\//
const JSONP = /^[A-Z_$][\w$.]*\((.*)\);$/is

function judgeCareyshop({ contentType, body }: FuzzAnswer): Verdict {
  if (PICTURE.test(contentType)) return { outcome: 'picture', complaints: [] }
  if (body.includes('发生未知异常')) return { outcome: 'broken', complaints: ['发生未知异常'] }
  if (contentType.startsWith('text/xml')) {
    const status = /<careyshop><status>(\d{3})<\/status><message>/.exec(body)?.[1] ?? ''
    return { outcome: status, complaints: rootOfXml(body) === 'careyshop' && status !== '' ? [] : ['no envelope in XML'] }
  }
  const json = contentType.startsWith('application/javascript') ? JSONP.exec(body)?.[1] ?? '' : body
  const opened = openedJson(json)
  const isEnvelope = opened && Object.keys(opened).join() === 'status,message,data' && typeof opened.status === 'number' && typeof opened.message === 'string'
  return { outcome: String(opened?.status), complaints: isEnvelope ? [] : ['no envelope'] }
}

function judgeWjx({ body }: FuzzAnswer): Verdict {
  const opened = openedJson(body)
  if (opened?.result === true) return { outcome: 'ok', complaints: Object.keys(opened).join() === 'result,data' ? [] : ['no envelope of a success'] }
  const isFailure = opened?.result === false && Object.keys(opened).join() === 'result,errormsg,errorcode' && typeof opened.errorcode === 'number'
  return { outcome: String(opened?.errorcode), complaints: !isFailure ? ['no envelope'] : opened.errorcode === -1 ? ['code -1'] : [] }
}

const JUDGES: Record<FuzzDialect, (answer: FuzzAnswer) => Verdict> = { ectouch: judgeEctouch, careyshop: judgeCareyshop, wjx: judgeWjx }

/** `GET /` without a call is the web page. */
function isPage({ dialect, httpMethod, url }: FuzzRequest): boolean {
  const [path = '', query = ''] = url.split(/\?(.*)/s)
  return dialect === 'ectouch' && path === '/' && (httpMethod === 'GET' || httpMethod === 'HEAD') && !CALL_MARKS.test(query)
}

/** Compares an answer with what every request may expect, whatever it said. */
export function judge(request: FuzzRequest, answer: FuzzAnswer): Verdict {
  const common: string[] = []
  if (answer.status >= 500) common.push(`HTTP ${answer.status}`)
  for (const leak of LEAKS) {
    const found = leak.exec(answer.body)
    if (found) common.push(`tells "${found[0].slice(0, 60)}"`)
  }
  if (NO_BODY.has(request.httpMethod) || isPage(request)) return { outcome: `HTTP ${answer.status}`, complaints: common }
  const { outcome, complaints } = JUDGES[request.dialect](answer)
  return { outcome, complaints: [...common, ...complaints] }
}
