// The least a checkout of six calls can cost here: each call knows its caller and reads or writes what it must, and nothing is
// validated, priced, explained or refused. What remains is six calls over HTTP and 24 small statements.
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'

interface Caller { shopper: number }

const CART_GOODS = 'SELECT g.* FROM "Goods" g WHERE g."id" IN (SELECT goods::int FROM bench_cart, jsonb_array_elements_text(goods_ids) goods WHERE user_id = $1)'

export const CHECKOUT_TABLES = `
DROP TABLE IF EXISTS bench_session, bench_cart, bench_checkout;
CREATE TABLE bench_session (token int PRIMARY KEY, user_id int NOT NULL);
INSERT INTO bench_session SELECT n, n FROM generate_series(1, 100) n;
CREATE TABLE bench_cart (user_id int PRIMARY KEY, goods_ids jsonb NOT NULL);
CREATE TABLE bench_checkout (user_id int PRIMARY KEY, choices jsonb NOT NULL)`

export function serveBareCheckout(app: FastifyInstance, pool: Pool): void {
  async function userOf({ shopper }: Caller): Promise<number> {
    const { rows } = await pool.query<{ user_id: number }>({ name: 'session', text: 'SELECT user_id FROM bench_session WHERE token = $1', values: [shopper] })
    return rows[0]?.user_id ?? 0
  }

  async function cartGoods(user: number): Promise<unknown[]> {
    return (await pool.query({ name: 'cart_goods', text: CART_GOODS, values: [user] })).rows
  }

  app.post<{ Body: Caller & { goodsId: number } }>('/checkout/add', async ({ body }) => {
    const user = await userOf(body)
    const { rows } = await pool.query({
      name: 'append',
      text: `INSERT INTO bench_cart VALUES ($1, jsonb_build_array($2::int)) ON CONFLICT (user_id) DO UPDATE SET goods_ids = bench_cart.goods_ids || excluded.goods_ids RETURNING goods_ids`,
      values: [user, body.goodsId],
    })
    return { cart: rows[0], goods: await cartGoods(user) }
  })

  app.post<{ Body: Caller }>('/checkout/check', async ({ body }) => {
    const user = await userOf(body)
    await pool.query({ name: 'check', text: `INSERT INTO bench_checkout VALUES ($1, '{}') ON CONFLICT (user_id) DO UPDATE SET choices = excluded.choices`, values: [user] })
    return { goods: await cartGoods(user) }
  })

  app.post<{ Body: Caller & { name: string, id: number } }>('/checkout/choose', async ({ body }) => {
    const user = await userOf(body)
    const { rows } = await pool.query({ name: 'choose', text: 'UPDATE bench_checkout SET choices = choices || jsonb_build_object($2::text, $3::int) WHERE user_id = $1 RETURNING choices', values: [user, body.name, body.id] })
    return { checkout: rows[0], goods: await cartGoods(user) }
  })

  app.post<{ Body: Caller }>('/checkout/place', async ({ body }) => {
    const user = await userOf(body)
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      const cart = await client.query<{ goods_ids: number[] }>({ name: 'take_cart', text: 'DELETE FROM bench_cart WHERE user_id = $1 RETURNING goods_ids', values: [user] })
      const { rows } = await client.query<{ id: number }>({ name: 'order', text: 'INSERT INTO bench_order (total) VALUES ($1) RETURNING id', values: [2] })
      for (const goodsId of cart.rows[0]?.goods_ids ?? []) {
        await client.query({ name: 'line', text: 'INSERT INTO bench_line (order_id, goods_id, quantity) VALUES ($1, $2, $3)', values: [rows[0]?.id, goodsId, 1] })
        await client.query({ name: 'stock', text: 'UPDATE bench_stock SET stock = stock - $2 WHERE goods_id = $1 AND stock >= $2', values: [goodsId, 1] })
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
}
