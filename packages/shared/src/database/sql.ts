import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg'

/**
 * Hand-written SQL on the shop's pool or on one transaction's connection. `name` identifies the text: a named statement is
 * prepared once per connection, so one name must always come with the same text; '' is not prepared. What is asked at once on a
 * transaction's connection goes in the order it was asked.
 */
export interface Sql {
  rows: <Row extends QueryResultRow>(name: string, text: string, values?: readonly unknown[]) => Promise<Row[]>
  /** The only row, or null. */
  row: <Row extends QueryResultRow>(name: string, text: string, values?: readonly unknown[]) => Promise<Row | null>
  /** How many rows were changed. */
  run: (name: string, text: string, values?: readonly unknown[]) => Promise<number>
}

const textOf = new Map<string, string>()

/** On a connection that has prepared the other text PostgreSQL refuses, on any other all is well: found here, not by luck. */
function assertOneText(name: string, text: string): void {
  if (name === '') return
  const known = textOf.get(name)
  if (known === undefined) textOf.set(name, text)
  else if (known !== text) throw new Error(`two statements are called ${name}`)
}

export function sqlOn(connection: Pool | PoolClient): Sql {
  async function send<Row extends QueryResultRow>(name: string, text: string, values: readonly unknown[] = []): Promise<QueryResult<Row>> {
    assertOneText(name, text)
    return connection.query<Row>({ name, text, values: [...values] })
  }
  async function rows<Row extends QueryResultRow>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]> {
    return (await send<Row>(name, text, values)).rows
  }
  return {
    rows,
    async row<Row extends QueryResultRow>(name: string, text: string, values?: readonly unknown[]) {
      return (await rows<Row>(name, text, values))[0] ?? null
    },
    async run(name, text, values) {
      return (await send(name, text, values)).rowCount ?? 0
    },
  }
}
