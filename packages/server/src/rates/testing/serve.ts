// One server process of a shop whose database is there already; says its port and waits to be ended.
import path from 'node:path'
import process from 'node:process'
import { readConfig } from '../../config.ts'
import { buildApp } from '../../http/app.ts'
import { makeLogger } from '../../http/log.ts'
import { openPayments } from '../../payments.ts'
import { openShop } from '../../shop.ts'

const config = readConfig()
const log = makeLogger(config.logLevel)
const shop = await openShop(config, path.resolve(import.meta.dirname, '../../../../../prisma/migrations'), 'http://shop.example')
const none = path.join(config.dataDir, 'none')
const app = await buildApp(shop, { folders: { storefront: none, admin: none, apidoc: none }, payments: openPayments(shop, log), log })
process.stdout.write(`at ${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
process.on('SIGTERM', () => { void app.close().then(() => shop.close()).then(() => process.exit(0)) })
