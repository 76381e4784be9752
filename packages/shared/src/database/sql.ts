import type { Pool, PoolClient, QueryResultRow } from 'pg'

/**
 * Hand-written SQL on the shop's pool or on one transaction's connection. `name` identifies the text: a named statement is
 * prepared once per connection, so one name must always come with the same text.
 */
export interface Sql {
  rows: <Row extends QueryResultRow>(name: string, text: string, values?: readonly unknown[]) => Promise<Row[]>
  /** The only row, or null. */
  row: <Row extends QueryResultRow>(name: string, text: string, values?: readonly unknown[]) => Promise<Row | null>
  /** How many rows were changed. */
  run: (name: string, text: string, values?: readonly unknown[]) => Promise<number>
}

export function sqlOn(connection: Pool | PoolClient): Sql {
  async function rows<Row extends QueryResultRow>(name: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await connection.query<Row>({ name, text, values: [...values] })).rows
  }
  return {
    rows,
    async row<Row extends QueryResultRow>(name: string, text: string, values?: readonly unknown[]) {
      return (await rows<Row>(name, text, values))[0] ?? null
    },
    async run(name, text, values = []) {
      return (await connection.query({ name, text, values: [...values] })).rowCount ?? 0
    },
  }
}
