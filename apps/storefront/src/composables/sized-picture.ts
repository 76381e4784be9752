/** Widths the shop keeps of each picture; a wish is rounded up, so that caches meet. */
const WIDTHS = [96, 180, 360, 480, 720, 960, 1280] as const

/** The address of a picture of ours at the width shown; pictures from elsewhere stay as they are. */
export function sizedPicture(src: string, width: number): string {
  if (!src) return ''
  const ours = src.startsWith('/media/') || src.startsWith(`${window.location.origin}/media/`)
  if (!ours || src.endsWith('.svg') || src.includes('?')) return src
  const kept = WIDTHS.find((one) => one >= width) ?? WIDTHS.at(-1)
  return `${src}?w=${kept}`
}
