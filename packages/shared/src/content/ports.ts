import type { ImagePort } from '../accounts/index.ts'

/** Pictures of comments and messages: kept under a name made of their content, so two writers may share one. */
export interface PicturePort extends ImagePort {
  removeImage: (url: string) => Promise<void>
}
