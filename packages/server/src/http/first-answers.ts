import type { FastifyRequest } from 'fastify'

/** A query of the store's own interface. */
export type AskAsGuest = (request: FastifyRequest, path: string, input: unknown) => Promise<unknown>

/** The home page's list of what it asks first: `{ "calls": [[path, input], …] }`. */
const BLOCK = /(<script type="application\/json" id="first-answers">)(.*?)(<\/script>)/s

function callsIn(text: string): [path: string, input: unknown][] {
  const { calls } = JSON.parse(text) as { calls: [string, unknown][] } // written by the storefront
  return calls
}

/** As text inside a script element, which only its own end tag may end. */
const asBlock = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

/**
 * The home page with the answers to its first questions in it, so that a first visit does not wait for a second round trip.
 * A question that is refused stays without an answer and is asked by the page itself.
 */
export async function withFirstAnswers(html: string, ask: (path: string, input: unknown) => Promise<unknown>, now: Date): Promise<string> {
  const text = BLOCK.exec(html)?.[2]
  if (text === undefined) return html
  const answers = await Promise.all(callsIn(text).map(async ([path, input]) => {
    try {
      return [path, input, await ask(path, input)]
    } catch {
      return [path, input]
    }
  }))
  return html.replace(BLOCK, (_block, start: string, _calls: string, end: string) => start + asBlock({ at: now.getTime(), calls: answers }) + end)
}
