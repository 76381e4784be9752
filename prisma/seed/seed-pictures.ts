import type { NamedPicture } from './content/index.ts'
import { renderLogo, renderPicture, type LogoSpec } from './pictures/index.ts'
import type { SeedContext } from './seed-context.ts'

const THUMB_SIDE = 400

export interface PictureUrls {
  url: string
  thumbUrl: string
}

export async function savePicture(ctx: SeedContext, { file, spec }: NamedPicture): Promise<string> {
  return ctx.savePicture(`${file}.webp`, await renderPicture(spec))
}

/** A gallery picture and its small twin. */
export async function saveWithThumb(ctx: SeedContext, { file, spec }: NamedPicture): Promise<PictureUrls> {
  return {
    url: await savePicture(ctx, { file, spec }),
    thumbUrl: await savePicture(ctx, { file: `${file}-thumb`, spec: { ...spec, width: THUMB_SIDE, height: THUMB_SIDE } }),
  }
}

export async function saveLogo(ctx: SeedContext, file: string, spec: LogoSpec): Promise<string> {
  return ctx.savePicture(`${file}.webp`, await renderLogo(spec))
}
