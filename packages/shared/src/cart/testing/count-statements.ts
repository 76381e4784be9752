import pg from 'pg'

interface Submitted {
  name?: string
  text: string
}

/** Everything sent to PostgreSQL while the work runs, BEGIN and COMMIT included: the name of each statement, or its first word. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const prototype = pg.Query.prototype as unknown as { submit: (this: Submitted, ...args: unknown[]) => unknown } // not in its types
  const submit = prototype.submit
  prototype.submit = function counted(...args) {
    sent.push(this.name ?? this.text.split(' ')[0] ?? '')
    return submit.apply(this, args)
  }
  try {
    await work()
  } finally {
    prototype.submit = submit
  }
  return sent
}

const CACHE = /_(?:version|fingerprint)$/

/** Without the looks at tables that are held in memory: one a second, more often only right after a change. */
export async function ownStatementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await statementsOf(work)).filter((name) => !CACHE.test(name))
}
