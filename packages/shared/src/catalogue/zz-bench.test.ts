import { it } from 'vitest'
import { testDatabase } from '/work/main/packages/shared/src/database/testing/test-database.ts'
import { listGoods, goodsDetail, createGoods } from '/work/main/packages/shared/src/catalogue/index.ts'
import { Goods, GoodsDetail } from '/work/main/packages/shared/src/contract/index.ts'
import { z } from 'zod'

const test = testDatabase()
it('bench', async () => {
  const top = await test.db.category.create({ data: { name: 'top' } })
  const cats = []
  for (let i = 0; i < 20; i++) cats.push((await test.db.category.create({ data: { name: 'c' + i, parentId: top.id } })).id)
  await test.pool.query(`INSERT INTO "Goods" ("categoryId","sn","snKey","name","shopPriceFen","stock","sortOrder","description","thumbUrl","imageUrl","searchText") SELECT ($1::int[])[1 + i % 20], 'S'||i, 's'||i, 'goods '||i, 1000 + i, 10, 100, repeat('x', 3000), '/media/goods/aaaaaaaaaaaaaaaaaa.webp', '/media/goods/aaaaaaaaaaaaaaaaaa.webp', 'goods '||i||E'\\n\\n\\n#s'||i FROM generate_series(1, 5000) i`, [cats])
  await test.pool.query(`INSERT INTO "CategoryPlacement" ("goodsId","categoryId","isDirect") SELECT id, "categoryId", true FROM "Goods"`)
  await test.pool.query(`INSERT INTO "CategoryPlacement" ("goodsId","categoryId","isDirect") SELECT id, $1, false FROM "Goods"`, [top.id])
  await test.pool.query('VACUUM ANALYZE')
  const ctx = test.ctx({ kind: 'guest', appId: 0, ip: 'x' })
  const { goodsId } = await createGoods(test.ctx(), { name: 'd', categoryId: cats[0], shopPriceFen: 1, specs: [{ name: 'a', kind: 1, values: ['1', '2', '3'].map((value) => ({ value, priceFen: 0, imageUrl: '' })) }], skus: ['1', '2', '3'].map((v) => ({ options: [v], stock: 1, priceFen: null, isOnSale: true })), properties: [1, 2, 3, 4].map((n) => ({ group: '', name: 'p' + n, value: 'v' })), gallery: [1, 2, 3].map((n) => ({ url: 'u' + n, thumbUrl: 't', description: '' })) })
  const run = async (name: string, work: () => Promise<unknown>) => {
    for (let i = 0; i < 200; i++) await work()
    const until = performance.now() + 3000
    let n = 0
    const started = performance.now()
    const cpu = process.cpuUsage()
    await Promise.all(Array.from({ length: 10 }, async () => { while (performance.now() < until) { await work(); n++ } }))
    const used = process.cpuUsage(cpu)
    console.log(name, Math.round(n / ((performance.now() - started) / 1000)), '/s, node cpu µs each', Math.round((used.user + used.system) / n))
  }
  const out = z.array(Goods)
  for (let round = 0; round < 2; round++) {
    await run('bare list', async () => JSON.stringify(await Promise.all([
      test.pool.query({ name: 'b1', text: 'SELECT g.* FROM "CategoryPlacement" p JOIN "Goods" g ON g.id = p."goodsId" WHERE p."categoryId" = $1 AND p."isListed" ORDER BY p."sortOrder", p."goodsId" DESC LIMIT 20', values: [cats[0]] }),
      test.pool.query({ name: 'b2', text: 'SELECT count(*) FROM "CategoryPlacement" p WHERE p."categoryId" = $1 AND p."isListed"', values: [cats[0]] })]).then((r) => r.map((x) => x.rows))))
    await run('bare list, few columns', async () => JSON.stringify(await Promise.all([
      test.pool.query({ name: 'b3', text: 'SELECT g.id, g.name, g."shopPriceFen", g."thumbUrl" FROM "CategoryPlacement" p JOIN "Goods" g ON g.id = p."goodsId" WHERE p."categoryId" = $1 AND p."isListed" ORDER BY p."sortOrder", p."goodsId" DESC LIMIT 20', values: [cats[0]] }),
      test.pool.query({ name: 'b2', text: 'SELECT count(*) FROM "CategoryPlacement" p WHERE p."categoryId" = $1 AND p."isListed"', values: [cats[0]] })]).then((r) => r.map((x) => x.rows))))
    await run('list', async () => JSON.stringify(await listGoods(ctx, { categoryId: cats[0], pageNo: 1, pageSize: 20 })))
    await run('list+zod', async () => JSON.stringify(out.parse((await listGoods(ctx, { categoryId: cats[0], pageNo: 1, pageSize: 20 })).items)))
    await run('list top 5000', async () => JSON.stringify(await listGoods(ctx, { categoryId: top.id, pageNo: 1, pageSize: 20 })))
    await run('list price', async () => JSON.stringify(await listGoods(ctx, { categoryId: cats[0], sort: 'price', pageNo: 1, pageSize: 20 })))
    await run('list word', async () => JSON.stringify(await listGoods(test.ctx(), { keywords: 'goods 49', pageNo: 1, pageSize: 20 })))
    await run('bare detail', async () => JSON.stringify((await test.pool.query({ name: 'b4', text: 'SELECT * FROM "Goods" WHERE id = $1', values: [goodsId] })).rows))
    await run('detail', async () => JSON.stringify(await goodsDetail(ctx, { goodsId })))
    await run('detail+zod', async () => JSON.stringify(GoodsDetail.parse((await goodsDetail(ctx, { goodsId })).item)))
  }
}, 200_000)
