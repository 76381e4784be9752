/** The ids with one moved a place up or down. */
export function moved(ids: readonly number[], id: number, by: 1 | -1): number[] {
  const at = ids.indexOf(id)
  const other = ids[at + by]
  if (at < 0 || other === undefined) return [...ids]
  return ids.map((one, place) => (place === at ? other : place === at + by ? id : one))
}
