import type { FastifyInstance } from 'fastify'
import { type MediaStorage, readFile, readMedia } from '@xiaopu/shared/media'

/** Pictures, and files that programs sent. A name is made from the content, so what was fetched once is good for ever. */
export function registerMedia(app: FastifyInstance, storage: MediaStorage): void {
  app.get('/media/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const media = await readMedia(storage, path) ?? await readFile(storage, path)
    if (!media) return reply.status(404).send({ error: 'NOT_FOUND', requestId: request.id })
    void reply.header('Cache-Control', 'public, max-age=31536000, immutable').header('ETag', media.etag).header('Cross-Origin-Resource-Policy', 'cross-origin')
    if (request.headers['if-none-match'] === media.etag) return reply.status(304).send()
    // What somebody sent is never a page of ours.
    if ('isShown' in media && !media.isShown) void reply.header('Content-Disposition', 'attachment')
    return reply.type(media.contentType).send(media.bytes)
  })
}
