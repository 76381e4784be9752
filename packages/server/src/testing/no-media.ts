import type { MediaStorage } from '@xiaopu/shared/media'

/** For tests that have nothing to do with pictures: keeping one is a mistake of the test. */
export const NO_MEDIA: MediaStorage = {
  has: async () => false,
  get: async () => null,
  remove: async () => { throw new Error('this test keeps no pictures') },
  put: async () => { throw new Error('this test keeps no pictures') },
}
