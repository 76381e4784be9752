import type { FastifyInstance } from 'fastify'
import { type MediaStorage, readMedia } from '@xiaopu/shared/media'

/** Pictures. A name is made from the content, so what was fetched once is good for ever. */
export function registerMedia(app: FastifyInstance, storage: MediaStorage): void {
  app.get('/media/*', async (request, reply) => {
    const media = await readMedia(storage, request.url.split('?')[0] ?? '')
    if (!media) return reply.status(404).send({ error: 'NOT_FOUND', requestId: request.id })
    void reply.header('Cache-Control', 'public, max-age=31536000, immutable').header('ETag', media.etag).header('Cross-Origin-Resource-Policy', 'cross-origin')
    if (request.headers['if-none-match'] === media.etag) return reply.status(304).send()
    return reply.type(media.contentType).send(media.bytes)
  })
}
