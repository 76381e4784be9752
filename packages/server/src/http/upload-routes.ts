import fastifyMultipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { ShopError } from '@xiaopu/shared/errors'
import { type MediaStorage, saveImage } from '@xiaopu/shared/media'
import type { Permission } from '../permissions.ts'
import type { Shop } from '../shop.ts'
import { staffOf } from './staff-of.ts'

const MEGABYTE = 1024 * 1024
/** The largest picture that is taken, and what the forms say. */
export const UPLOAD_MAX_BYTES = 5 * MEGABYTE
const MAY_UPLOAD: Permission[] = ['goods.edit', 'catalogue.edit', 'articles.edit', 'ads.edit']

/**
 * `POST /admin/upload`: one picture as multipart, answered with the addresses of its two sizes. It is encoded anew on the way;
 * nothing of the file as sent is kept.
 */
export async function registerUploads(app: FastifyInstance, shop: Pick<Shop, 'database'>, storage: MediaStorage): Promise<void> {
  // In a scope of its own: nowhere else does this server read multipart this way.
  await app.register(async (scope) => {
    await scope.register(fastifyMultipart, { limits: { files: 1, fields: 0, parts: 1, fileSize: UPLOAD_MAX_BYTES }, throwFileSizeLimit: true })
    scope.post('/admin/upload', {
      // Who may not, is told so before a byte of the picture is read.
      async onRequest(request) {
        await staffOf(request, shop, MAY_UPLOAD)
      },
    }, async (request) => {
      const part = request.isMultipart() ? await request.file().catch(refused) : undefined
      if (!part) throw new ShopError('FILE_INVALID')
      const bytes = await part.toBuffer().catch(refused)
      return saveImage(storage, { bytes }, { folder: 'goods', maxBytes: UPLOAD_MAX_BYTES })
    })
  })
}

/** Too large, cut off or no multipart at all: one answer. */
function refused(cause: unknown): never {
  throw new ShopError('FILE_INVALID', {}, { cause })
}
