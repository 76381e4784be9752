// What this machine gives a bare Fastify over prepared statements: the ruler the shop is measured with.
import process from 'node:process'
import Fastify from 'fastify'
import pg from 'pg'
import { CHECKOUT_TABLES, serveBareCheckout } from './limit-checkout.ts'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const app = Fastify()

app.get('/hello', () => ({ hello: 'world' }))

app.get<{ Params: { id: string } }>('/product/:id', async (request) => {
  const { rows } = await pool.query({ name: 'product', text: 'SELECT * FROM "Goods" WHERE "id" = $1', values: [Number(request.params.id)] })
  return rows[0]
})

app.get<{ Params: { id: string } }>('/category/:id', async (request) => {
  const id = Number(request.params.id)
  const [list, count] = await Promise.all([
    pool.query({ name: 'list', text: 'SELECT g.* FROM "CategoryPlacement" p JOIN "Goods" g ON g."id" = p."goodsId" WHERE p."categoryId" = $1 AND p."isListed" ORDER BY p."sortOrder", p."goodsId" DESC LIMIT 20', values: [id] }),
    pool.query({ name: 'count', text: 'SELECT count(*)::int AS count FROM "CategoryPlacement" WHERE "categoryId" = $1 AND "isListed"', values: [id] }),
  ])
  return { items: list.rows, total: list.rowCount === 0 ? 0 : count.rows[0]?.count }
})

interface BareOrder { lines: { goodsId: number, quantity: number }[] }

app.post<{ Body: BareOrder }>('/order', async (request) => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{ id: number }>({ name: 'order', text: 'INSERT INTO bench_order (total) VALUES ($1) RETURNING id', values: [request.body.lines.length] })
    for (const line of request.body.lines) {
      await client.query({ name: 'line', text: 'INSERT INTO bench_line (order_id, goods_id, quantity) VALUES ($1, $2, $3)', values: [rows[0]?.id, line.goodsId, line.quantity] })
      await client.query({ name: 'stock', text: 'UPDATE bench_stock SET stock = stock - $2 WHERE goods_id = $1 AND stock >= $2', values: [line.goodsId, line.quantity] })
    }
    await client.query('COMMIT')
    return { id: rows[0]?.id }
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
})

serveBareCheckout(app, pool)
await pool.query(CHECKOUT_TABLES)
await pool.query(`
DROP TABLE IF EXISTS bench_line, bench_order, bench_stock;
CREATE TABLE bench_order (id serial PRIMARY KEY, total int NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE bench_line (id serial PRIMARY KEY, order_id int NOT NULL REFERENCES bench_order (id), goods_id int NOT NULL, quantity int NOT NULL);
CREATE TABLE bench_stock (goods_id int PRIMARY KEY, stock int NOT NULL CHECK (stock >= 0));
INSERT INTO bench_stock SELECT "id", 1000000 FROM "Goods"`)
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
process.stdout.write('ready\n')
process.on('SIGTERM', () => { void app.close().then(() => pool.end()).then(() => process.exit(0)) })
