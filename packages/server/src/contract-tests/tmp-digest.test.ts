import { it } from 'vitest'
import { openWorld } from '../testing/world.ts'
const world = openWorld()
it('x', async () => {
  await world.rows()
  const sql = world.shop.database.sql
  const st = (await sql.rows<any>('ps', "select statement from pg_prepared_statements where name='digest_rows'", []))
  const time = async (label: string, f: () => Promise<unknown>) => { const t = performance.now(); for (let i = 0; i < 20; i++) await f(); console.log(label, 'ms', (performance.now() - t) / 20) }
  await time('digest', () => world.rows())
  await time('digest', () => world.rows())
  await time('select1', () => sql.rows('s1', 'select 1', []))
  const tables = (await sql.rows<any>('t', "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", [])).map((r) => r.name)
  console.log('tables', tables.length)
  const alt = tables.map((t: string) => `SELECT '${t}', count(*)::text || ' ' || coalesce(sum(hashtextextended(r::text, 0))::text, '') FROM "${t}" r`).join(' UNION ALL ')
  await time('alt', () => sql.rows('alt', alt, []))
  const cnt = tables.map((t: string) => `SELECT '${t}', count(*)::text FROM "${t}" r`).join(' UNION ALL ')
  await time('count', () => sql.rows('cnt', cnt, []))
  if (st[0]) {
    const plan = await sql.rows<any>('ex', 'explain (analyze, summary) ' + st[0].statement, [])
    console.log(plan.map((r) => r['QUERY PLAN']).filter((l: string) => /Time|JIT|Timing/.test(l)).join('\n'))
  }
})
