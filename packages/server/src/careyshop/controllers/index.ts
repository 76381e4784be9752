import { z } from 'zod'
import { method } from '../method.ts'

/** What clients compare with the versions they know. */
const VERSION = '1.3.2'

export const indexMethods = [
  method({
    name: 'get.system.version',
    controller: 'index',
    title: '获取系统版本号',
    auth: 'optional',
    write: false,
    params: z.object({}),
    run: async () => ({ version: VERSION }),
  }),
]
