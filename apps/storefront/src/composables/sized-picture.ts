/** The shop keeps each picture in two sizes, named by their longest edge. */
const KEPT = /^(\/media\/.+-)1200\.webp$/
const THUMB = 400
const DETAIL = 1200

interface SizedPicture {
  src: string
  srcset: string | undefined
  sizes: string | undefined
}

/** Which kept size to load for a picture shown `width` CSS pixels wide; the browser decides by its screen. */
export function sizedPicture(src: string, width: number): SizedPicture {
  const stem = KEPT.exec(src)?.[1]
  if (!stem) return { src, srcset: undefined, sizes: undefined }
  const thumb = `${stem}${THUMB}.webp`
  return {
    src: width * 2 <= THUMB ? thumb : src,
    srcset: `${thumb} ${THUMB}w, ${src} ${DETAIL}w`,
    sizes: `${width}px`,
  }
}
